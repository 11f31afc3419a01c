using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages share on which a responsible body looks at its schools: which schools, as the address says.</summary>
public abstract class BodyOrderingPage : ReadPage<ResponsibleBodyOrdering>
{
    /// <summary>The responsible body.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required ResponsibleBodyOrderingReader Reader { get; init; }

    protected ResponsibleBodyOrdering? Ordering => Shown;

    protected override string Asked => Navigation.Uri;

    /// <summary>The search and the page in the address.</summary>
    protected ManagedSchoolsQuery Query { get; private set; } = new() { ResponsibleBodyId = 0 };

    /// <summary>Live to the pool, to every school that is counted here, and to who of the people may order.</summary>
    protected IReadOnlyList<Topic> Topics => [Topic.Pool(Id), Topic.SchoolsOf(Id), Topic.PeopleOfResponsibleBody(Id), Topic.Person(Ordering!.ViewerId ?? 0)];

    protected override void OnAsked() => Query = ResponsibleBodyLinks.SearchIn(Navigation.Uri, Id);

    protected override Task<ResponsibleBodyOrdering?> ReadAsync(Viewer viewer) => Reader.FindAsync(viewer, Query);
}
