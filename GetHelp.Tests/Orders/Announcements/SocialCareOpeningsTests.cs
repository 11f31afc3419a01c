using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Announcements;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders.Announcements;

/// <summary>Who is written to when ordering opens on a local authority's social care account.</summary>
public sealed class SocialCareOpeningsTests
{
    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task Exactly_those_who_can_order_on_it_are_told_and_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var first = await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var social = await database.Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true);
        await database.Given.ResponsibleBodyUserAsync(authority);
        await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true, account: false);
        await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync(), socialCare: true);

        await SetAsync(database, authority, OrderState.CanOrder, laptops: 12, routers: 3);
        await SetAsync(database, authority, OrderState.CanOrder, laptops: 12, routers: 3);
        await SetAsync(database, authority, OrderState.CanOrder, laptops: 20, routers: 3);

        var letters = await LettersAsync(database);
        letters.Select(letter => letter.To.EmailAddress).ShouldBe([first.EmailAddress, social.EmailAddress], ignoreOrder: true);
        letters.ShouldAllBe(letter => letter.Subject == "You can now order devices for social care in Barsetshire");
        letters[0].Parts.OfType<Paragraph>().First().Text.ShouldStartWith("Ordering is open on the social care account of Barsetshire. You can order 12 laptops and tablets and 3 routers");
        letters[0].Parts.OfType<LetterLink>().Single().Path.ShouldBe($"/responsible-bodies/{authority.Id}/social-care/order");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_closes_and_opens_again_is_told_again_whoever_closed_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync();
        var first = await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        await SetAsync(database, authority, OrderState.CanOrder, laptops: 2);

        await SetAsync(database, authority, OrderState.CannotOrder, laptops: 2);
        (await database.ReadAsync(db => db.OpeningsTold.CountAsync())).ShouldBe(0);
        await SetAsync(database, authority, OrderState.CanOrder, laptops: 2);
        (await database.Get<OrderService>().PlaceSocialCareAsync(first, new() { Key = Guid.NewGuid(), ResponsibleBodyId = authority.Id, Lines = [new(Product.Ipad, 2)] })).Refusals.ShouldBeEmpty();
        (await database.ReadAsync(db => db.OpeningsTold.CountAsync())).ShouldBe(0, "there is nothing left to order");
        await SetAsync(database, authority, OrderState.CanOrder, laptops: 5);

        (await LettersAsync(database)).Count.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_accounts_are_told_of_apart(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync("Barsetshire");
        await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var school = await database.Given.SchoolAsync("Rowan School", state: OrderState.CannotOrder, body: authority, who: WhoWillOrder.ResponsibleBody);

        await SetAsync(database, school, OrderState.CanOrder);
        await SetAsync(database, authority, OrderState.CanOrder, laptops: 0, routers: 4);
        await SetAsync(database, school, OrderState.CannotOrder);
        await SetAsync(database, authority, OrderState.CanOrder, laptops: 1, routers: 4);

        (await SubjectsAsync(database)).ShouldBe(
        [
            "You can now order devices for schools of Barsetshire",
            "You can now order routers for social care in Barsetshire",
            "You can now order devices for social care in Barsetshire",
        ]);
        (await database.ReadAsync(db => db.OpeningsTold.Select(told => told.Account).ToListAsync())).ShouldBe([Account.SocialCare], "nothing can be ordered for schools any more");
    }

    [Fact]
    public async Task Who_has_not_read_the_privacy_notice_is_asked_to()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync("Barsetshire");
        await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true, notice: false, account: false);
        await database.Given.ResponsibleBodyUserAsync(authority, notice: false, account: false);

        await SetAsync(database, authority, OrderState.CanOrder, laptops: 2);

        (await SubjectsAsync(database)).ShouldBe(["Read our privacy notice, so that you can order devices for social care in Barsetshire"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whose_account_is_ready_reads_in_that_letter_that_they_can_order_for_social_care(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var social = await database.Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true, account: false);
        await database.Given.SchoolAsync(body: authority, who: WhoWillOrder.ResponsibleBody);
        await SetAsync(database, authority, OrderState.CanOrder, laptops: 2);

        (await database.Get<AccountConfirmations>().ConfirmAsync(await database.Given.SupplierUserAsync(), social.EmailAddress)).Refusals.ShouldBeEmpty();
        await SetAsync(database, authority, OrderState.CanOrder, laptops: 3);

        var letter = (await LettersAsync(database)).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Your account is ready: you can order devices now");
        letter.Parts.OfType<Bullets>().Single().Items.ShouldBe(["Barsetshire, social care"]);
    }

    [Fact]
    public async Task Where_nobody_is_to_be_told_support_is()
    {
        await using var database = await TestDatabase.CreateAsync(configure: services => services.Configure<SiteOptions>(site => site.SupportEmail = "help@example.org"));
        var authority = await database.Given.ResponsibleBodyAsync("Barsetshire");

        await SetAsync(database, authority, OrderState.CanOrder, laptops: 2);

        var letter = (await LettersAsync(database)).ShouldHaveSingleItem();
        (letter.To.EmailAddress, letter.Subject).ShouldBe(("help@example.org", "Nobody to tell that Barsetshire can order for social care"));
    }

    [Fact]
    public async Task The_supplier_is_told_no_cap_because_its_caps_are_of_schools()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);

        await SetAsync(database, authority, OrderState.CanOrder, laptops: 2);

        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == CapsChanged.Kind))).ShouldBe(0);
    }

    [Fact]
    public void The_rule_is_of_who_orders_has_read_the_notice_and_has_an_account()
    {
        var ready = new OpeningRecipient { IsOfOrderingOrganisation = true, Orders = true, HasSeenPrivacyNotice = true, HasAccount = true };

        OpeningRule.DecideSocialCare(hasOnlyRouters: false, ready).ShouldBe(OpeningLetter.CanOrder);
        OpeningRule.DecideSocialCare(hasOnlyRouters: true, ready).ShouldBe(OpeningLetter.CanOrderRouters);
        OpeningRule.DecideSocialCare(false, ready with { HasAccount = false }).ShouldBeNull();
        OpeningRule.DecideSocialCare(false, ready with { HasSeenPrivacyNotice = false, HasAccount = false }).ShouldBe(OpeningLetter.ReadPrivacyNotice);
        OpeningRule.DecideSocialCare(false, ready with { Orders = false }).ShouldBeNull();
        OpeningRule.DecideSocialCare(false, ready with { IsOfOrderingOrganisation = false, IsOfResponsibleBody = true }).ShouldBeNull();
    }

    private static async Task SetAsync(TestDatabase database, ResponsibleBody authority, OrderState state, int laptops, int routers = 0) => (await database.Get<SocialCareService>().SetAsync(
        await database.Given.SupportAsync(),
        new()
        {
            ResponsibleBodyId = authority.Id,
            State = state,
            Amounts = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = laptops, [DeviceCategory.Routers] = routers },
            Why = "Test",
        })).Refusals.ShouldBeEmpty();

    private static async Task SetAsync(TestDatabase database, School school, OrderState state) => (await database.Get<AllocationService>().SetOrderStateAsync(
        await database.Given.SupportAsync(), new() { Urn = school.Urn, State = state, Why = "Test" })).Refusals.ShouldBeEmpty();

    private static async Task<List<string>> SubjectsAsync(TestDatabase database) => (await LettersAsync(database)).ConvertAll(letter => letter.Subject);

    /// <summary>What the outbox holds of this, oldest first.</summary>
    private static async Task<List<Letter>> LettersAsync(TestDatabase database) =>
        (await database.ReadAsync(db => db.Outbox.Where(m => m.IdempotencyKey.StartsWith("opening-")).OrderBy(m => m.Id).ToListAsync())).ConvertAll(message => message.Content<Letter>());
}
