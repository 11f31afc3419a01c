using GetHelp.Core.Allocations;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Allocations;

/// <summary>What support's pages about one school share: the school.</summary>
public abstract class OneSchoolPage : ReadPage<SupportSchool>
{
    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    public required SupportSchools Schools { get; init; }

    protected SupportSchool? School => Shown;

    protected override string Asked => Number;

    protected IReadOnlyList<Topic> Topics => [Topic.School(School!.SchoolId), Topic.Pool(School.ResponsibleBodyId)];

    protected override async Task<SupportSchool?> ReadAsync(Viewer viewer) =>
        Urn.TryParse(Number, out var urn) ? await Schools.FindAsync(viewer, urn) : null;
}
