using System.Text.Json.Serialization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>A local authority's social care account: what it has, can still order and has ordered. No school's numbers are in it.</summary>
public sealed record SocialCareOrdering
{
    public required int ResponsibleBodyId { get; init; }

    public required string ResponsibleBody { get; init; }

    public required OrderState OrderState { get; init; }

    /// <summary>Every category, whether or not something is set aside.</summary>
    public required IReadOnlyList<AllocationLine> Numbers { get; init; }

    public required IReadOnlyDictionary<Product, StockState> Stock { get; init; }

    /// <summary>Where an order placed now would go: always to the authority.</summary>
    public required DeliveryDetails DeliverTo { get; init; }

    /// <summary>Whether this viewer may place orders on this account; whether the account may order at all is its state.</summary>
    public required bool ViewerOrders { get; init; }

    /// <inheritdoc cref="SchoolOrdering.ViewerHasAccount"/>
    public required bool ViewerHasAccount { get; init; }

    /// <inheritdoc cref="SchoolOrdering.ViewerId"/>
    public required int? ViewerId { get; init; }

    /// <summary>Whether this viewer has something to order with now.</summary>
    public bool ViewerCanOrderNow => CanOrderNow && ViewerOrders && ViewerHasAccount;

    /// <summary>The people who may place orders on this account, by name.</summary>
    public required IReadOnlyList<string> WhoOrders { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<OrderBoardRow> Orders { get; init; }

    /// <summary>What the rules decide on, as of this reading.</summary>
    [JsonIgnore]
    public OrderingFacts Facts => new() { For = ResponsibleBody, Account = Account.SocialCare, OrderState = OrderState, Left = Numbers.ToDictionary(n => n.Category, Left), Stock = Stock };

    public bool HasNothingSetAside => Numbers.All(n => n.Allocation == 0);

    /// <summary>Whether a press of "Place order" could succeed.</summary>
    public bool CanOrderNow => Numbers.Any(n => Left(n) > 0);

    private int Left(AllocationLine line) => OrderState.MayOrder() ? line.Left : 0;
}

/// <summary>Reads what a local authority may order for children with social care needs.</summary>
public sealed class SocialCareOrderingReader(IDbContextFactory<GetHelpDbContext> contexts, OrderBoard board)
{
    /// <summary>The account; null when there is no such local authority that the viewer may see.</summary>
    public async Task<SocialCareOrdering?> FindAsync(Viewer viewer, int responsibleBodyId, CancellationToken cancellationToken = default)
    {
        if (!viewer.SeesEverything && !viewer.ResponsibleBodyIds.Contains(responsibleBodyId))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var body = await db.ResponsibleBodies.AsNoTracking().Include(b => b.SocialCareAllocations)
            .SingleOrDefaultAsync(b => b.Id == responsibleBodyId && b.Kind == ResponsibleBodyKind.LocalAuthority, cancellationToken);
        if (body is null)
        {
            return null;
        }

        return new()
        {
            ResponsibleBodyId = body.Id,
            ResponsibleBody = body.Name,
            OrderState = body.SocialCareOrderState,
            Numbers = [.. AllocationRules.Categories.Select(body.SocialCareAllocations.Select(AllocationLine.Of).Of)],
            Stock = await db.ProductStock.AsNoTracking().ToDictionaryAsync(s => s.Product, s => s.State, cancellationToken),
            DeliverTo = OrderService.DeliveryTo(body, viewer),
            ViewerOrders = viewer.OrdersForSocialCareOfIds.Contains(body.Id),
            ViewerHasAccount = viewer.HasTechSourceAccount,
            ViewerId = viewer.UserId,
            WhoOrders = await db.Memberships.AsNoTracking()
                .Where(m => m.ResponsibleBodyId == body.Id && m.OrdersForSocialCare && m.User!.DeletedAt == null)
                .Select(m => m.User!.FullName).OrderBy(n => n).ToListAsync(cancellationToken),
            Orders = await board.OfSocialCareAsync(viewer, body.Id),
        };
    }
}
