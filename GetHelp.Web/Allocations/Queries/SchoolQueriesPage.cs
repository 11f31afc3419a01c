using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Allocations.Queries;

/// <summary>What the pages about one school's requests share: the school with its requests.</summary>
public abstract class SchoolQueriesPage : ReadPage<SchoolAllocationQueries>
{
    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    public required AllocationQueryReader Reader { get; init; }

    protected SchoolAllocationQueries? School => Shown;

    protected override string Asked => Number;

    protected IReadOnlyList<Topic> Topics => [Topic.School(School!.SchoolId)];

    protected override async Task<SchoolAllocationQueries?> ReadAsync(Viewer viewer) =>
        Urn.TryParse(Number, out var urn) ? await Reader.OfSchoolAsync(viewer, urn) : null;
}
