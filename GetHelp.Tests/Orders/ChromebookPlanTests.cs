using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class ChromebookPlanTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_was_planned_is_what_is_placed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var (ash, elm, oak) = (
            await database.Given.SchoolAsync("Ash School", body: body, who: WhoWillOrder.ResponsibleBody, domain: "north.example.org"),
            await database.Given.SchoolAsync("Elm School", body: body, who: WhoWillOrder.ResponsibleBody, domain: "north.example.org"),
            await database.Given.SchoolAsync("Oak School", body: body, who: WhoWillOrder.ResponsibleBody, domain: "south.example.org"));
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        ChromebooksNeeded[] needs = [new(ash.Urn, 10), new(elm.Urn, 20), new(oak.Urn, 5)];

        var plan = (await database.Get<ChromebookPlanReader>().PlanAsync(viewer, body.Id, needs, DeliveryPlace.ResponsibleBody))!;
        var placed = await database.Get<OrderService>().PlaceChromebooksAsync(
            viewer, new() { Key = Guid.NewGuid(), ResponsibleBodyId = body.Id, Needs = needs, DeliverTo = DeliveryPlace.ResponsibleBody });

        plan.WhyNot.ShouldBeEmpty();
        plan.Orders.Select(o => (o.Domain, o.BookedOn, o.Quantity)).ShouldBe([("north.example.org", "Elm School", 30), ("south.example.org", "Oak School", 5)]);
        var orders = await database.ReadAsync(db => db.Orders.Include(o => o.School).Include(o => o.Lines).OrderBy(o => o.Id).ToListAsync());
        orders.Select(o => (o.GoogleDomain!, o.School!.Name, o.Lines.Sum(l => l.Quantity))).ShouldBe(plan.Orders.Select(o => (o.Domain, o.BookedOn, o.Quantity)));
        orders.Select(o => o.DeliverTo).ShouldBe(plan.Orders.Select(o => o.DeliverTo));
        placed.Value.Numbers.ShouldBe(orders.Select(o => o.Number));
    }

    [Fact]
    public async Task A_stranger_is_planned_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var stranger = await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync());

        (await database.Get<ChromebookPlanReader>().PlanAsync(stranger, body.Id, [], DeliveryPlace.School)).ShouldBeNull();
    }
}
