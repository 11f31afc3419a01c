using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages of a local authority's social care account share: the account.</summary>
public abstract class SocialCareAccountPage : ReadPage<SocialCareOrdering>
{
    /// <summary>The local authority.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required SocialCareOrderingReader Reader { get; init; }

    protected SocialCareOrdering? Ordering => Shown;

    protected override string Asked => $"{Id}";

    protected IReadOnlyList<Topic> Topics => [Topic.SocialCare(Id), Topic.PeopleOfResponsibleBody(Id), Topic.Stock, Topic.Person(Ordering!.ViewerId ?? 0)];

    protected override Task<SocialCareOrdering?> ReadAsync(Viewer viewer) => Reader.FindAsync(viewer, Id);
}
