using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>On which school of a pool an order for many of them counts. Any of them will do (seed: the ordering guide), but an order is of one
/// school: it is the one that the devices go to where that may order, and otherwise the one that has the most left of its own, so that what
/// counts for a school stays near what is set aside for it.</summary>
/// <param name="DeliverTo">The school at whose door they arrive; null for the body's own.</param>
internal sealed record PoolBooking(int SchoolId, string School, int? DeliverTo, string Door)
{
    /// <summary>Reads it, or why there can be none. The same key is booked where it was before.</summary>
    public static async Task<Result<PoolBooking>> FindAsync(GetHelpDbContext db, PlacePoolOrder asked, CancellationToken cancellationToken)
    {
        if (asked.Lines.Any(line => line is { Product: Product.Chromebook, Quantity: > 0 }))
        {
            return new ChromebooksGoByDomain();
        }

        if (await db.ResponsibleBodies.AsNoTracking().Where(b => b.Id == asked.ResponsibleBodyId).Select(b => new { b.Name, b.PoolsCaps }).SingleOrDefaultAsync(cancellationToken) is not { } body)
        {
            return new NotFound();
        }

        var door = asked.DeliverTo is { } urn
            ? await db.Schools.AsNoTracking().Where(s => s.Urn == urn && s.ResponsibleBodyId == asked.ResponsibleBodyId && s.Status == OrganisationStatus.Open)
                .Select(s => new { s.Id, s.Name }).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (asked.DeliverTo is { } unknown && door is null)
        {
            return new NotAManagedSchool(unknown);
        }

        var booked = await EarlierAsync(db, asked, cancellationToken) ?? await ChooseAsync(db, asked.ResponsibleBodyId, door?.Id, cancellationToken);
        return booked is not null ? new PoolBooking(booked.Id, booked.Name, door?.Id, door?.Name ?? body.Name)
            : body.PoolsCaps ? new CannotOrder(body.Name, Account.Education, OrderState.CannotOrder)
            : new NoPool(body.Name);
    }

    public PlaceOrder Ask(PlacePoolOrder asked) => new()
    {
        Key = asked.Key,
        Urn = default, // known by its id
        Lines = asked.Lines,
        DeliverTo = DeliverTo is null ? DeliveryPlace.ResponsibleBody : DeliveryPlace.School,
        DeliverToSchoolId = DeliverTo,
    };

    /// <summary>"85 iPads from the pool, delivered to Ash School", for the order's story.</summary>
    public string Note(PlacePoolOrder asked) => $"{OrderInWords.Contents(asked.Lines.Where(line => line.Quantity != 0))} from the pool, delivered to {Door}";

    private static Task<OrganisationName?> EarlierAsync(GetHelpDbContext db, PlacePoolOrder asked, CancellationToken cancellationToken) => db.Orders.AsNoTracking()
        .Where(o => o.Key == asked.Key && o.ResponsibleBodyId == asked.ResponsibleBodyId && o.SchoolId != null)
        .Select(o => new OrganisationName(o.School!.Id, o.School.Name)).SingleOrDefaultAsync(cancellationToken);

    private static Task<OrganisationName?> ChooseAsync(GetHelpDbContext db, int responsibleBodyId, int? door, CancellationToken cancellationToken) =>
        ResponsibleBodyOrderingReader.MayOrder(db.Schools.AsNoTracking().InPoolOf(responsibleBodyId))
            .OrderBy(s => s.Id == door ? 0 : 1)
            .ThenByDescending(s => s.Allocations.Sum(a => a.Cap - (a.Used > a.Ordered ? a.Used : a.Ordered)))
            .ThenBy(s => s.Id)
            .Select(s => new OrganisationName(s.Id, s.Name)).FirstOrDefaultAsync(cancellationToken);
}
