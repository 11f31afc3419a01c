using System.Text.Json.Serialization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>What the pages of an order from a pool show: what the schools share, and where it can go.</summary>
public sealed record PoolOrdering
{
    /// <summary>With the schools that were searched for, where somebody is asked for one.</summary>
    public required ResponsibleBodyOrdering Ordering { get; init; }

    public required IReadOnlyDictionary<Product, StockState> Stock { get; init; }

    /// <summary>The body's own address; null when nobody knows it.</summary>
    public DeliveryDetails? ToBody { get; init; }

    /// <summary>The school that was chosen; null when none was, or it is not one of the body's.</summary>
    public DeliveryDetails? ToSchool { get; init; }

    /// <summary>The school on which the order would count now; null when there is none.</summary>
    public string? BookedOn { get; init; }

    /// <summary>Whether one order for all of them can be made at all.</summary>
    [JsonIgnore]
    public bool CanOrderNow => Ordering is { PoolsCaps: true, ViewerCanOrderNow: true };

    /// <summary>What the rules decide on, as of this reading.</summary>
    [JsonIgnore]
    public OrderingFacts Facts => new()
    {
        For = Ordering.Name,
        OrderState = Ordering.State.IsOpen() ? OrderState.CanOrder : OrderState.CannotOrder,
        Left = AllocationRules.Categories.ToDictionary(category => category, category => Ordering.Totals.Of(category).Left),
        Stock = Stock,
    };
}

/// <summary>Reads what an order from a pool can be and where it would go; a constant number of statements, however many schools share in it.</summary>
public sealed class PoolOrderReader(IDbContextFactory<GetHelpDbContext> contexts, ResponsibleBodyOrderingReader ordering)
{
    /// <summary>Null when there is no such body that the viewer may see.</summary>
    /// <param name="deliverTo">The school that was chosen; null for the body's own address, or while nobody has chosen.</param>
    public async Task<PoolOrdering?> FindAsync(Viewer viewer, ManagedSchoolsQuery query, Urn? deliverTo, CancellationToken cancellationToken = default)
    {
        if (await ordering.FindAsync(viewer, query, cancellationToken) is not { } found)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var body = await db.ResponsibleBodies.AsNoTracking().SingleAsync(b => b.Id == query.ResponsibleBodyId, cancellationToken);
        var school = deliverTo is { } urn
            ? await db.Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Urn == urn && s.ResponsibleBodyId == body.Id && s.Status == OrganisationStatus.Open, cancellationToken)
            : null;
        var booking = await PoolBooking.FindAsync(db, new() { Key = Guid.Empty, ResponsibleBodyId = body.Id, Lines = [], DeliverTo = school?.Urn }, cancellationToken);
        return new()
        {
            Ordering = found,
            Stock = await db.ProductStock.AsNoTracking().ToDictionaryAsync(s => s.Product, s => s.State, cancellationToken),
            ToBody = body.Address.IsKnown ? OrderService.DeliveryTo(body, viewer) : null,
            ToSchool = school is null ? null : OrderService.DeliveryTo(school, viewer),
            BookedOn = booking.Refused ? null : booking.Value.School,
        };
    }
}
