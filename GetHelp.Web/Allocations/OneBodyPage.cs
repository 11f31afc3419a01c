using GetHelp.Core.Allocations;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Allocations;

/// <summary>What support's pages about one responsible body share: the body.</summary>
public abstract class OneBodyPage : ReadPage<SupportResponsibleBody>
{
    /// <summary>The responsible body.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required SupportResponsibleBodies Bodies { get; init; }

    protected SupportResponsibleBody? Body => Shown;

    protected override string Asked => $"{Id}";

    protected IReadOnlyList<Topic> Topics => [Topic.Pool(Id), Topic.SchoolsOf(Id), Topic.SocialCare(Id)];

    protected override Task<SupportResponsibleBody?> ReadAsync(Viewer viewer) => Bodies.FindAsync(viewer, Id);
}
