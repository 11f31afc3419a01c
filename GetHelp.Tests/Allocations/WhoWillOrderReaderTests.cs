using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class WhoWillOrderReaderTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_it_says_beforehand_is_what_happens(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var ash = await database.Given.SchoolAsync("Ash School", laptops: 25, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        await database.Given.SchoolAsync("Elm School", laptops: 50, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        var oak = await database.Given.SchoolAsync("Oak School", laptops: 10, routers: 0, body: body);
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        await database.Given.OrderAsync(ash, viewer, new LineAsked(Product.Ipad, 40));

        var leaving = await PreviewAsync(WhoWillOrder.School, ash, oak);
        leaving.Schools.ShouldBe(["Ash School"], "Oak School orders for itself already");
        leaving.Transfers.ShouldBe([new(DeviceCategory.LaptopsAndTablets, "Elm School", "Ash School", 15)]);
        leaving.Pool.ShouldBe([new(DeviceCategory.LaptopsAndTablets, 35, 35)]);
        (await database.SayWhoOrdersAsync(viewer, [ash.Urn], WhoWillOrder.School)).Value.ShouldBe(1);
        (await LeftAsync()).ShouldBe(leaving.Pool[0].LeftAfter);

        var joining = await PreviewAsync(WhoWillOrder.ResponsibleBody, oak);
        joining.Pool.ShouldBe([new(DeviceCategory.LaptopsAndTablets, 35, 45)]);
        joining.Transfers.ShouldBeEmpty();
        (await database.SayWhoOrdersAsync(viewer, [oak.Urn], WhoWillOrder.ResponsibleBody)).Value.ShouldBe(1);
        (await LeftAsync()).ShouldBe(45);

        async Task<WhoWillOrderPreview> PreviewAsync(WhoWillOrder who, params School[] schools) =>
            (await database.Get<WhoWillOrderReader>().PreviewAsync(viewer, body.Id, [.. schools.Select(s => s.Urn)], who))!;

        async Task<int> LeftAsync() => (await database.Get<ResponsibleBodyOrderingReader>().FindAsync(viewer, new() { ResponsibleBodyId = body.Id }))!
            .Totals.Of(DeviceCategory.LaptopsAndTablets).Left;
    }

    [Fact]
    public async Task A_stranger_is_told_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body);

        (await database.Get<WhoWillOrderReader>().PreviewAsync(await database.Given.SchoolUserAsync(school), body.Id, [school.Urn], WhoWillOrder.School)).ShouldBeNull();
    }
}
