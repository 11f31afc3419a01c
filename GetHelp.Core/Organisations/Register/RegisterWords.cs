namespace GetHelp.Core.Organisations.Register;

/// <summary>Whether the register says that an establishment is open.</summary>
public enum RegisterStatus
{
    Open,

    /// <summary>Closed, or only proposed to open: not open either way (spec 06 §4.1).</summary>
    NotOpen,
}

/// <summary>How the register's words and codes read in this service (spec 06 §4.1).</summary>
internal static class RegisterWords
{
    /// <summary>Authorities that the register names in another way than they name themselves.</summary>
    private static readonly Dictionary<string, string> AuthorityNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Bristol, City of"] = "City of Bristol",
        ["Dorset"] = "Dorset Council",
        ["Herefordshire, County of"] = "Herefordshire",
        ["Kingston upon Hull, City of"] = "Kingston upon Hull",
    };

    public static RegisterStatus? Status(string text) => text.ToLowerInvariant() switch
    {
        "open" or "1" or "open, but proposed to close" or "3" => RegisterStatus.Open,
        "closed" or "2" or "proposed to open" or "4" => RegisterStatus.NotOpen,
        _ => null,
    };

    public static Phase Phase(string text) => text.ToLowerInvariant() switch
    {
        "nursery" => Organisations.Phase.Nursery,
        "primary" or "middle deemed primary" => Organisations.Phase.Primary,
        "secondary" or "middle deemed secondary" => Organisations.Phase.Secondary,
        "all-through" => Organisations.Phase.AllThrough,
        "16 plus" => Organisations.Phase.SixteenPlus,
        _ => Organisations.Phase.NotApplicable,
    };

    public static string AuthorityName(string text) => AuthorityNames.GetValueOrDefault(text, text);

    /// <summary>A local authority's code: three digits.</summary>
    public static bool IsAuthorityCode(string text) => text.Length == 3 && text.All(char.IsAsciiDigit);
}
