using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages of an order from a pool share: the pool, and the order that is being made, which lives in the address.</summary>
public abstract class PoolOrderPage : ReadPage<PoolOrdering>
{
    /// <summary>What somebody is asked how many of. Chromebooks have a page of their own, because each order of those is for one domain.</summary>
    protected static IReadOnlyList<Product> Offered { get; } = [.. Products.All.Where(product => product != Product.Chromebook)];

    /// <summary>The responsible body.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required PoolOrderReader Reader { get; init; }

    protected PoolOrdering? Pool => Shown;

    protected ResponsibleBodyOrdering Ordering => Shown!.Ordering;

    protected override string Asked => Navigation.Uri;

    protected OrderDraft Draft { get; set; } = OrderDraft.New();

    /// <summary>Which schools the page lists; none, unless it asks for one.</summary>
    protected ManagedSchoolsQuery Query { get; private set; } = new() { ResponsibleBodyId = 0 };

    protected virtual bool ListsSchools => false;

    protected IReadOnlyList<Topic> Topics => [Topic.Pool(Id), Topic.SchoolsOf(Id), Topic.Stock, Topic.PeopleOfResponsibleBody(Id), Topic.Person(Ordering.ViewerId ?? 0)];

    protected IReadOnlyList<Crumb> Way => [new("Home", ResponsibleBodyLinks.Home(Id)), new("Order devices", ResponsibleBodyLinks.Order(Id))];

    /// <summary>Where the order goes, as far as that is said.</summary>
    protected DeliveryDetails? Door => Draft.DeliverTo == DeliveryPlace.ResponsibleBody ? Pool?.ToBody : Pool?.ToSchool;

    protected override void OnAsked()
    {
        Draft = OrderDraft.FromUri(Navigation.Uri).With(Product.Chromebook, null);
        Query = ResponsibleBodyLinks.SearchIn(Navigation.Uri, Id) with { All = true, ListsSchools = ListsSchools };
    }

    protected override Task<PoolOrdering?> ReadAsync(Viewer viewer) => Reader.FindAsync(viewer, Query, Draft.DeliverToSchool);
}
