using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

/// <summary>Nobody orders before the supplier has confirmed their account, whatever they order for.</summary>
public sealed class AccountNotReadyTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Somebody_of_a_school_is_refused_until_the_account_is_confirmed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var waiting = await database.Given.SchoolUserAsync(school, account: false);
        var order = new PlaceOrder { Key = Guid.NewGuid(), Urn = school.Urn, Lines = [new(Product.Ipad, 1)] };

        ShouldWait(await database.Get<OrderService>().PlaceAsync(waiting, order));
        (await database.ReadAsync(db => db.Orders.CountAsync())).ShouldBe(0);

        await database.Given.AccountAsync(waiting);
        var ready = (await database.Get<Viewers>().FindAsync(waiting.UserId!.Value))!;
        (await database.Get<OrderService>().PlaceAsync(ready, order)).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task So_is_somebody_of_a_responsible_body_for_a_school_for_several_and_for_social_care()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        await database.Given.SocialCareAsync(body);
        var school = await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);
        var waiting = await database.Given.ResponsibleBodyUserAsync(body, socialCare: true, account: false);
        var orders = database.Get<OrderService>();

        ShouldWait(await orders.PlaceAsync(waiting, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = [new(Product.Ipad, 1)] }));
        ShouldWait(await orders.PlaceChromebooksAsync(waiting, new() { Key = Guid.NewGuid(), ResponsibleBodyId = body.Id, Needs = [new(school.Urn, 1)] }));
        ShouldWait(await orders.PlaceSocialCareAsync(waiting, new() { Key = Guid.NewGuid(), ResponsibleBodyId = body.Id, Lines = [new(Product.Ipad, 1)] }));
    }

    [Fact]
    public async Task Somebody_who_may_not_order_is_told_that_and_not_to_wait()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var onlooker = await database.Given.SchoolUserAsync(school, orders: false, account: false);

        var refused = await database.Get<OrderService>().PlaceAsync(onlooker, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = [new(Product.Ipad, 1)] });

        refused.Refusals.ShouldBe([new NotAllowed("place orders for this school")]);
    }

    private static void ShouldWait<T>(Result<T> result) => result.Refusals.ShouldHaveSingleItem().ShouldBeOfType<AccountNotReady>()
        .Message.ShouldContain("we will email you");
}
