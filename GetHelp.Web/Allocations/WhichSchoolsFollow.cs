namespace GetHelp.Web.Allocations;

/// <summary>For whom another answer to who will order counts.</summary>
public enum WhichSchoolsFollow
{
    /// <summary>The schools that were shown, and those that come later.</summary>
    TheseToo,

    /// <summary>Only schools that come later.</summary>
    LaterOnly,
}
