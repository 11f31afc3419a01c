using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages share that show how a responsible body stands: its home, and where it tells us who will order.</summary>
public abstract class BodyHomePart : ReadPage<ResponsibleBodyHome>
{
    /// <summary>The responsible body.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required ResponsibleBodyHomeReader Reader { get; init; }

    protected ResponsibleBodyHome? Home => Shown;

    protected override string Asked => $"{Id}";

    protected IReadOnlyList<Topic> Topics =>
    [
        Topic.Pool(Id), Topic.SchoolsOf(Id), Topic.OrdersOf(Id), Topic.SocialCare(Id), Topic.PeopleOfResponsibleBody(Id), Topic.Person(Home!.Ordering.ViewerId ?? 0),
    ];

    protected override Task<ResponsibleBodyHome?> ReadAsync(Viewer viewer) => Reader.FindAsync(viewer, Id);
}
