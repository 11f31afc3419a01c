using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People;

public sealed class WhoOrdersServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_third_person_of_a_school_may_order_and_a_fourth_is_refused_with_who_orders_now(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync("Rowan School");
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        await database.Given.SchoolUserAsync(school, name: "Ben Okoro");
        var cy = await database.Given.SchoolUserAsync(school, orders: false, name: "Cy Marsh");
        var dee = await database.Given.SchoolUserAsync(school, orders: false, name: "Dee Low");

        (await AllowAsync(database, ada, Of(school), cy)).Value.ShouldBeTrue();
        var fourth = await AllowAsync(database, ada, Of(school), dee);

        (await ViewerAsync(database, cy)).OrdersForSchoolIds.ShouldBe([school.Id]);
        (await ViewerAsync(database, dee)).OrdersForSchoolIds.ShouldBeEmpty();
        fourth.Refusals.ShouldHaveSingleItem().Message.ShouldBe(
            "Up to 3 people can order for Rowan School. Now they are Ada Hill, Ben Okoro and Cy Marsh. Stop one of them first.");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Five_colleagues_beside_the_first_person_order_on_each_account_of_an_authority(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var first = await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var colleagues = new List<Viewer>();
        for (var i = 0; i <= WhoOrdersRules.NominatedPerAccount; i++)
        {
            colleagues.Add(await database.Given.ResponsibleBodyUserAsync(body, orders: false));
        }

        foreach (var account in new[] { Account.Education, Account.SocialCare })
        {
            foreach (var colleague in colleagues.SkipLast(1))
            {
                (await AllowAsync(database, first, Of(body), colleague, account)).Value.ShouldBeTrue();
            }

            (await AllowAsync(database, first, Of(body), colleagues[^1], account)).Refusals.ShouldHaveSingleItem().Message.ShouldStartWith(
                $"The first person and up to 5 colleagues can order for Barsetshire on the {(account == Account.Education ? "education" : "social care")} account. Now they are {first.Name}, {colleagues[0].Name}, ");
        }

        (await ViewerAsync(database, colleagues[0])).OrdersForSocialCareOfIds.ShouldBe([body.Id]);
        (await ViewerAsync(database, colleagues[^1])).OrdersForResponsibleBodyIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_else_may_order_once_a_colleague_was_stopped_or_deleted()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        var ben = await database.Given.SchoolUserAsync(school);
        var cy = await database.Given.SchoolUserAsync(school);
        var dee = await database.Given.SchoolUserAsync(school, orders: false);
        var eve = await database.Given.SchoolUserAsync(school, orders: false);

        (await StopAsync(database, ada, Of(school), ben)).Value.ShouldBeTrue();
        (await AllowAsync(database, ada, Of(school), dee)).Value.ShouldBeTrue();
        (await AllowAsync(database, ada, Of(school), eve)).Refusals.Single().ShouldBeOfType<NobodyElseCanOrder>();
        await database.ReadAsync(db => db.Users.Where(u => u.Id == cy.UserId)
            .ExecuteUpdateAsync(user => user.SetProperty(u => u.DeletedAt, database.Clock.Now)));
        (await AllowAsync(database, ada, Of(school), eve)).Value.ShouldBeTrue();

        (await WhoOrdersAsync(database, ada, school)).ShouldBe([ada.Name, dee.Name, eve.Name]);
    }

    [Fact]
    public async Task An_account_of_one_organisation_says_nothing_about_another()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (full, roomy) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var ada = await database.Given.SchoolUserAsync(full);
        await database.Given.SchoolUserAsync(full);
        await database.Given.SchoolUserAsync(full);
        await JoinAsync(database, ada, roomy, orders: true);
        var newcomer = await database.Given.SchoolUserAsync(roomy, orders: false);
        await JoinAsync(database, newcomer, full);
        ada = await ViewerAsync(database, ada);

        (await AllowAsync(database, ada, Of(full), newcomer)).Refusals.Single().ShouldBeOfType<NobodyElseCanOrder>();
        (await AllowAsync(database, ada, Of(roomy), newcomer)).Value.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_so_already_changes_nothing_and_tells_nobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        var ben = await database.Given.SchoolUserAsync(school, orders: false);

        (await StopAsync(database, ada, Of(school), ben)).Value.ShouldBeFalse();
        (await AllowAsync(database, ada, Of(school), ada)).Value.ShouldBeFalse();

        (await HistoryAsync(database)).ShouldBeEmpty();
        (await database.ReadAsync(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Who_changed_what_is_kept_and_the_person_hears_of_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var first = await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var colleague = await database.Given.ResponsibleBodyUserAsync(body, orders: false);
        var live = database.Get<LiveUpdates>();
        var before = live.ChangeOf(Topic.Person(colleague.UserId!.Value));

        await AllowAsync(database, first, Of(body), colleague, Account.SocialCare);
        await SendAsync(database);
        await StopAsync(database, first, Of(body), colleague, Account.SocialCare);

        (await HistoryAsync(database)).Select(e => (e.What, e.Detail, e.Who, e.ResponsibleBodyId, e.At)).ShouldBe(
        [
            (HistoryKind.PersonMayOrder, $"{colleague.Name} can order on the social care account", first.Name, body.Id, database.Clock.Now),
            (HistoryKind.PersonMayNotOrder, $"{colleague.Name} can no longer order on the social care account", first.Name, body.Id, database.Clock.Now),
        ]);
        var email = database.Get<TestMailbox>().Sent.ShouldHaveSingleItem();
        email.To.ShouldBe(colleague.EmailAddress);
        email.Subject.ShouldBe("You can order devices for Barsetshire");
        email.Body.ShouldContain($"{first.Name} has said that you can order devices for Barsetshire on the social care account.");
        email.Body.ShouldContain("https://portal.example.org/home");
        live.ChangeOf(Topic.Person(colleague.UserId.Value)).ShouldBeGreaterThan(before);
        live.ChangeOf(Topic.PeopleOfResponsibleBody(body.Id)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Whoever_was_stopped_before_the_email_left_gets_none()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        var ben = await database.Given.SchoolUserAsync(school, orders: false);

        await AllowAsync(database, ada, Of(school), ben);
        await StopAsync(database, ada, Of(school), ben);
        await SendAsync(database);

        database.Get<TestMailbox>().Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_person_always_orders_and_is_removed_by_nobody_but_themselves_and_support()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School");
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        var ben = await database.Given.SchoolUserAsync(school);

        (await StopAsync(database, ben, Of(school), ada)).Refusals.ShouldBe([new FirstPersonAlwaysOrders("Ada Hill", "Rowan School")]);
        (await StopAsync(database, await database.Given.SupportAsync(), Of(school), ada)).Refusals.ShouldBe([new FirstPersonAlwaysOrders("Ada Hill", "Rowan School")]);
        (await RemoveAsync(database, ben, Of(school), ada)).Refusals.ShouldBe([new FirstPersonLeavesByThemselves("Ada Hill")]);
        (await RemoveAsync(database, ada, Of(school), ada)).Value.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task When_the_first_person_leaves_the_next_one_may_order_on_every_account_from_that_moment(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var first = await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var next = await database.Given.ResponsibleBodyUserAsync(body, orders: false);
        await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);

        (await RemoveAsync(database, first, Of(body), first)).Value.ShouldBeTrue();

        var now = await ViewerAsync(database, next);
        now.OrdersForResponsibleBodyIds.ShouldBe([body.Id]);
        now.OrdersForSocialCareOfIds.ShouldBe([body.Id]);
        (await HistoryAsync(database)).Select(e => e.What).ShouldBe([HistoryKind.PersonRemoved, HistoryKind.PersonMayOrder, HistoryKind.PersonMayOrder]);
        await SendAsync(database);
        database.Get<TestMailbox>().Sent[0].Body.ShouldContain("You are now the first person of Barsetshire in this service. You can order devices for it on the education account");
    }

    [Fact]
    public async Task The_last_person_is_removed_by_support_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School");
        var ada = await database.Given.SchoolUserAsync(school);

        (await RemoveAsync(database, ada, Of(school), ada)).Refusals.ShouldBe([new LastPersonStays("Rowan School")]);
        (await RemoveAsync(database, await database.Given.SupportAsync(), Of(school), ada)).Value.ShouldBeTrue();

        (await ViewerAsync(database, ada)).SchoolIds.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_removed_persons_orders_stay_and_colleagues_look_after_them(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 20);
        var ada = await database.Given.SchoolUserAsync(school);
        var ben = await database.Given.SchoolUserAsync(school);
        var order = await database.Given.OrderAsync(school, ben, new LineAsked(Product.Chromebook, 5));
        (await database.Get<Viewers>().FindRecentAsync(ben.UserId!.Value)).ShouldNotBeNull().SchoolIds.ShouldBe([school.Id]);
        var before = await database.Get<OrderReader>().FindAsync(ada, order);

        (await RemoveAsync(database, ada, Of(school), ben)).Value.ShouldBeTrue();

        var after = (await database.Get<OrderReader>().FindAsync(ada, order)).ShouldNotBeNull();
        after.Status.ShouldBe(OrderStatus.Placed);
        after.PlacedBy.ShouldBe(ben.Name);
        after.DeliverTo.ShouldBe(before!.DeliverTo);
        (await database.Get<SchoolOrderingReader>().FindAsync(ada, school.Urn)).ShouldNotBeNull().Left(Core.Allocations.DeviceCategory.LaptopsAndTablets).ShouldBe(15);
        var gone = (await database.Get<Viewers>().FindRecentAsync(ben.UserId.Value)).ShouldNotBeNull();
        gone.SchoolIds.ShouldBeEmpty("the page that they have open knows at once");
        (await database.Get<OrderReader>().FindAsync(gone, order)).ShouldBeNull();
        (await PlaceAsync(database, gone, school)).Refusals.ShouldBe([new NotFound()]);
        (await AllowAsync(database, ben, Of(school), ada)).Refusals.ShouldBe([new NotFound()], "what the asker may do is read anew");
    }

    [Fact]
    public async Task Only_who_orders_on_an_account_says_who_else_does()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var first = await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var social = await database.Given.ResponsibleBodyUserAsync(body, orders: false, socialCare: true);
        var teacher = await database.Given.ResponsibleBodyUserAsync(body);
        var onlooker = await database.Given.ResponsibleBodyUserAsync(body, orders: false);
        var stranger = await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync());

        (await AllowAsync(database, social, Of(body), onlooker)).Refusals.Single().Message.ShouldBe(
            $"Only people who order for Barsetshire on the education account can change this. Ask {first.Name} or {teacher.Name}.");
        (await AllowAsync(database, social, Of(body), onlooker, Account.SocialCare)).Value.ShouldBeTrue();
        (await RemoveAsync(database, social, Of(body), teacher)).Refusals.Single().ShouldBeOfType<NotYoursToSay>();
        (await AllowAsync(database, stranger, Of(body), onlooker)).Refusals.ShouldBe([new NotFound()]);
        (await AllowAsync(database, first, Of(body), stranger)).Refusals.ShouldBe([new NotFound()]);
        (await AllowAsync(database, Viewer.Supplier, Of(body), onlooker)).Refusals.ShouldBe([new NotFound()]);
    }

    [Fact]
    public async Task A_trust_and_a_school_have_no_social_care_account()
    {
        await using var database = await TestDatabase.CreateAsync();
        var trust = await database.Given.ResponsibleBodyAsync(kind: ResponsibleBodyKind.Trust);
        var first = await database.Given.ResponsibleBodyUserAsync(trust);

        (await AllowAsync(database, first, Of(trust), first, Account.SocialCare)).Refusals.ShouldBe([new NotFound()]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_who_fill_the_last_place_at_once_one_does(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        for (var round = 0; round < 5; round++)
        {
            var school = await database.Given.SchoolAsync();
            var ada = await database.Given.SchoolUserAsync(school);
            var ben = await database.Given.SchoolUserAsync(school);
            var (cy, dee) = (await database.Given.SchoolUserAsync(school, orders: false), await database.Given.SchoolUserAsync(school, orders: false));

            var answers = await Task.WhenAll(
                Task.Run(() => AllowAsync(database, ada, Of(school), cy)), Task.Run(() => AllowAsync(database, ben, Of(school), dee)));

            answers.Count(answer => !answer.Refused).ShouldBe(1);
            answers.Single(answer => answer.Refused).Refusals.Single().ShouldBeOfType<NobodyElseCanOrder>().Names.Count.ShouldBe(3);
            (await WhoOrdersAsync(database, ada, school)).Count.ShouldBe(3);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_who_remove_each_other_at_once_one_does(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var (ben, cy) = (await database.Given.ResponsibleBodyUserAsync(body), await database.Given.ResponsibleBodyUserAsync(body));

        var answers = await Task.WhenAll(
            Task.Run(() => RemoveAsync(database, ben, Of(body), cy)), Task.Run(() => RemoveAsync(database, cy, Of(body), ben)));

        answers.Count(answer => !answer.Refused).ShouldBe(1);
        (await database.ReadAsync(db => db.Memberships.CountAsync(m => m.ResponsibleBodyId == body.Id))).ShouldBe(2);
    }

    private static OrganisationId Of(School school) => OrganisationId.School(school.Id);

    private static OrganisationId Of(ResponsibleBody body) => OrganisationId.ResponsibleBody(body.Id);

    private static Task<Result<bool>> AllowAsync(TestDatabase database, Viewer by, OrganisationId organisation, Viewer who, Account account = Account.Education) =>
        database.Get<WhoOrdersService>().AllowAsync(by, organisation, who.UserId!.Value, account);

    private static Task<Result<bool>> StopAsync(TestDatabase database, Viewer by, OrganisationId organisation, Viewer who, Account account = Account.Education) =>
        database.Get<WhoOrdersService>().StopAsync(by, organisation, who.UserId!.Value, account);

    private static Task<Result<bool>> RemoveAsync(TestDatabase database, Viewer by, OrganisationId organisation, Viewer who) =>
        database.Get<WhoOrdersService>().RemoveAsync(by, organisation, who.UserId!.Value);

    private static Task<Result<OrderNumber>> PlaceAsync(TestDatabase database, Viewer viewer, School school) =>
        database.Get<OrderService>().PlaceAsync(viewer, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = [new(Product.Chromebook, 1)] });

    private static async Task<Viewer> ViewerAsync(TestDatabase database, Viewer person) =>
        (await database.Get<Viewers>().FindAsync(person.UserId!.Value)).ShouldNotBeNull();

    private static async Task<List<string>> WhoOrdersAsync(TestDatabase database, Viewer viewer, School school) =>
        [.. (await database.Get<PeopleReader>().OfSchoolAsync(viewer, school.Urn)).ShouldNotBeNull().WhoOrders(Account.Education).Select(p => p.Name)];

    private static Task<List<HistoryEntry>> HistoryAsync(TestDatabase database) => database.ReadAsync(db => db.History.AsNoTracking()
        .Where(e => e.What == HistoryKind.PersonMayOrder || e.What == HistoryKind.PersonMayNotOrder || e.What == HistoryKind.PersonRemoved)
        .OrderBy(e => e.Id).ToListAsync());

    /// <summary>Sends what waits for people, as the outbox does.</summary>
    private static async Task SendAsync(TestDatabase database)
    {
        var sender = database.Services.GetServices<IOutboxSender>().Single(s => s.Kind == MayOrderMessage.Kind);
        foreach (var message in await database.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.Kind == MayOrderMessage.Kind).OrderBy(m => m.Id).ToListAsync()))
        {
            await sender.SendAsync(message, default);
        }
    }

    private static async Task JoinAsync(TestDatabase database, Viewer person, School school, bool orders = false)
    {
        await using var db = database.Open();
        db.Memberships.Add(new() { UserId = person.UserId!.Value, SchoolId = school.Id, OrdersDevices = orders });
        await db.SaveChangesAsync();
    }
}
