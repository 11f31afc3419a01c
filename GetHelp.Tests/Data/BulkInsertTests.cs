using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Data;

public sealed class BulkInsertTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_inserted_in_bulk_is_found_as_if_it_had_been_added_through_EF(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync("St Mary’s");
        await using (var db = database.Open())
        {
            db.Add(OrderOf(school, database.Clock.Now));
            await db.SaveChangesAsync();
        }

        var bulk = OrderOf(school, database.Clock.Now);
        await using (var db = database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await new BulkInsert(db).InsertAsync([bulk]);
            await transaction.CommitAsync();
        }

        bulk.Id.ShouldBe(2);
        var orders = await database.ReadAsync(db => db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Deliveries).OrderBy(o => o.Id).ToListAsync());
        InWords(orders[1]).ShouldBe(InWords(orders[0]));
        // Found by value in SQL too: the two are stored alike, not merely read alike.
        (await database.ReadAsync(db => db.Orders.CountAsync(o => o.PlacedAt == bulk.PlacedAt && o.DueOn == bulk.DueOn && o.Status == bulk.Status))).ShouldBe(2);
        (await database.ReadAsync(db => db.Orders.CountAsync(o => o.Key == bulk.Key))).ShouldBe(1);
        (await database.ReadAsync(db => db.Deliveries.CountAsync(d => d.DispatchedAt == database.Clock.Now.AddHours(1)))).ShouldBe(2);
    }

    private static Order OrderOf(School school, DateTime now)
    {
        var order = Order.Place(new()
        {
            Key = Guid.NewGuid(),
            School = school,
            ResponsibleBodyId = school.ResponsibleBodyId,
            PlacedBy = "Zoë",
            PlacedAt = now.AddMilliseconds(120),
            Lines = [new(Product.Chromebook, 3), new(Product.Router, 1)],
            DeliverTo = new() { Name = school.Name, Address = school.Address, ContactName = "Zoë", ContactEmail = "zoe@example.org" },
        });
        order.Accept();
        order.Dispatch(DeliveryKind.Google, now.AddHours(1));
        return order;
    }

    private static string InWords(Order order) => string.Join(" | ",
        order.PlacedAt, order.DueOn, order.Status, order.PlacedBy, order.DeliverTo,
        string.Join(",", order.Lines.OrderBy(l => l.Product).Select(l => (l.Product, l.Quantity))),
        string.Join(",", order.Deliveries.OrderBy(d => d.Kind).Select(d => (d.Kind, d.DueOn, d.DispatchedAt, d.DeliveredAt))));
}
