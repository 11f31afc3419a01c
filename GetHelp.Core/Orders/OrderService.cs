using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>Places orders. What happens to them afterwards is the supplier's to say: <see cref="OrderEvents"/>.</summary>
public sealed class OrderService(WriteTransactions transactions)
{
    /// <summary>Places an order for a school, or says why not. Numbers, order, history and the message to the supplier are one commit.</summary>
    public Task<Result<OrderNumber>> PlaceAsync(Viewer viewer, PlaceOrder asked, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<OrderNumber>(
            viewer,
            async write =>
            {
                var id = await write.Db.Schools.VisibleTo(viewer).Where(s => s.Urn == asked.Urn).Select(s => (int?)s.Id).SingleOrDefaultAsync(cancellationToken);
                return id is { } school ? await PlaceAsync(write, school, asked, note: null, cancellationToken) : new NotFound();
            },
            cancellationToken);

    /// <summary>Places one order from a responsible body's pool, or says why not.</summary>
    public Task<Result<OrderNumber>> PlaceFromPoolAsync(Viewer viewer, PlacePoolOrder asked, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<OrderNumber>(
            viewer,
            async write =>
            {
                if (!viewer.ResponsibleBodyIds.Contains(asked.ResponsibleBodyId))
                {
                    return new NotFound();
                }

                // Who is in the pool, and has how much left, decides on which school it is booked: nobody orders, joins or leaves meanwhile.
                await write.LockPoolsAsync([asked.ResponsibleBodyId], cancellationToken);
                var booking = await PoolBooking.FindAsync(write.Db, asked, cancellationToken);
                return booking.Refused ? Result<OrderNumber>.Refuse(booking.Refusals)
                    : await PlaceAsync(write, booking.Value.SchoolId, booking.Value.Ask(asked), booking.Value.Note(asked), cancellationToken);
            },
            cancellationToken);

    /// <summary>Places an order on a local authority's social care account, or says why not.</summary>
    public Task<Result<OrderNumber>> PlaceSocialCareAsync(Viewer viewer, PlaceSocialCareOrder asked, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<OrderNumber>(
            viewer,
            async write =>
            {
                if (!viewer.ResponsibleBodyIds.Contains(asked.ResponsibleBodyId))
                {
                    return new NotFound();
                }

                if (viewer.WhyNotSocialCare(asked.ResponsibleBodyId) is { } refusal)
                {
                    return refusal;
                }

                var ledger = await write.LockSocialCareAsync(asked.ResponsibleBodyId, cancellationToken);
                var lines = asked.Lines.Where(line => line.Quantity != 0).ToList();
                if (await FindEarlierAsync(write, asked.Key, lines, schoolId: null, cancellationToken) is { } earlier)
                {
                    return earlier;
                }

                return await PlaceAsync(
                    write,
                    ledger,
                    new()
                    {
                        Key = asked.Key,
                        ResponsibleBodyId = ledger.Body.Id,
                        PlacedByUserId = viewer.UserId,
                        PlacedBy = viewer.Name,
                        PlacedAt = write.Now,
                        Lines = lines,
                        Chromebooks = asked.Chromebooks,
                        DeliverTo = DeliveryTo(ledger.Body, viewer),
                    },
                    note: null,
                    cancellationToken);
            },
            cancellationToken);

    /// <summary>Places Chromebooks for several centrally managed schools: one order for each domain, because an order is bound to one.
    /// All of them or none. Where the schools do not share a pool, one for each school.</summary>
    public Task<Result<OrdersPlaced>> PlaceChromebooksAsync(Viewer viewer, PlaceChromebookOrders asked, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<OrdersPlaced>(
            viewer,
            async write =>
            {
                if (!viewer.ResponsibleBodyIds.Contains(asked.ResponsibleBodyId))
                {
                    return new NotFound();
                }

                var urns = asked.Needs.Where(need => need.Quantity != 0).Select(need => need.Urn).ToList();
                var schools = await write.Db.Schools.AsNoTracking().Include(s => s.ResponsibleBody)
                    .Where(s => s.ResponsibleBodyId == asked.ResponsibleBodyId && urns.Contains(s.Urn)).ToListAsync(cancellationToken);
                var (orders, whyNot) = ChromebookSplit.Of(asked.Needs, schools);
                if (whyNot.Count > 0)
                {
                    return Result<OrdersPlaced>.Refuse(whyNot);
                }

                var placed = new List<OrderNumber>();
                foreach (var order in orders)
                {
                    var result = await PlaceAsync(write, order.BookedOn.Id, order.Ask(asked), order.Note, cancellationToken);
                    if (result.Refused)
                    {
                        return Result<OrdersPlaced>.Refuse(result.Refusals);
                    }

                    placed.Add(result.Value);
                }

                return new OrdersPlaced(placed);
            },
            cancellationToken);

    /// <summary>Where a school's order goes unless somebody says otherwise: to the school, in the hands of who places it.</summary>
    public static DeliveryDetails DeliveryTo(School school, Viewer viewer) => DeliveryTo(school.Name, school.Address, viewer);

    /// <summary>Where an order goes that is for the responsible body's own address.</summary>
    public static DeliveryDetails DeliveryTo(ResponsibleBody body, Viewer viewer) => DeliveryTo(body.Name, body.Address, viewer);

    private static DeliveryDetails DeliveryTo(string name, Address address, Viewer viewer) => new()
    {
        Name = name,
        Address = address,
        ContactName = viewer.Name,
        ContactEmail = viewer.EmailAddress,
        ContactTelephone = viewer.Telephone,
    };

    private static async Task<Result<OrderNumber>> PlaceAsync(
        WriteTransaction write, int schoolId, PlaceOrder asked, string? note, CancellationToken cancellationToken)
    {
        // Locked before looking for the key: of two presses at once the second waits here and then finds the first one's order.
        var ledger = await write.LockSchoolAsync(schoolId, cancellationToken);
        var school = ledger.School;
        if (write.Viewer.WhyNot(school) is { } refusal)
        {
            return refusal;
        }

        var lines = asked.Lines.Where(line => line.Quantity != 0).ToList();
        if (await FindEarlierAsync(write, asked.Key, lines, school.Id, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        return await PlaceAsync(
            write,
            ledger,
            new()
            {
                Key = asked.Key,
                School = school,
                ResponsibleBodyId = school.ResponsibleBodyId,
                PlacedByUserId = write.Viewer.UserId,
                PlacedBy = write.Viewer.Name,
                PlacedAt = write.Now,
                Lines = lines,
                Chromebooks = asked.Chromebooks ?? ChromebookBinding.Of(school.Chromebooks),
                DeliverTo = asked.DeliverTo == DeliveryPlace.ResponsibleBody ? DeliveryTo(school.ResponsibleBody!, write.Viewer)
                    : asked.DeliverToSchoolId is { } door && door != school.Id ? DeliveryTo(await write.Db.Schools.SingleAsync(s => s.Id == door, cancellationToken), write.Viewer)
                    : DeliveryTo(school, write.Viewer),
                DeliverToSchoolId = asked.DeliverToSchoolId,
            },
            note,
            cancellationToken);
    }

    private static async Task<Result<OrderNumber>> PlaceAsync(
        WriteTransaction write, Ledger ledger, Placement placement, string? note, CancellationToken cancellationToken)
    {
        var db = write.Db;
        var stock = await db.ProductStock.ToDictionaryAsync(s => s.Product, s => s.State, cancellationToken);
        var whyNot = OrderRules.WhyNot(placement, new() { For = ledger.For, Account = ledger.Account, OrderState = ledger.State, Left = ledger.Left(), Stock = stock });
        if (whyNot.Count > 0)
        {
            return Result<OrderNumber>.Refuse(whyNot);
        }

        ledger.Order(placement.Lines);
        var order = Order.Place(placement);
        db.Orders.Add(order);
        await db.SaveChangesAsync(cancellationToken);

        write.Record(HistoryKind.OrderPlaced, order.Subject(), detail: note ?? order.Contents());
        write.Send(SupplierOrder.Kind, SupplierOrder.From(order, placement.School), $"order-{order.Number}");
        write.Tell(order.Topics());
        ledger.Tell(write);
        return order.Number;
    }

    /// <summary>What a press with the same key had come to before; null when this is the first.</summary>
    private static async Task<Result<OrderNumber>?> FindEarlierAsync(
        WriteTransaction write, Guid key, List<LineAsked> lines, int? schoolId, CancellationToken cancellationToken)
    {
        // Nearly every key is new: only whether there is an order is asked before all of it is.
        var id = await write.Db.Orders.Where(o => o.Key == key).Select(o => o.Id).SingleOrDefaultAsync(cancellationToken);
        if (id == 0)
        {
            return null;
        }

        var earlier = await write.Db.Orders.AsNoTracking().Include(o => o.Lines).SingleAsync(o => o.Id == id, cancellationToken);
        return IsTheSame(earlier, schoolId, lines) ? earlier.Number : new AlreadyPlaced(earlier.Number);
    }

    private static bool IsTheSame(Order earlier, int? schoolId, List<LineAsked> lines) =>
        earlier.SchoolId == schoolId
        && earlier.Lines.Count == lines.Count
        && lines.All(line => earlier.Lines.Exists(l => l.Product == line.Product && l.Quantity == line.Quantity));
}
