using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class SocialCareServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Support_sets_what_is_set_aside_and_whether_it_can_be_ordered_in_one_step(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync();
        var support = await database.Given.SupportAsync();

        var asked = Asked(authority, OrderState.CanOrder, laptops: 40, routers: 0);
        (await SetAsync(database, support, asked)).Value.ShouldBeTrue();
        (await SetAsync(database, support, asked)).Value.ShouldBeFalse("it is so already");

        var account = await ReadAsync(database, authority, support);
        account.OrderState.ShouldBe(OrderState.CanOrder);
        account.Numbers.Of(DeviceCategory.LaptopsAndTablets).ShouldBe(new(DeviceCategory.LaptopsAndTablets, 40, 40, 0));
        var history = await database.ReadAsync(db => db.History.Where(e => e.ResponsibleBodyId == authority.Id).OrderBy(e => e.Id).ToListAsync());
        history.Select(e => (e.What, e.Detail)).ShouldBe(
        [
            (HistoryKind.OrderStateChanged, "Social care. Order state: cannot order to can order; laptops and tablets: can order 0 to 40"),
            (HistoryKind.AllocationChanged, "Social care. Laptops and tablets: 0 to 40; can order 0 to 40"),
        ]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Lowering_it_lowers_what_can_be_ordered_and_never_below_what_is_ordered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(authority, laptops: 40, routers: 0);
        var (support, viewer) = (await database.Given.SupportAsync(), await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true));
        await database.Get<OrderService>().PlaceSocialCareAsync(viewer, new() { Key = Guid.NewGuid(), ResponsibleBodyId = authority.Id, Lines = [new(Product.Ipad, 12)] });

        var refused = await SetAsync(database, support, Asked(authority, OrderState.CanOrder, laptops: 11, routers: 0));
        (await SetAsync(database, support, Asked(authority, OrderState.CanOrder, laptops: 12, routers: 0))).Value.ShouldBeTrue();

        refused.Refusals.ShouldBe([new LessThanOrdered(DeviceCategory.LaptopsAndTablets, 12)]);
        (await ReadAsync(database, authority, support)).Numbers.Of(DeviceCategory.LaptopsAndTablets).ShouldBe(new(DeviceCategory.LaptopsAndTablets, 12, 12, 12));
    }

    [Fact]
    public async Task Specific_circumstances_have_caps_within_what_is_set_aside_in_the_same_step()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        var support = await database.Given.SupportAsync();
        var asked = Asked(authority, OrderState.CanOrderForSpecificCircumstances, laptops: 40, routers: 5) with
        {
            Caps = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = 41, [DeviceCategory.Routers] = 5 },
        };

        var refused = await SetAsync(database, support, asked);
        var set = await SetAsync(database, support, asked with { Caps = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = 7, [DeviceCategory.Routers] = 0 } });

        refused.Refusals.ShouldBe([new MoreThanSetAside(DeviceCategory.LaptopsAndTablets, 40)]);
        set.Value.ShouldBeTrue();
        (await ReadAsync(database, authority, support)).Numbers.Select(n => n.Left).ShouldBe([7, 0]);
    }

    [Fact]
    public async Task Only_support_may_and_only_for_a_local_authority_and_with_a_reason()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        var trust = await database.Given.ResponsibleBodyAsync(kind: ResponsibleBodyKind.Trust);
        var (support, viewer) = (await database.Given.SupportAsync(), await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true));
        var asked = Asked(authority, OrderState.CanOrder, laptops: 1, routers: 1);

        (await SetAsync(database, viewer, asked)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<GetHelp.Core.NotAllowed>();
        (await SetAsync(database, support, asked with { ResponsibleBodyId = trust.Id })).Refusals.ShouldBe([new GetHelp.Core.NotFound()]);
        (await SetAsync(database, support, asked with { Why = " " })).Refusals.ShouldBe([new NoReason()]);
        (await ReadAsync(database, authority, support)).HasNothingSetAside.ShouldBeTrue();
    }

    [Fact]
    public async Task Somebody_else_does_not_see_the_account_and_a_trust_has_none()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        var trust = await database.Given.ResponsibleBodyAsync(kind: ResponsibleBodyKind.Trust);
        var viewer = await database.Given.ResponsibleBodyUserAsync(trust, socialCare: true);
        var reader = database.Get<SocialCareOrderingReader>();

        (await reader.FindAsync(viewer, authority.Id)).ShouldBeNull();
        (await reader.FindAsync(viewer, trust.Id)).ShouldBeNull();
    }

    private static SetSocialCare Asked(ResponsibleBody authority, OrderState state, int laptops, int routers) => new()
    {
        ResponsibleBodyId = authority.Id,
        State = state,
        Amounts = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = laptops, [DeviceCategory.Routers] = routers },
        Why = "Agreed with the authority",
    };

    private static Task<GetHelp.Core.Result<bool>> SetAsync(TestDatabase database, Viewer viewer, SetSocialCare asked) => database.Get<SocialCareService>().SetAsync(viewer, asked);

    private static async Task<SocialCareOrdering> ReadAsync(TestDatabase database, ResponsibleBody authority, Viewer viewer) =>
        (await database.Get<SocialCareOrderingReader>().FindAsync(viewer, authority.Id))!;
}
