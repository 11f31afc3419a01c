using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>The orders that Chromebooks for several schools would become; or every reason why they cannot.</summary>
public sealed record ChromebookPlan(IReadOnlyList<PlannedChromebookOrder> Orders, IReadOnlyList<Refusal> WhyNot);

/// <summary>One of them: all on one domain, at one door.</summary>
public sealed record PlannedChromebookOrder
{
    public required string Domain { get; init; }

    public string? RecoveryAddress { get; init; }

    /// <summary>The school on whose numbers, or on whose pool, it counts.</summary>
    public required string BookedOn { get; init; }

    public required IReadOnlyList<PlannedNeed> Needs { get; init; }

    public required DeliveryDetails DeliverTo { get; init; }

    public int Quantity => Needs.Sum(need => need.Quantity);
}

/// <summary>How many of them are for whom.</summary>
public sealed record PlannedNeed(Urn Urn, string School, int Quantity);

/// <summary>Says beforehand what <see cref="OrderService.PlaceChromebooksAsync"/> will do: the same split, on the same facts.</summary>
public sealed class ChromebookPlanReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Null when there is no such responsible body that the viewer may see.</summary>
    public async Task<ChromebookPlan?> PlanAsync(
        Viewer viewer, int responsibleBodyId, IReadOnlyList<ChromebooksNeeded> needs, DeliveryPlace deliverTo, CancellationToken cancellationToken = default)
    {
        if (!viewer.SeesEverything && !viewer.ResponsibleBodyIds.Contains(responsibleBodyId))
        {
            return null;
        }

        var urns = needs.Where(need => need.Quantity != 0).Select(need => need.Urn).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schools = await db.Schools.AsNoTracking().Include(s => s.ResponsibleBody)
            .Where(s => s.ResponsibleBodyId == responsibleBodyId && urns.Contains(s.Urn)).ToListAsync(cancellationToken);
        var (orders, whyNot) = ChromebookSplit.Of(needs, schools);
        return new([.. orders.Select(order => Planned(order, viewer, deliverTo))], whyNot);
    }

    private static PlannedChromebookOrder Planned(ChromebookOrder order, Viewer viewer, DeliveryPlace deliverTo) => new()
    {
        Domain = order.Domain,
        RecoveryAddress = order.BookedOn.Chromebooks.RecoveryAddress,
        BookedOn = order.BookedOn.Name,
        Needs = [.. order.Needs.Select(need => new PlannedNeed(need.School.Urn, need.School.Name, need.Quantity))],
        DeliverTo = deliverTo == DeliveryPlace.School
            ? OrderService.DeliveryTo(order.BookedOn, viewer)
            : OrderService.DeliveryTo(order.BookedOn.ResponsibleBody!, viewer),
    };
}
