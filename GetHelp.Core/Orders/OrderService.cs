using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>What somebody asks for when they press the button.</summary>
public sealed record PlaceOrder
{
    /// <summary>Made when the page opened. The same key is the same order: pressing again returns it.</summary>
    public required Guid Key { get; init; }

    public required Urn Urn { get; init; }

    public required IReadOnlyList<LineAsked> Lines { get; init; }
}

/// <summary>Places orders. What happens to them afterwards is the supplier's to say: <see cref="OrderEvents"/>.</summary>
public sealed class OrderService(WriteTransactions transactions)
{
    /// <summary>Places an order for a school, or says why not. Counters, order, history and the message to the supplier are one commit.</summary>
    public Task<Result<OrderNumber>> PlaceAsync(Viewer viewer, PlaceOrder asked, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<OrderNumber>(
            viewer,
            async write =>
            {
                var db = write.Db;
                var school = await db.Schools.SingleOrDefaultAsync(s => s.Urn == asked.Urn, cancellationToken);
                if (school is null || !viewer.SchoolIds.Contains(school.Id))
                {
                    return new NotFound();
                }

                if (!viewer.OrdersForSchoolIds.Contains(school.Id))
                {
                    return new NotAllowed("place orders for this school");
                }

                // Locked before looking for the key: of two presses at once the second waits here and then finds the first one's order.
                var allocations = await write.LockAllocationsAsync(school.Id, cancellationToken);
                var lines = asked.Lines.Where(line => line.Quantity != 0).ToList();
                if (await db.Orders.Include(o => o.Lines).SingleOrDefaultAsync(o => o.Key == asked.Key, cancellationToken) is { } earlier)
                {
                    return IsTheSame(earlier, school, lines) ? earlier.Number : new AlreadyPlaced(earlier.Number);
                }

                var stock = await db.ProductStock.ToDictionaryAsync(s => s.Product, s => s.State, cancellationToken);
                var left = allocations.ToDictionary(a => a.Category, a => a.Left);
                var whyNot = OrderRules.WhyNot(lines, new() { OrderState = school.OrderState, Left = left, Stock = stock });
                if (whyNot.Count > 0)
                {
                    return Result<OrderNumber>.Refuse(whyNot);
                }

                foreach (var group in lines.GroupBy(line => line.Product.Category()))
                {
                    allocations.Single(a => a.Category == group.Key).Order(group.Sum(line => line.Quantity));
                }

                var order = Order.Place(new()
                {
                    Key = asked.Key,
                    School = school,
                    PlacedByUserId = viewer.UserId,
                    PlacedBy = viewer.Name,
                    PlacedAt = write.Now,
                    Lines = lines,
                    DeliverTo = DeliveryTo(school, viewer),
                });
                db.Orders.Add(order);
                await db.SaveChangesAsync(cancellationToken);

                write.Record(HistoryKind.OrderPlaced, order.Subject(), detail: order.Contents());
                write.Send(SupplierOrder.Kind, SupplierOrder.From(order, school), $"order-{order.Number}");
                write.Tell(order.Topics());
                return order.Number;
            },
            cancellationToken);

    /// <summary>Where a school's order goes unless somebody says otherwise: to the school, in the hands of who places it.</summary>
    public static DeliveryDetails DeliveryTo(School school, Viewer viewer) => new()
    {
        Name = school.Name,
        Address = school.Address,
        ContactName = viewer.Name,
        ContactEmail = viewer.EmailAddress,
        ContactTelephone = viewer.Telephone,
    };

    private static bool IsTheSame(Order earlier, School school, List<LineAsked> lines) =>
        earlier.SchoolId == school.Id
        && earlier.Lines.Count == lines.Count
        && lines.All(line => earlier.Lines.Exists(l => l.Product == line.Product && l.Quantity == line.Quantity));
}

/// <summary>The page had placed an order already, and now asks for something else with the same key.</summary>
public sealed record AlreadyPlaced(OrderNumber Number) : Refusal
{
    public override string Message => $"You have already placed this order: it is {Number}. To order more, start a new order.";
}
