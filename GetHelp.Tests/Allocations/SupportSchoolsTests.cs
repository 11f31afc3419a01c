using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class SupportSchoolsTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_is_found_by_its_URN_or_any_part_of_its_name(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var rowan = await database.Given.SchoolAsync("Rowan Primary School", laptops: 40, routers: 4, ordered: 12);
        await database.Given.SchoolAsync("Hazel Primary School");

        foreach (var text in new[] { rowan.Urn.ToString(), $" {rowan.Urn} ", "rowan", "OWAN PRIM" })
        {
            var found = (await SearchAsync(database, text)).Rows.ShouldHaveSingleItem(text);
            found.ShouldBe(new()
            {
                SchoolId = rowan.Id,
                Urn = rowan.Urn,
                Name = "Rowan Primary School",
                Town = "Exampleton",
                ResponsibleBody = found.ResponsibleBody,
                OrderState = OrderState.CanOrder,
                LaptopsAndTablets = new(DeviceCategory.LaptopsAndTablets, 40, 40, 12),
                Routers = new(DeviceCategory.Routers, 4, 4, 0),
            });
        }

        (await SearchAsync(database, "primary")).Rows.Select(r => r.Name).ShouldBe(["Hazel Primary School", "Rowan Primary School"]);
        (await SearchAsync(database, null)).Total.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task All_schools_are_filtered_by_order_state_and_by_who_orders_and_sorted_by_what_is_shown(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (arden, barset) = (await database.Given.ResponsibleBodyAsync("Arden"), await database.Given.ResponsibleBodyAsync("Barsetshire"));
        await database.Given.SchoolAsync("Ash", state: OrderState.CanOrder, body: barset);
        await database.Given.SchoolAsync("Beech", state: OrderState.CannotOrder, body: arden, who: WhoWillOrder.ResponsibleBody);
        await database.Given.SchoolAsync("Cedar", state: OrderState.CanOrderForSpecificCircumstances, cap: 5, body: barset);
        await database.Given.SchoolAsync("Damson", state: OrderState.CannotOrderAsReopened, body: arden);

        (await NamesAsync(new())).ShouldBe(["Ash", "Beech", "Cedar", "Damson"]);
        (await NamesAsync(new() { Descending = true })).ShouldBe(["Damson", "Cedar", "Beech", "Ash"]);
        (await NamesAsync(new() { OrderState = OrderState.CanOrderForSpecificCircumstances })).ShouldBe(["Cedar"]);
        (await NamesAsync(new() { WhoWillOrder = WhoWillOrder.ResponsibleBody })).ShouldBe(["Beech"]);
        (await NamesAsync(new() { WhoWillOrder = WhoWillOrder.School, Text = "a", Sort = SupportSchoolSort.ResponsibleBody })).ShouldBe(["Damson", "Ash", "Cedar"]);
        (await NamesAsync(new() { Sort = SupportSchoolSort.OrderState })).ShouldBe(["Beech", "Damson", "Cedar", "Ash"]);
        (await NamesAsync(new() { Sort = SupportSchoolSort.OrderState, Descending = true })).ShouldBe(["Ash", "Cedar", "Damson", "Beech"]);
        (await NamesAsync(new() { Sort = SupportSchoolSort.Town })).ShouldBe(["Ash", "Beech", "Cedar", "Damson"], "one town");

        async Task<IReadOnlyList<string>> NamesAsync(SupportSchoolSearch search)
        {
            var found = (await database.Get<SupportSchools>().SearchAsync(await database.Given.SupportAsync(), search)).Value;
            found.Total.ShouldBe(found.Rows.Count);
            return [.. found.Rows.Select(row => row.Name)];
        }
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("100%_\\")]
    public async Task What_would_be_a_wildcard_is_a_character_like_any_other(string text)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.SchoolAsync("Plain School");
        await database.Given.SchoolAsync("The 100%_\\ School");

        (await SearchAsync(database, text)).Rows.ShouldHaveSingleItem().Name.ShouldBe("The 100%_\\ School");
    }

    [Fact]
    public async Task Closed_schools_are_not_searched_and_pages_hold_fifty()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var schools = new List<School>();
        for (var i = 0; i < 52; i++)
        {
            schools.Add(await database.Given.SchoolAsync($"School number {i:00}", body: body));
        }

        await using (var db = database.Open())
        {
            await db.Schools.Where(s => s.Id == schools[0].Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, OrganisationStatus.Closed));
        }

        var (first, second) = (await SearchAsync(database, "number"), await SearchAsync(database, "number", page: 2));

        (first.Total, first.Pages, first.Rows.Count).ShouldBe((51, 2, 50));
        second.Rows.Select(r => r.Name).ShouldBe(["School number 51"]);
    }

    [Fact]
    public async Task One_school_comes_with_its_people_orders_and_history()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, support) = (await database.Given.SchoolAsync(laptops: 10), await database.Given.SupportAsync());
        var (orders, _) = (await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(school, orders: false));
        await database.Get<AllocationService>().AdjustAllocationAsync(
            support, new() { Urn = school.Urn, Category = DeviceCategory.Routers, Amount = 3, Why = "They asked" });
        var number = await database.Given.OrderAsync(school, orders, new LineAsked(Product.Ipad, 4));

        var found = (await database.Get<SupportSchools>().FindAsync(support, school.Urn)).ShouldNotBeNull();

        found.Numbers.ShouldBe([new(DeviceCategory.LaptopsAndTablets, 10, 10, 4), new(DeviceCategory.Routers, 3, 3, 0)]);
        found.WhoOrders.ShouldBe([new(orders.Name, orders.EmailAddress)]);
        found.Orders.Select(o => o.Number).ShouldBe([number]);
        found.History.Select(h => (h.What.What, h.Order, h.What.Why)).ShouldBe([(HistoryKind.OrderPlaced, number, null), (HistoryKind.AllocationChanged, null, "They asked")]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_schools_status_follows_from_its_people_and_its_own_numbers_or_its_pools(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var alone = await database.Given.SchoolAsync(body: body);
        var staffed = await database.Given.SchoolAsync(body: body);
        var person = await database.Given.SchoolUserAsync(staffed);
        var empty = await database.Given.SchoolAsync(laptops: 0, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);

        (await StatusAsync(alone)).ShouldBe(SchoolStatus.NeedsContact);
        (await StatusAsync(staffed)).ShouldBe(SchoolStatus.SchoolCanOrder);
        (await StatusAsync(empty)).ShouldBe(SchoolStatus.Ready, "its pool has nothing");

        var rich = await database.Given.SchoolAsync(laptops: 5, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        (await StatusAsync(empty)).ShouldBe(SchoolStatus.ResponsibleBodyCanOrder, "its pool has something");
        await database.Given.OrderAsync(rich, await database.Given.ResponsibleBodyUserAsync(body), new LineAsked(Product.Ipad, 5));
        (await StatusAsync(empty)).ShouldBe(SchoolStatus.Ordered, "its pool has ordered all of it");

        await using (var db = database.Open())
        {
            await db.Users.Where(u => u.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, database.Clock.Now));
        }

        (await StatusAsync(staffed)).ShouldBe(SchoolStatus.NeedsContact, "somebody who was removed does not count");

        async Task<SchoolStatus> StatusAsync(School school)
        {
            var status = (await database.Get<SupportSchools>().FindAsync(support, school.Urn))!.Status;
            var listed = (await database.Get<SchoolGridReader>().ReadAsync(support, new() { ResponsibleBodyId = body.Id }))!.Rows;
            listed.Single(s => s.SchoolId == school.Id).Status.ShouldBe(status, "the body's list says the same");
            return status;
        }
    }

    [Fact]
    public async Task Nobody_but_support_looks_for_schools()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);

        (await database.Get<SupportSchools>().SearchAsync(teacher, new())).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await database.Get<SupportSchools>().FindAsync(teacher, school.Urn)).ShouldBeNull();
    }

    private static async Task<SchoolsFound> SearchAsync(TestDatabase database, string? text, int page = 1) =>
        (await database.Get<SupportSchools>().SearchAsync(await database.Given.SupportAsync(), new() { Text = text, Page = page })).Value;
}
