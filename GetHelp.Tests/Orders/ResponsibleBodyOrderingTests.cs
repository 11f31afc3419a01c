using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class ResponsibleBodyOrderingTests
{
    public static TheoryData<DatabaseProvider, bool, OrderState, WhoWillOrder, int, BodyOrderingState> Variants
    {
        get
        {
            var variants = new TheoryData<DatabaseProvider, bool, OrderState, WhoWillOrder, int, BodyOrderingState>();
            foreach (var provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql }.Where(p => p == DatabaseProvider.Sqlite || PostgreSql.IsHere))
            {
                foreach (var pools in new[] { true, false })
                {
                    variants.Add(provider, pools, OrderState.CannotOrder, WhoWillOrder.ResponsibleBody, 0, BodyOrderingState.NobodyYet);
                    variants.Add(provider, pools, OrderState.CanOrder, WhoWillOrder.School, 0, BodyOrderingState.NoneCentrallyManaged);
                    variants.Add(provider, pools, OrderState.CanOrder, WhoWillOrder.ResponsibleBody, 10, BodyOrderingState.EverythingOrdered);
                    variants.Add(provider, pools, OrderState.CanOrder, WhoWillOrder.ResponsibleBody, 9, BodyOrderingState.CanOrder);
                }
            }

            return variants;
        }
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task The_page_follows_from_whether_those_that_it_orders_for_may_order_and_something_is_left(
        DatabaseProvider provider, bool pools, OrderState state, WhoWillOrder who, int ordered, BodyOrderingState expected)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: pools);
        await database.Given.SchoolAsync(laptops: 10, routers: 0, ordered: ordered, state: state, body: body, who: who);

        var page = await ReadAsync(database, await database.Given.ResponsibleBodyUserAsync(body), new() { ResponsibleBodyId = body.Id });

        page!.State.ShouldBe(expected);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Only_those_that_it_orders_for_are_listed_and_counted_together(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        await database.Given.SchoolAsync("Ash School", laptops: 25, ordered: 5, body: body, who: WhoWillOrder.ResponsibleBody);
        await database.Given.SchoolAsync("Elm School", laptops: 50, state: OrderState.CannotOrder, body: body, who: WhoWillOrder.ResponsibleBody, domain: null);
        await database.Given.SchoolAsync("Oak School", body: body);
        await database.Given.SchoolAsync("Somebody else's");
        var viewer = await database.Given.ResponsibleBodyUserAsync(body, orders: false);

        var page = (await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id }))!;
        var all = (await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id, All = true, Search = "oak" }))!;

        page.Totals.Of(DeviceCategory.LaptopsAndTablets).ShouldBe(new(DeviceCategory.LaptopsAndTablets, 75, 25, 5, 5));
        (page.Central, page.Devolved, page.ViewerOrders).ShouldBe((2, 1, false));
        page.Schools.Select(s => (s.Name, s.CanOrderNow, s.GoogleDomain)).ShouldBe([("Ash School", true, "school.example.org"), ("Elm School", false, null)]);
        all.Schools.Select(s => s.Name).ShouldBe(["Oak School"]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Its_schools_come_in_three_groups_by_name_and_one_group_can_be_looked_at_alone(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        foreach (var (name, state) in new[]
        {
            ("Ash School", OrderState.CannotOrderAsReopened), ("Beech School", OrderState.CanOrder), ("Cedar School", OrderState.CanOrderForSpecificCircumstances),
            ("Elm School", OrderState.CannotOrder), ("Fir School", OrderState.CanOrder),
        })
        {
            await database.Given.SchoolAsync(name, state: state, cap: 2, body: body, who: WhoWillOrder.ResponsibleBody);
        }

        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        var query = new ManagedSchoolsQuery { ResponsibleBodyId = body.Id };

        var page = (await ReadAsync(database, viewer, query))!;
        page.Schools.Select(s => s.Name).ShouldBe(["Cedar School", "Beech School", "Fir School", "Ash School", "Elm School"]);
        page.Groups.ShouldBe([new(OrderingGroup.SpecificCircumstances, 1), new(OrderingGroup.CanOrder, 2), new(OrderingGroup.CannotOrder, 2)]);
        foreach (var (group, count) in page.Groups.Select(g => (g.Group, g.Count)))
        {
            var alone = (await ReadAsync(database, viewer, query with { Group = group }))!;
            alone.Schools.ShouldAllBe(s => BodyOrderingRule.GroupOf(s.OrderState) == group);
            alone.Matching.ShouldBe(count);
        }
    }

    [Fact]
    public async Task Somebody_elses_body_is_not_there()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var stranger = await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync());

        (await ReadAsync(database, stranger, new() { ResponsibleBodyId = body.Id })).ShouldBeNull();
    }

    [Fact]
    public async Task Reading_costs_the_same_statements_with_five_schools_and_with_fifty()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var dispose = database;
        var costs = new List<(int Body, int School, int Support, int Preview, int Plan)>();
        foreach (var schools in new[] { 5, 50 })
        {
            var body = await database.Given.ResponsibleBodyAsync(pools: true);
            var members = new List<School>();
            for (var i = 0; i < schools; i++)
            {
                members.Add(await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody, domain: $"s{i}.example.org"));
            }

            var (viewer, support) = (await database.Given.ResponsibleBodyUserAsync(body), await database.Given.SupportAsync());
            costs.Add((
                await CostAsync(() => ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id })),
                await CostAsync(() => database.Get<SchoolOrderingReader>().FindAsync(viewer, members[0].Urn)),
                await CostAsync(() => database.Get<SupportResponsibleBodies>().FindAsync(support, body.Id)),
                await CostAsync(() => database.Get<WhoWillOrderReader>().PreviewAsync(viewer, body.Id, [.. members.Select(m => m.Urn)], WhoWillOrder.School)),
                await CostAsync(() => database.Get<ChromebookPlanReader>().PlanAsync(viewer, body.Id, [.. members.Select(m => new ChromebooksNeeded(m.Urn, 1))], DeliveryPlace.School))));
        }

        costs[1].ShouldBe(costs[0]);
        costs[0].ShouldBe((7, 6, 6, 2, 1));

        async Task<int> CostAsync(Func<Task> read)
        {
            counter.StartAgain();
            await read();
            return counter.Count;
        }
    }

    private static Task<ResponsibleBodyOrdering?> ReadAsync(TestDatabase database, Viewer viewer, ManagedSchoolsQuery query) =>
        database.Get<ResponsibleBodyOrderingReader>().FindAsync(viewer, query);
}
