using System.Linq.Expressions;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations.Register;

namespace GetHelp.Core.Organisations;

/// <summary>What kind of school it is, in one word (spec 01 §2.3), in the order of its pupils' ages.</summary>
public enum SchoolSetting
{
    Nursery,
    Primary,
    Secondary,
    AllThrough,
    SixteenPlus,
    Special,
    FurtherEducationCollege,

    /// <summary>The register knows of no phase.</summary>
    Other,
}

/// <summary>Which setting a school has: special whatever its phase.</summary>
public static class SchoolSettings
{
    private static readonly Expression<Func<School, bool>> IsSpecial = ((Expression<Func<School, int>>)(school => school.EstablishmentTypeCode))
        .IsOneOf(EstablishmentTypes.StateFunded.Where(type => type.Value.Contains("special", StringComparison.OrdinalIgnoreCase)).Select(type => type.Key));

    internal static DecisionTable<School, SchoolSetting> Table { get; } = new(otherwise: SchoolSetting.Other)
    {
        { school => school.Kind == SchoolKind.FurtherEducationCollege, SchoolSetting.FurtherEducationCollege },
        { IsSpecial, SchoolSetting.Special },
        { school => school.Phase == Phase.Nursery, SchoolSetting.Nursery },
        { school => school.Phase == Phase.Primary, SchoolSetting.Primary },
        { school => school.Phase == Phase.Secondary, SchoolSetting.Secondary },
        { school => school.Phase == Phase.AllThrough, SchoolSetting.AllThrough },
        { school => school.Phase == Phase.SixteenPlus, SchoolSetting.SixteenPlus },
    };

    public static SchoolSetting Of(School school) => Table.Of(school);

    /// <summary>Null where there is no word for it.</summary>
    public static string? Words(this SchoolSetting setting) => setting switch
    {
        SchoolSetting.Nursery => "Nursery school",
        SchoolSetting.Primary => "Primary school",
        SchoolSetting.Secondary => "Secondary school",
        SchoolSetting.AllThrough => "All-through school",
        SchoolSetting.SixteenPlus => "School for pupils of 16 and over",
        SchoolSetting.Special => "Special school",
        SchoolSetting.FurtherEducationCollege => "Further education college",
        _ => null,
    };
}
