using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.People.Nominations;
using GetHelp.Core.SignIn;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People.Nominations;

/// <summary>Several colleagues are let order at once, on one account, all of them or none.</summary>
public sealed class NominationServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_they_are_they_can_order_on_that_account_and_each_is_told(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (authority, elsewhere) = (await database.Given.ResponsibleBodyAsync("Barsetshire"), await database.Given.SchoolAsync());
        var first = await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var here = await database.Given.ResponsibleBodyUserAsync(authority, orders: false);
        var orders = await database.Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true);
        var known = await database.Given.SchoolUserAsync(elsewhere);

        var nominated = (await NominateAsync(database, first, authority, Account.SocialCare, New("Dee Low", "Dee.Low@barsetshire.example.org"), Of(here), Of(known), Of(orders))).Value.People;

        nominated.Select(one => (one.Name, one.Outcome)).ShouldBe(
        [
            ("Dee Low", NominationOutcome.Invited),
            (here.Name, NominationOutcome.Allowed),
            (known.Name, NominationOutcome.Joined),
            (orders.Name, NominationOutcome.OrderedBefore),
        ]);
        var people = (await database.Get<PeopleReader>().OfResponsibleBodyAsync(first, authority.Id)).ShouldNotBeNull();
        people.WhoOrders(Account.SocialCare).Select(person => person.Name).Order().ShouldBe(new[] { first.Name, "Dee Low", here.Name, known.Name, orders.Name }.Order());
        people.WhoOrders(Account.Education).Select(person => person.Name).ShouldBe([first.Name]);
        (await MessagesAsync(database)).ShouldBe([InvitationMessage.Kind, InvitationMessage.Kind, MayOrderMessage.Kind], ignoreOrder: true);
        (await database.ReadAsync(db => db.History.Where(e => e.ResponsibleBodyId == authority.Id && e.Who == first.Name).CountAsync())).ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_more_than_there_are_places_for_nobody_is_nominated(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var first = await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        for (var i = 0; i < 3; i++)
        {
            await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        }

        var result = await NominateAsync(database, first, authority, Account.SocialCare, New("Ann One"), New("Ben Two"), New("Cy Three"));

        result.Refusals.ShouldBe([new TooManyNominated(3, 2)]);
        result.Refusals[0].Message.ShouldBe("Only 2 more colleagues can order on this account, and you have entered 3. Nobody was nominated.");
        (await database.ReadAsync(db => db.Users.CountAsync(u => u.FullName == "Ann One"))).ShouldBe(0);
        (await MessagesAsync(database)).ShouldBeEmpty();

        (await NominateAsync(database, first, authority, Account.SocialCare, New("Ann One"), New("Ben Two"))).Value.People.Count.ShouldBe(2);
        (await NominateAsync(database, first, authority, Account.SocialCare, New("Cy Three"))).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NobodyElseCanOrder>();
        (await NominateAsync(database, first, authority, Account.Education, New("Cy Three"))).Refusals.ShouldBeEmpty("each account has places of its own");
    }

    [Fact]
    public async Task One_that_is_wrong_is_said_at_its_place_and_nobody_is_nominated()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        var first = await database.Given.ResponsibleBodyUserAsync(authority);
        var support = await database.Given.SupportAsync();

        (await NominateAsync(database, first, authority, Account.Education, New("Ann One", "ann@example.org"), New("x", "nowhere"), New("Cy Three", "ANN@example.org"))).Refusals.ShouldBe(
            [new NomineeRefused(2, new NotAPersonsName()), new NomineeRefused(2, new NotAnEmailAddress()), new NomineeRefused(3, new NominatedTwice(1))]);
        (await NominateAsync(database, first, authority, Account.Education, New("Ann One"), Of(support))).Refusals.ShouldBe([new NomineeRefused(2, new NotAMembersAddress(support.EmailAddress))]);
        (await NominateAsync(database, first, authority, Account.Education)).Refusals.ShouldBe([new NobodyNominated()]);

        (await database.ReadAsync(db => db.Memberships.CountAsync())).ShouldBe(1);
        (await MessagesAsync(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_who_orders_on_the_account_and_support_nominate_for_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();
        await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var education = await database.Given.ResponsibleBodyUserAsync(authority);
        var stranger = await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync(), socialCare: true);

        (await NominateAsync(database, education, authority, Account.SocialCare, New("Ann One"))).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotYoursToSay>();
        (await NominateAsync(database, stranger, authority, Account.SocialCare, New("Ann One"))).Refusals.ShouldBe([new NotFound()]);
        (await NominateAsync(database, education, authority, Account.Education, New("Ann One"))).Refusals.ShouldBeEmpty();
        (await NominateAsync(database, await database.Given.SupportAsync(), authority, Account.SocialCare, New("Ben Two"))).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trust_has_no_social_care_and_where_nobody_is_support_invites_the_first_person_instead()
    {
        await using var database = await TestDatabase.CreateAsync();
        var trust = await database.Given.ResponsibleBodyAsync("Rowan Trust", ResponsibleBodyKind.Trust);
        var support = await database.Given.SupportAsync();

        (await NominateAsync(database, support, trust, Account.SocialCare, New("Ann One"))).Refusals.ShouldBe([new NotFound()]);
        (await NominateAsync(database, support, trust, Account.Education, New("Ann One"))).Refusals.ShouldBe([new NobodyToNominateFor("Rowan Trust")]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_forms_sent_at_once_no_more_are_nominated_than_there_are_places(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        for (var round = 0; round < 4; round++)
        {
            var authority = await database.Given.ResponsibleBodyAsync();
            var (first, other) = (await database.Given.ResponsibleBodyUserAsync(authority), await database.Given.ResponsibleBodyUserAsync(authority));
            Nominee[] people = [New("Ann One"), New("Ben Two"), New("Cy Three")];

            var answers = await Task.WhenAll(
                Task.Run(() => NominateAsync(database, first, authority, Account.Education, people)),
                Task.Run(() => NominateAsync(database, other, authority, Account.Education, [people[2], New("Di Four"), New("Ed Five")])));

            answers.Count(answer => !answer.Refused).ShouldBe(1);
            answers.Single(answer => answer.Refused).Refusals.ShouldHaveSingleItem().ShouldBeOfType<TooManyNominated>();
            (await database.ReadAsync(db => db.Memberships.CountAsync(m => m.ResponsibleBodyId == authority.Id && m.OrdersDevices))).ShouldBe(5);
        }
    }

    private static Task<Result<ColleaguesNominated>> NominateAsync(TestDatabase database, Viewer by, ResponsibleBody body, Account account, params Nominee[] nominees) =>
        database.Get<NominationService>().NominateAsync(by, OrganisationId.ResponsibleBody(body.Id), new()
        {
            Account = account,
            Nominees = [.. nominees.Select((nominee, index) => nominee with { Row = index + 1 })],
        });

    private static Nominee New(string name, string? address = null) => new(0, new() { Name = name, EmailAddress = address ?? $"{Guid.NewGuid():N}@example.org", Telephone = "01632 960 001" });

    private static Nominee Of(Viewer person) => New("Somebody", person.EmailAddress);

    private static Task<List<string>> MessagesAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Outbox.Where(m => m.Kind == InvitationMessage.Kind || m.Kind == MayOrderMessage.Kind).Select(m => m.Kind).ToListAsync());
}
