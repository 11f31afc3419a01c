using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>One school as its responsible body sees it, with what can be ordered for it.</summary>
public sealed record BodySchoolView(BodySchool School, SchoolOrdering Ordering);

/// <summary>What the pages share on which a responsible body looks at one of its schools: the school, and the grid that the viewer came from.</summary>
public abstract class OneBodySchoolPage : ReadPage<BodySchoolView>
{
    /// <summary>The responsible body.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    public required BodySchoolReader Schools { get; init; }

    [Inject]
    public required SchoolOrderingReader Ordering { get; init; }

    protected override string Asked => Navigation.Uri;

    /// <summary>The grid in the address.</summary>
    protected SchoolGridQuery Query { get; private set; } = new() { ResponsibleBodyId = 0 };

    protected SchoolGridRow Row => Shown!.School.Row;

    /// <summary>The school's page, with the same grid behind it.</summary>
    protected string SchoolUrl => YourSchoolsLinks.School(Query, Row.Urn);

    protected IReadOnlyList<Topic> Topics =>
    [
        Topic.School(Row.SchoolId), Topic.PeopleOfSchool(Row.SchoolId), Topic.Pool(Id), Topic.Stock, Topic.PeopleOfResponsibleBody(Id), Topic.Person(Shown!.Ordering.ViewerId ?? 0),
    ];

    protected override void OnAsked() => Query = YourSchoolsLinks.QueryIn(Navigation.Uri, Id);

    protected override async Task<BodySchoolView?> ReadAsync(Viewer viewer) =>
        Urn.TryParse(Number, out var urn)
        && await Schools.FindAsync(viewer, Query, urn) is { } school
        && await Ordering.FindAsync(viewer, urn) is { } ordering
            ? new(school, ordering)
            : null;
}
