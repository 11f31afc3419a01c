using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

/// <summary>A local authority's second account: separate numbers, separate orders (seed: the ordering guide).</summary>
public sealed class SocialCareOrderTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_social_care_order_counts_on_social_care_and_on_no_school(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync(pools: true);
        await database.Given.SocialCareAsync(authority, laptops: 5, routers: 2);
        var school = await database.Given.SchoolAsync(body: authority, who: WhoWillOrder.ResponsibleBody);
        var colleague = await database.Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true);

        (await PlaceAsync(database, colleague, authority, [new(Product.Ipad, 6)])).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 6, 5)]);
        var placed = await PlaceAsync(database, colleague, authority, [new(Product.Ipad, 5), new(Product.Router, 2)]);

        var order = await database.ReadAsync(db => db.Orders.SingleAsync(o => o.Id == placed.Value.Id));
        (order.Account, order.SchoolId, order.ResponsibleBodyId, order.DeliverTo.Name).ShouldBe((Account.SocialCare, null, authority.Id, authority.Name));
        (await database.ReadAsync(db => db.Allocations.Where(a => a.SchoolId == school.Id).SumAsync(a => a.Ordered))).ShouldBe(0);
        (await NumbersAsync(database, authority)).ShouldBe([(5, 5), (2, 2)]);
        (await database.Get<OrderReader>().FindAsync(colleague, placed.Value))!.For.ShouldBe($"{authority.Name}, social care");
        (await MessageAsync(database)).ShouldSatisfyAllConditions(m => m.Urn.ShouldBeNull(), m => m.Account.ShouldBe(Account.SocialCare));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_the_supplier_rejects_of_it_can_be_ordered_for_social_care_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(authority, laptops: 5);
        var colleague = await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var placed = await PlaceAsync(database, colleague, authority, [new(Product.Ipad, 5)]);

        await database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, new() { EventId = "1", OrderNumber = placed.Value, Type = OrderEventType.Rejected, Reason = "No van" });

        (await NumbersAsync(database, authority)).ShouldBe([(0, 5), (0, 5)]);
    }

    [Fact]
    public async Task The_right_to_order_on_one_account_is_not_the_right_to_order_on_the_other()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(authority);
        var education = await database.Given.ResponsibleBodyUserAsync(authority);
        var stranger = await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync(), socialCare: true);

        (await PlaceAsync(database, education, authority, [new(Product.Ipad, 1)])).Refusals.ShouldBe([new NotAllowed("place orders for social care")]);
        (await PlaceAsync(database, stranger, authority, [new(Product.Ipad, 1)])).Refusals.ShouldBe([new NotFound()]);
    }

    [Fact]
    public async Task It_has_an_order_state_of_its_own()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(authority, laptops: 20, routers: 20, state: OrderState.CanOrderForSpecificCircumstances, cap: 3);
        var colleague = await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);

        (await PlaceAsync(database, colleague, authority, [new(Product.Ipad, 4)])).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 4, 3)]);
        (await PlaceAsync(database, colleague, authority, [new(Product.Ipad, 3)])).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task Its_Chromebooks_name_the_childs_school_domain_or_the_authoritys_own()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(authority);
        var colleague = await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);

        (await PlaceAsync(database, colleague, authority, [new(Product.Chromebook, 1)])).Refusals.ShouldBe([new NoGoogleDomain()]);
        var placed = await PlaceAsync(database, colleague, authority, [new(Product.Chromebook, 1)], new() { Domain = "Leavers.Example.org ", RecoveryAddress = "Office@example.net" });

        var order = await database.ReadAsync(db => db.Orders.SingleAsync(o => o.Id == placed.Value.Id));
        (order.GoogleDomain, order.RecoveryAddress).ShouldBe(("leavers.example.org", "office@example.net"));
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_authority_whose_address_nobody_knows()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(authority);
        await database.ReadAsync(db => db.ResponsibleBodies.Where(b => b.Id == authority.Id).ExecuteUpdateAsync(
            b => b.SetProperty(x => x.Address.Line1, (string?)null).SetProperty(x => x.Address.Town, (string?)null).SetProperty(x => x.Address.Postcode, (string?)null)));
        var colleague = await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);

        (await PlaceAsync(database, colleague, authority, [new(Product.Ipad, 1)])).Refusals.ShouldBe([new NoDeliveryAddress(authority.Name)]);
    }

    [Fact]
    public async Task Pressing_twice_is_one_order()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(authority);
        var colleague = await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var asked = new PlaceSocialCareOrder { Key = Guid.NewGuid(), ResponsibleBodyId = authority.Id, Lines = [new(Product.Ipad, 1)] };

        var presses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => database.Get<OrderService>().PlaceSocialCareAsync(colleague, asked))));

        presses.Select(p => p.Value).Distinct().Count().ShouldBe(1);
        (await NumbersAsync(database, authority))[0].Ordered.ShouldBe(1);
    }

    private static Task<Result<OrderNumber>> PlaceAsync(
        TestDatabase database, Viewer viewer, ResponsibleBody authority, IReadOnlyList<LineAsked> lines, ChromebookBinding? chromebooks = null) =>
        database.Get<OrderService>().PlaceSocialCareAsync(viewer, new() { Key = Guid.NewGuid(), ResponsibleBodyId = authority.Id, Lines = lines, Chromebooks = chromebooks });

    private static async Task<IReadOnlyList<(int Ordered, int Cap)>> NumbersAsync(TestDatabase database, ResponsibleBody authority)
    {
        var numbers = await database.ReadAsync(db => db.SocialCareAllocations.Where(a => a.ResponsibleBodyId == authority.Id).OrderBy(a => a.Category).ToListAsync());
        return numbers.ConvertAll(a => (a.Ordered, a.Cap));
    }

    private static async Task<SupplierOrder> MessageAsync(TestDatabase database) =>
        (await database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Kind == SupplierOrder.Kind))).Content<SupplierOrder>();
}
