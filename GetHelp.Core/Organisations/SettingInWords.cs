using GetHelp.Core.Organisations.Register;

namespace GetHelp.Core.Organisations;

/// <summary>What kind of school it is, as its details say it (spec 01 §2.3).</summary>
public static class SettingInWords
{
    /// <summary>"Primary school (Academy converter)".</summary>
    public static string Setting(this School school) => (SchoolSettings.Of(school).Words(), Type(school)) switch
    {
        (null, var type) => type,
        (var label, _) when school.Kind == SchoolKind.FurtherEducationCollege => label,
        var (label, type) => $"{label} ({type})",
    };

    private static string Type(School school) => EstablishmentTypes.Name(school.EstablishmentTypeCode);
}
