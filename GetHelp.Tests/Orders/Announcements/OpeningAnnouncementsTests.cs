using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Announcements;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.Orders.Requests;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders.Announcements;

/// <summary>Who is written to when ordering opens, and that nobody is twice.</summary>
public sealed class OpeningAnnouncementsTests
{
    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_orders_for_a_school_is_told_once_however_often_it_is_saved(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync("Rowan School", laptops: 12, routers: 3, state: OrderState.CannotOrder);
        var ada = await database.Given.SchoolUserAsync(school);
        await database.Given.SchoolUserAsync(school, orders: false);
        await database.Given.SchoolUserAsync(school, account: false);

        await SetAsync(database, school, OrderState.CanOrder);
        await SetAsync(database, school, OrderState.CanOrder);
        await AdjustAsync(database, school, 20);

        var letter = (await LettersAsync(database)).ShouldHaveSingleItem();
        (letter.To.EmailAddress, letter.Subject).ShouldBe((ada.EmailAddress, "You can now order devices for Rowan School"));
        letter.Parts.OfType<Paragraph>().First().Text.ShouldBe("Ordering is open for Rowan School. You can order 12 laptops and tablets and 3 routers.");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Ordering_that_closes_and_opens_again_is_told_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(state: OrderState.CannotOrder);
        await database.Given.SchoolUserAsync(school);

        await SetAsync(database, school, OrderState.CanOrder);
        await SetAsync(database, school, OrderState.CannotOrder);
        (await database.ReadAsync(db => db.OpeningsTold.CountAsync())).ShouldBe(0);
        await SetAsync(database, school, OrderState.CanOrder);

        (await SubjectsAsync(database)).Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Who_ordered_everything_is_told_when_more_is_set_aside(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync("Rowan School", laptops: 2, routers: 0, state: OrderState.CannotOrder);
        var ada = await database.Given.SchoolUserAsync(school);
        await SetAsync(database, school, OrderState.CanOrder);
        await database.Given.OrderAsync(school, ada, new LineAsked(Product.Ipad, 2));
        (await database.ReadAsync(db => db.OpeningsTold.CountAsync())).ShouldBe(0, "there is nothing left to order");

        await AdjustAsync(database, school, 5);

        (await SubjectsAsync(database)).ShouldBe(["You can now order devices for Rowan School", "You can now order devices for Rowan School"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Laptops_after_routers_alone_are_news_and_routers_alone_after_laptops_are_not(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync("Rowan School", laptops: 0, routers: 3, state: OrderState.CannotOrder);
        var ada = await database.Given.SchoolUserAsync(school);

        await SetAsync(database, school, OrderState.CanOrder);
        await AdjustAsync(database, school, 2);
        await database.Given.OrderAsync(school, ada, new LineAsked(Product.Ipad, 2));

        (await SubjectsAsync(database)).ShouldBe(["You can now order routers for Rowan School", "You can now order devices for Rowan School"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_body_is_told_once_for_all_of_its_schools(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var schools = new List<School>();
        for (var i = 0; i < 4; i++)
        {
            schools.Add(await database.Given.SchoolAsync($"School {i}", state: OrderState.CannotOrder, body: body, who: WhoWillOrder.ResponsibleBody));
        }

        foreach (var school in schools)
        {
            await SetAsync(database, school, OrderState.CanOrder);
        }

        await SetAsync(database, schools[0], OrderState.CannotOrder);
        await SetAsync(database, schools[0], OrderState.CanOrder);

        var letter = (await LettersAsync(database)).ShouldHaveSingleItem();
        (letter.To.EmailAddress, letter.Subject).ShouldBe((robin.EmailAddress, "You can now order devices for schools of Barsetshire"));
        letter.Parts.OfType<Bullets>().Single().Items.ShouldBe(["School 0"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Joining_a_pool_that_has_something_left_opens_ordering_for_the_bodys_people(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync("Barsetshire", pools: true);
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var (ash, elm) = (await database.Given.SchoolAsync("Ash School", body: body), await database.Given.SchoolAsync("Elm School", laptops: 0, routers: 0, body: body));

        (await database.SayWhoOrdersAsync(robin, [ash.Urn, elm.Urn], WhoWillOrder.ResponsibleBody)).Value.ShouldBe(2);

        var letter = (await LettersAsync(database)).ShouldHaveSingleItem();
        letter.Parts.OfType<Bullets>().Single().Items.ShouldBe(["Elm School"], "for the other one it was open already");
        letter.Parts.OfType<Paragraph>().ShouldContain(paragraph => paragraph.Text.StartsWith("They share what is set aside for them"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_a_body_was_told_holds_no_more_when_the_last_school_leaves_and_is_told_when_ordering_opens_for_another(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var ash = await database.Given.SchoolAsync("Ash School", state: OrderState.CannotOrder, body: body, who: WhoWillOrder.ResponsibleBody);
        var elm = await database.Given.SchoolAsync("Elm School", state: OrderState.CannotOrder, body: body, who: WhoWillOrder.ResponsibleBody);
        await SetAsync(database, ash, OrderState.CanOrder);

        (await database.SayWhoOrdersAsync(robin, [ash.Urn], WhoWillOrder.School)).Value.ShouldBe(1);
        (await database.ReadAsync(db => db.OpeningsTold.CountAsync())).ShouldBe(0);
        await SetAsync(database, elm, OrderState.CanOrder);

        (await LettersAsync(database)).Select(letter => (letter.To.EmailAddress, letter.Parts.OfType<Bullets>().Single().Items.Single())).ShouldBe(
            [(robin.EmailAddress, "Ash School"), (robin.EmailAddress, "Elm School")]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_pool_that_was_empty_opens_for_all_of_its_schools(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        await database.Given.ResponsibleBodyUserAsync(body);
        var ash = await database.Given.SchoolAsync("Ash School", laptops: 0, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        await database.Given.SchoolAsync("Elm School", laptops: 0, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);

        await AdjustAsync(database, ash, 10);

        (await LettersAsync(database)).ShouldHaveSingleItem().Parts.OfType<Bullets>().Single().Items.ShouldBe(["Ash School", "Elm School"]);
    }

    [Fact]
    public async Task A_school_that_has_still_to_tell_something_is_told_so_and_that_it_can_order_once_it_has()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School", state: OrderState.CannotOrder, domain: null);
        var ada = await database.Given.SchoolUserAsync(school);

        await SetAsync(database, school, OrderState.CanOrder);
        (await database.Get<ChromebookDetailsService>().SetAsync(ada, school.Urn, new() { Answer = ChromebookAnswer.No })).Value.ShouldBeTrue();

        (await SubjectsAsync(database)).ShouldBe(["Before anybody can order devices for Rowan School", "You can now order devices for Rowan School"]);
    }

    [Fact]
    public async Task Another_domain_of_a_school_that_had_told_everything_opens_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(domain: "old.example.org");
        var ada = await database.Given.SchoolUserAsync(school);

        (await database.Get<ChromebookDetailsService>().SetAsync(ada, school.Urn, new() { Answer = ChromebookAnswer.Yes, Domain = "new.example.org", RecoveryAddress = "recovery@example.net" })).Value.ShouldBeTrue();

        (await LettersAsync(database)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Devices_that_come_back_from_a_stopped_order_are_no_news_to_who_could_order_others_all_along(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 20, routers: 0, state: OrderState.CannotOrder);
        var ada = await database.Given.SchoolUserAsync(school);
        await SetAsync(database, school, OrderState.CanOrder);
        var all = await database.Given.OrderAsync(school, ada, new LineAsked(Product.Ipad, 20));

        await StopAsync(database, ada, all);

        (await SubjectsAsync(database)).Count.ShouldBe(2, "everything was ordered, and can be again");
        var part = await database.Given.OrderAsync(school, ada, new LineAsked(Product.Ipad, 10));
        await StopAsync(database, ada, part);
        (await SubjectsAsync(database)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_has_not_read_the_privacy_notice_is_asked_to()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School", state: OrderState.CannotOrder);
        await database.Given.SchoolUserAsync(school, notice: false, account: false);

        await SetAsync(database, school, OrderState.CanOrder);

        (await SubjectsAsync(database)).ShouldBe(["Read our privacy notice, so that you can order devices for Rowan School"]);
    }

    [Fact]
    public async Task The_people_of_a_school_that_has_none_are_those_of_its_responsible_body()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var robin = await database.Given.ResponsibleBodyUserAsync(body, orders: false);
        var (first, second) = (await database.Given.SchoolAsync("Ash School", state: OrderState.CannotOrder, body: body), await database.Given.SchoolAsync("Elm School", state: OrderState.CannotOrder, body: body));

        await SetAsync(database, first, OrderState.CanOrder);
        await SetAsync(database, second, OrderState.CanOrder);

        var letter = (await LettersAsync(database)).ShouldHaveSingleItem();
        (letter.To.EmailAddress, letter.Subject).ShouldBe((robin.EmailAddress, "Please name somebody who orders for your schools"));
    }

    [Fact]
    public async Task Where_there_is_nobody_at_all_support_is_told()
    {
        await using var database = await TestDatabase.CreateAsync(configure: services => services.Configure<SiteOptions>(site => site.SupportEmail = "help@example.org"));
        var school = await database.Given.SchoolAsync("Rowan School", state: OrderState.CannotOrder);

        await SetAsync(database, school, OrderState.CanOrder);
        await SetAsync(database, school, OrderState.CanOrder);

        var letter = (await LettersAsync(database)).ShouldHaveSingleItem();
        (letter.To.EmailAddress, letter.Subject).ShouldBe(("help@example.org", "Nobody to tell that Rowan School can order"));
    }

    [Fact]
    public async Task What_opens_nothing_tells_nobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (nothing, closing) = (await database.Given.SchoolAsync(laptops: 0, routers: 0, state: OrderState.CannotOrder), await database.Given.SchoolAsync());
        await database.Given.SchoolUserAsync(nothing);
        await database.Given.SchoolUserAsync(closing);

        await SetAsync(database, nothing, OrderState.CanOrder);
        await AdjustAsync(database, closing, 200);
        await SetAsync(database, closing, OrderState.CannotOrderAsReopened);

        (await LettersAsync(database)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whose_account_is_ready_is_told_so_once_with_what_they_can_order(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (ash, elm, oak) = (await database.Given.SchoolAsync("Ash School", state: OrderState.CannotOrder), await database.Given.SchoolAsync("Elm School", domain: null), await database.Given.SchoolAsync("Oak School", state: OrderState.CannotOrder));
        var ada = await database.Given.SchoolUserAsync(ash, account: false);
        await database.Given.JoinAsync(ada, elm);
        await database.Given.JoinAsync(ada, oak);
        await SetAsync(database, ash, OrderState.CanOrder);
        (await LettersAsync(database)).ShouldBeEmpty("without an account nobody orders");

        await ConfirmAsync(database, ada);
        await ConfirmAsync(database, ada);
        await SetAsync(database, ash, OrderState.CanOrder);

        var letter = (await LettersAsync(database)).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Your account is ready: you can order devices now");
        letter.Parts.OfType<Bullets>().Select(bullets => bullets.Items.Single()).ShouldBe(["Ash School", "Elm School"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whose_account_is_ready_before_ordering_opens_is_told_of_both(bool orders)
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School", state: OrderState.CannotOrder);
        var ada = await database.Given.SchoolUserAsync(school, orders, account: false);

        await ConfirmAsync(database, ada);
        await SetAsync(database, school, OrderState.CanOrder);

        (await SubjectsAsync(database)).ShouldBe(orders ? ["Your account is ready", "You can now order devices for Rowan School"] : []);
    }

    [Fact]
    public async Task Somebody_of_a_body_reads_its_name_and_not_all_of_its_schools()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync("Barsetshire", pools: true);
        var robin = await database.Given.ResponsibleBodyUserAsync(body, account: false);
        await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);
        await database.Given.SchoolAsync(laptops: 0, body: body, who: WhoWillOrder.ResponsibleBody);

        await ConfirmAsync(database, robin);

        (await LettersAsync(database)).ShouldHaveSingleItem().Parts.OfType<Bullets>().Single().Items.ShouldBe(["Barsetshire"]);
    }

    private static async Task StopAsync(TestDatabase database, Viewer person, OrderNumber number)
    {
        (await database.AskAsync(person, OrderRequestTest.Stop(number))).Refusals.ShouldBeEmpty();
        (await database.AgreeAsync(await database.Given.SupportAsync(), number)).Refusals.ShouldBeEmpty();
    }

    private static async Task SetAsync(TestDatabase database, School school, OrderState state) => (await database.Get<AllocationService>().SetOrderStateAsync(
        await database.Given.SupportAsync(), new() { Urn = school.Urn, State = state, Why = "Test" })).Refusals.ShouldBeEmpty();

    private static async Task AdjustAsync(TestDatabase database, School school, int amount) => (await database.Get<AllocationService>().AdjustAllocationAsync(
        await database.Given.SupportAsync(), new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = amount, Why = "Test" })).Refusals.ShouldBeEmpty();

    private static async Task ConfirmAsync(TestDatabase database, Viewer person) =>
        (await database.Get<AccountConfirmations>().ConfirmAsync(await database.Given.SupplierUserAsync(), person.EmailAddress)).Refusals.ShouldBeEmpty();

    private static async Task<List<string>> SubjectsAsync(TestDatabase database) => (await LettersAsync(database)).ConvertAll(letter => letter.Subject);

    /// <summary>What the outbox holds of this, oldest first.</summary>
    private static async Task<List<Letter>> LettersAsync(TestDatabase database) =>
        (await database.ReadAsync(db => db.Outbox.Where(m => m.IdempotencyKey.StartsWith("opening-")).OrderBy(m => m.Id).ToListAsync())).ConvertAll(message => message.Content<Letter>());
}
