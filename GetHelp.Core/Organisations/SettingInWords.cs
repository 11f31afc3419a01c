using GetHelp.Core.Organisations.Register;

namespace GetHelp.Core.Organisations;

/// <summary>What kind of school it is, as its details say it (spec 01 §2.3).</summary>
public static class SettingInWords
{
    /// <summary>"Primary school (Academy converter)".</summary>
    public static string Setting(this School school) => (Label(school), Type(school)) switch
    {
        (null, var type) => type,
        (var label, _) when school.Kind == SchoolKind.FurtherEducationCollege => label,
        var (label, type) => $"{label} ({type})",
    };

    /// <summary>Special whatever its phase; null where the register knows of no phase.</summary>
    private static string? Label(School school) => school switch
    {
        { Kind: SchoolKind.FurtherEducationCollege } => "Further education college",
        _ when Type(school).Contains("special", StringComparison.OrdinalIgnoreCase) => "Special school",
        { Phase: Phase.Nursery } => "Nursery school",
        { Phase: Phase.Primary } => "Primary school",
        { Phase: Phase.Secondary } => "Secondary school",
        { Phase: Phase.AllThrough } => "All-through school",
        { Phase: Phase.SixteenPlus } => "School for pupils of 16 and over",
        _ => null,
    };

    private static string Type(School school) => EstablishmentTypes.Name(school.EstablishmentTypeCode);
}
