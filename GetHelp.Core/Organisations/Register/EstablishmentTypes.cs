using System.Globalization;

namespace GetHelp.Core.Organisations.Register;

/// <summary>The register's types of establishment that this service is for: schools in England that the state funds, by the register's own
/// codes. Whatever is not written here (independent schools, colleges, Wales, schools overseas, …) is left out.</summary>
public static class EstablishmentTypes
{
    /// <summary>Every type that is kept, by its code.</summary>
    public static IReadOnlyDictionary<int, string> StateFunded { get; } = new Dictionary<int, string>
    {
        [1] = "Community school",
        [2] = "Voluntary aided school",
        [3] = "Voluntary controlled school",
        [5] = "Foundation school",
        [6] = "City technology college",
        [7] = "Community special school",
        [12] = "Foundation special school",
        [14] = "Pupil referral unit",
        [15] = "Local authority nursery school",
        [28] = "Academy sponsor led",
        [33] = "Academy special sponsor led",
        [34] = "Academy converter",
        [35] = "Free schools",
        [36] = "Free schools special",
        [38] = "Free schools alternative provision",
        [39] = "Free schools 16 to 19",
        [40] = "University technical college",
        [41] = "Studio schools",
        [42] = "Academy alternative provision converter",
        [43] = "Academy alternative provision sponsor led",
        [44] = "Academy special converter",
        [45] = "Academy 16-19 converter",
        [46] = "Academy 16 to 19 sponsor led",
        [57] = "Academy secure 16 to 19",
    };

    private static readonly Dictionary<string, int> CodesByName =
        StateFunded.ToDictionary(type => type.Value, type => type.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The code of a kept type, from what a register file says: its code, or its name.</summary>
    public static bool TryParse(string text, out int code) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out code)
            ? StateFunded.ContainsKey(code)
            : CodesByName.TryGetValue(text, out code);

    /// <summary>The name of a kept type; the code itself for one that is not.</summary>
    public static string Name(int code) => StateFunded.GetValueOrDefault(code) ?? code.ToString(CultureInfo.InvariantCulture);
}
