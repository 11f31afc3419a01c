using System.Text.Json.Serialization;
using GetHelp.Core.History;
using GetHelp.Core.Live;

namespace GetHelp.Core.People;

/// <summary>Which organisation: a school or a responsible body, never both.</summary>
public readonly record struct OrganisationId
{
    public int? SchoolId { get; init; }

    public int? ResponsibleBodyId { get; init; }

    public static OrganisationId School(int id) => new() { SchoolId = id };

    public static OrganisationId ResponsibleBody(int id) => new() { ResponsibleBodyId = id };

    [JsonIgnore]
    public bool IsSchool => SchoolId is not null;

    /// <summary>Its people and who of them may order.</summary>
    [JsonIgnore]
    public Topic People => SchoolId is { } school ? Topic.PeopleOfSchool(school) : Topic.PeopleOfResponsibleBody(ResponsibleBodyId ?? 0);

    /// <summary>Everything that shows its people: a school's other pages say who orders.</summary>
    [JsonIgnore]
    internal Topic[] Topics => SchoolId is { } school ? [People, Topic.School(school)] : [People];

    internal HistorySubject Subject() => new() { SchoolId = SchoolId, ResponsibleBodyId = ResponsibleBodyId };

    /// <summary>Whether the viewer is one of its people.</summary>
    internal bool IsOf(Viewer viewer) => SchoolId is { } school
        ? viewer.SchoolIds.Contains(school)
        : ResponsibleBodyId is { } body && viewer.ResponsibleBodyIds.Contains(body);
}
