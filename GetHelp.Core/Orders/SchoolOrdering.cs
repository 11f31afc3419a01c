using System.Text.Json.Serialization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>What a school has, can still order and has ordered: what its home and its order page show.</summary>
public sealed record SchoolOrdering
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string School { get; init; }

    /// <summary>What kind of school it is, in words.</summary>
    public required string Setting { get; init; }

    public required string ResponsibleBody { get; init; }

    public required OrderState OrderState { get; init; }

    /// <summary>The school's own numbers.</summary>
    public required IReadOnlyList<AllocationLine> Allocations { get; init; }

    public WhoWillOrder WhoWillOrder { get; init; }

    public int ResponsibleBodyId { get; init; }

    public ResponsibleBodyKind ResponsibleBodyKind { get; init; }

    /// <summary>Whether this viewer is of the responsible body, which sees its pool where a school is told how many it can order.</summary>
    public bool ViewerIsOfBody { get; init; }

    public bool IsCentrallyManaged => WhoWillOrder == WhoWillOrder.ResponsibleBody;

    /// <summary>The sums of the virtual cap pool that the school is in; null when it is in none.</summary>
    public IReadOnlyList<PoolTotals>? Pool { get; init; }

    /// <summary>What the school said about Chromebooks.</summary>
    public ChromebookDetails Chromebooks { get; init; } = new();

    /// <summary>The responsible body's own address, where an order may go instead; null when it is not known.</summary>
    public DeliveryDetails? DeliverToBody { get; init; }

    public required IReadOnlyDictionary<Product, StockState> Stock { get; init; }

    /// <summary>Where an order placed now would go.</summary>
    public required DeliveryDetails DeliverTo { get; init; }

    /// <summary>Whether this viewer may place orders for the school; whether the school may order at all is its state.</summary>
    public required bool ViewerOrders { get; init; }

    /// <summary>Whether the supplier has an account for the viewer, without which nobody orders.</summary>
    public required bool ViewerHasAccount { get; init; }

    /// <summary>Who is looking: what changes of them changes the page. Null when it is no person.</summary>
    public required int? ViewerId { get; init; }

    /// <summary>Whether the viewer is one of the school's own people, and not of its responsible body or support.</summary>
    public bool ViewerBelongs { get; init; }

    /// <summary>The people who may place orders for the school, by name.</summary>
    public required IReadOnlyList<string> WhoOrders { get; init; }

    /// <summary>Those of them, the viewer left out, whose account with the supplier is ready.</summary>
    public IReadOnlyList<string> OthersReady { get; init; } = [];

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<OrderBoardRow> Orders { get; init; }

    /// <summary>How many of a category can be ordered now.</summary>
    public int Left(DeviceCategory category) =>
        !OrderState.MayOrder() ? 0
        : Pool is not null ? Pool.Of(category).Left
        : Allocations.Where(a => a.Category == category).Sum(a => a.Left);

    /// <summary>Which variant of the ordering page this is for this viewer.</summary>
    [JsonIgnore]
    public SchoolOrderingState State => SchoolOrderingRule.Of(new()
    {
        OrderState = OrderState,
        WhoWillOrder = WhoWillOrder,
        HasAnythingLeft = CanOrderNow,
        HasAnythingSetAside = Allocations.Any(a => a.Allocation > 0),
        ChromebooksAreAnswered = Chromebooks.Answer is not null || Left(DeviceCategory.LaptopsAndTablets) == 0,
        ViewerIsOfSchool = ViewerBelongs,
        ViewerIsOfBody = ViewerIsOfBody,
        ViewerOrders = ViewerOrders,
        ViewerHasAccount = ViewerHasAccount,
    });

    /// <summary>Whether routers are all that can still be ordered.</summary>
    public bool HasOnlyRoutersLeft => Left(DeviceCategory.LaptopsAndTablets) == 0 && Left(DeviceCategory.Routers) > 0;

    /// <summary>What the rules decide on, as of this reading.</summary>
    [JsonIgnore]
    public OrderingFacts Facts => new() { For = School, OrderState = OrderState, Left = AllocationRules.Categories.ToDictionary(c => c, Left), Stock = Stock };

    /// <summary>Whether a press of "Place order" could succeed.</summary>
    public bool CanOrderNow => AllocationRules.Categories.Any(category => Left(category) > 0);
}

/// <summary>Reads what a school may order.</summary>
public sealed class SchoolOrderingReader(IDbContextFactory<GetHelpDbContext> contexts, OrderBoard board)
{
    /// <summary>The school, or null when there is none of this URN that the viewer may see.</summary>
    public async Task<SchoolOrdering?> FindAsync(Viewer viewer, Urn urn, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, viewer, urn, cancellationToken) is { } school
            ? school with { Orders = await board.OfSchoolAsync(viewer, school.SchoolId) }
            : null;
    }

    /// <summary>The same without its orders.</summary>
    internal static async Task<SchoolOrdering?> ReadAsync(GetHelpDbContext db, Viewer viewer, Urn urn, CancellationToken cancellationToken)
    {
        var school = await db.Schools.AsNoTracking().VisibleTo(viewer)
            .Include(s => s.Allocations).Include(s => s.ResponsibleBody)
            .SingleOrDefaultAsync(s => s.Urn == urn, cancellationToken);
        if (school is null)
        {
            return null;
        }

        var orderers = await db.Memberships.AsNoTracking().OrderingFor(school).OrderBy(m => m.User!.FullName)
            .Select(m => new { m.UserId, Name = m.User!.FullName, IsReady = m.User.TechSourceAccountConfirmedAt != null }).ToListAsync(cancellationToken);
        return new()
        {
            SchoolId = school.Id,
            Urn = school.Urn,
            School = school.Name,
            Setting = school.Setting(),
            ResponsibleBody = school.ResponsibleBody!.Name,
            OrderState = school.OrderState,
            Allocations = school.Allocations.OrderBy(a => a.Category).Select(AllocationLine.Of).ToList(),
            WhoWillOrder = school.WhoWillOrder,
            ResponsibleBodyId = school.ResponsibleBodyId,
            Pool = VirtualCapPool.Of(school) is { } pool ? await VirtualCapPool.TotalsAsync(db, pool, cancellationToken) : null,
            Chromebooks = school.Chromebooks,
            DeliverToBody = school.ResponsibleBody.Address.IsKnown ? OrderService.DeliveryTo(school.ResponsibleBody, viewer) : null,
            Stock = await db.ProductStock.AsNoTracking().ToDictionaryAsync(s => s.Product, s => s.State, cancellationToken),
            DeliverTo = OrderService.DeliveryTo(school, viewer),
            ViewerOrders = viewer.MayOrderFor(school),
            ViewerHasAccount = viewer.HasTechSourceAccount,
            ViewerId = viewer.UserId,
            ViewerBelongs = viewer.SchoolIds.Contains(school.Id),
            ResponsibleBodyKind = school.ResponsibleBody.Kind,
            ViewerIsOfBody = viewer.ResponsibleBodyIds.Contains(school.ResponsibleBodyId),
            WhoOrders = orderers.ConvertAll(person => person.Name),
            OthersReady = [.. orderers.Where(person => person.IsReady && person.UserId != viewer.UserId).Select(person => person.Name)],
            Orders = [],
        };
    }
}
