using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.SignIn;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People.Invitations;

public sealed class InvitationServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Somebody_new_is_invited_and_can_sign_in(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync("Rowan School");
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        var live = database.Get<LiveUpdates>();

        var invited = (await InviteAsync(database, ada, Of(school), Dee(Account.Education))).Value;

        (invited.Name, invited.WasKnown, invited.NotOrdering.Count).ShouldBe(("Dee Low", false, 0));
        invited.OrdersOn.ShouldBe([Account.Education]);
        var dee = (await database.Get<PeopleReader>().OfSchoolAsync(ada, school.Urn)).ShouldNotBeNull().Find(invited.UserId).ShouldNotBeNull();
        (dee.Name, dee.EmailAddress, dee.Telephone, dee.LastSignedInAt, dee.InvitedAt).ShouldBe(("Dee Low", "dee.low@school.example.net", "01632 960 001", null, database.Clock.Now));
        (await database.Get<Viewers>().FindAsync(invited.UserId)).ShouldNotBeNull().OrdersForSchoolIds.ShouldBe([school.Id]);
        (await HistoryAsync(database)).ShouldHaveSingleItem().ShouldBe((HistoryKind.PersonInvited, "Dee Low, dee.low@school.example.net: can order", "Ada Hill", school.Id));
        live.ChangeOf(Topic.PeopleOfSchool(school.Id)).ShouldBeGreaterThan(0);
        live.ChangeOf(Topic.School(school.Id)).ShouldBeGreaterThan(0);

        var email = (await SentAsync(database)).ShouldHaveSingleItem();
        email.To.ShouldBe("dee.low@school.example.net");
        email.Subject.ShouldBe("Rowan School: your invitation to Get help with technology");
        email.Body.ShouldContain("Ada Hill has invited you");
        email.Body.ShouldContain("You can order devices for it");
        email.Body.ShouldContain("https://portal.example.org/sign-in");
        (await database.Get<SignInService>().RequestLinkAsync(new() { EmailAddress = "Dee.Low@school.example.net" })).Refusals.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Somebody_who_belongs_elsewhere_joins_whatever_the_case_and_keeps_their_own_name(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (here, elsewhere) = (await database.Given.SchoolAsync("Rowan School"), await database.Given.ResponsibleBodyAsync());
        var ada = await database.Given.SchoolUserAsync(here, name: "Ada Hill");
        var robin = await database.Given.ResponsibleBodyUserAsync(elsewhere);
        await database.ReadAsync(db => db.Users.Where(u => u.Id == robin.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.Telephone, (string?)null)));

        var invited = (await InviteAsync(database, ada, Of(here), new()
        {
            Person = new() { Name = "Somebody else", EmailAddress = robin.EmailAddress.ToUpperInvariant(), Telephone = "01632 960 002" },
        })).Value;

        (invited.UserId, invited.Name, invited.WasKnown).ShouldBe((robin.UserId!.Value, robin.Name, true));
        var now = (await database.Get<Viewers>().FindAsync(robin.UserId.Value)).ShouldNotBeNull();
        (now.Name, now.Telephone).ShouldBe((robin.Name, "01632 960 002"), "what was not known is filled in");
        now.SchoolIds.ShouldBe([here.Id]);
        now.OrdersForSchoolIds.ShouldBeEmpty();
        now.OrdersForResponsibleBodyIds.ShouldBe([elsewhere.Id]);
        var email = (await SentAsync(database)).ShouldHaveSingleItem();
        email.Subject.ShouldBe("Rowan School is among your organisations now");
        email.Body.ShouldContain("Ada Hill has added you to the people of Rowan School");
        email.Body.ShouldContain("You cannot order: if you should, ask Ada Hill.");

        await InviteAsync(database, await database.Given.SupportAsync(), Of(await database.Given.SchoolAsync()), new() { Person = new() { Name = "X Y", EmailAddress = robin.EmailAddress, Telephone = "01632 960 003" } });
        (await database.Get<Viewers>().FindAsync(robin.UserId.Value)).ShouldNotBeNull().Telephone.ShouldBe("01632 960 002", "what they have is theirs");
    }

    [Fact]
    public async Task Somebody_who_is_here_already_is_not_invited_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School");
        var ada = await database.Given.SchoolUserAsync(school);
        await InviteAsync(database, ada, Of(school), Dee());

        var again = Dee() with { Person = Dee().Person with { EmailAddress = " DEE.LOW@School.example.net " } };
        (await InviteAsync(database, ada, Of(school), again)).Refusals.ShouldBe([new AlreadyHere("Dee Low", "Rowan School")]);
        (await database.Get<InvitationService>().WhyNotAsync(ada, Of(school), again)).ShouldBe([new AlreadyHere("Dee Low", "Rowan School")]);
        (await SentAsync(database)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Support_and_the_supplier_are_not_invited()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);

        foreach (var person in new[] { await database.Given.SupportAsync(), await database.Given.SupplierUserAsync() })
        {
            var invitation = new Invitation { Person = new() { Name = "Some One", EmailAddress = person.EmailAddress } };
            (await InviteAsync(database, ada, Of(school), invitation)).Refusals.ShouldBe([new NotAMembersAddress(person.EmailAddress)]);
            (await database.Get<InvitationService>().WhyNotAsync(ada, Of(school), invitation)).ShouldBe([new NotAMembersAddress(person.EmailAddress)]);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Somebody_who_was_deleted_comes_back_with_nothing_of_what_they_had(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, other) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var ada = await database.Given.SchoolUserAsync(school);
        var ben = await database.Given.SchoolUserAsync(school, name: "Ben Okoro");
        await database.ReadAsync(async db =>
        {
            db.Memberships.Add(new() { UserId = ben.UserId!.Value, SchoolId = other.Id, OrdersDevices = true });
            await db.SaveChangesAsync();
            return await db.Users.Where(u => u.Id == ben.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.DeletedAt, database.Clock.Now).SetProperty(x => x.LastSignedInAt, database.Clock.Now));
        });

        var invited = (await InviteAsync(database, ada, Of(school), new() { Person = new() { Name = "Ben Okoro", EmailAddress = ben.EmailAddress } })).Value;

        (invited.UserId, invited.WasKnown).ShouldBe((ben.UserId!.Value, false));
        var back = (await database.Get<Viewers>().FindAsync(ben.UserId.Value)).ShouldNotBeNull();
        back.SchoolIds.ShouldBe([school.Id]);
        back.OrdersForSchoolIds.ShouldBeEmpty();
        (await database.Get<PeopleReader>().OfSchoolAsync(ada, school.Urn)).ShouldNotBeNull().Find(ben.UserId).ShouldNotBeNull().LastSignedInAt.ShouldBeNull();
        (await SentAsync(database)).ShouldHaveSingleItem().Subject.ShouldEndWith("your invitation to Get help with technology");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Where_three_order_already_a_fourth_is_invited_without_ordering_at_every_school(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (roomy, full) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync("Rowan School"));
        var dee = await database.Given.SchoolUserAsync(roomy);
        var ada = await database.Given.SchoolUserAsync(full, name: "Ada Hill");
        await database.Given.SchoolUserAsync(full, name: "Ben Okoro");
        await database.Given.SchoolUserAsync(full, name: "Cy Marsh");

        var invited = (await InviteAsync(database, ada, Of(full), Of(dee, Account.Education))).Value;

        invited.OrdersOn.ShouldBeEmpty();
        invited.NotOrdering.ShouldHaveSingleItem().Message.ShouldBe("Up to 3 people can order for Rowan School. Now they are Ada Hill, Ben Okoro and Cy Marsh. Stop one of them first.");
        (await database.Get<Viewers>().FindAsync(dee.UserId!.Value)).ShouldNotBeNull().OrdersForSchoolIds.ShouldBe([roomy.Id]);
        (await SentAsync(database)).ShouldHaveSingleItem().Body.ShouldContain("You cannot order: if you should, ask Ada Hill, Ben Okoro or Cy Marsh.");
    }

    [Fact]
    public async Task Whoever_does_not_order_invites_people_who_do_not_order()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync("Barsetshire");
        await database.Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var social = await database.Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true);

        var invited = (await InviteAsync(database, social, Of(authority), Dee(Account.Education, Account.SocialCare))).Value;

        invited.OrdersOn.ShouldBe([Account.SocialCare]);
        invited.NotOrdering.ShouldHaveSingleItem().ShouldBeOfType<NotYoursToSay>();
        (await HistoryAsync(database)).ShouldHaveSingleItem().Detail.ShouldEndWith("can order on the social care account");
    }

    [Fact]
    public async Task The_first_of_all_can_order_on_every_account_whatever_was_asked()
    {
        await using var database = await TestDatabase.CreateAsync();
        var authority = await database.Given.ResponsibleBodyAsync();

        var invited = (await InviteAsync(database, await database.Given.SupportAsync(), Of(authority), Dee())).Value;

        invited.OrdersOn.ShouldBe([Account.Education, Account.SocialCare]);
        (await SentAsync(database)).ShouldHaveSingleItem().Body.ShouldContain("and say which colleagues can order.");
    }

    [Fact]
    public async Task Only_an_organisations_own_people_and_support_invite()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body);
        var onlooker = await database.Given.SchoolUserAsync(school, orders: false);
        Viewer[] strangers =
        [
            await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()),
            await database.Given.ResponsibleBodyUserAsync(body),
            await database.Given.SupplierUserAsync(),
            Viewer.Supplier,
        ];

        foreach (var stranger in strangers)
        {
            (await InviteAsync(database, stranger, Of(school), Dee())).Refusals.ShouldBe([new NotFound()], stranger.Name);
            (await database.Get<InvitationService>().WhyNotAsync(stranger, Of(school), Dee())).ShouldBe([new NotFound()], stranger.Name);
            (await AgainAsync(database, stranger, Of(school), onlooker.UserId!.Value)).Refusals.ShouldBe([new NotFound()], stranger.Name);
        }

        (await InviteAsync(database, onlooker, Of(school), Dee())).Refusals.ShouldBeEmpty();
        await database.ReadAsync(db => db.Memberships.Where(m => m.UserId == onlooker.UserId).ExecuteDeleteAsync());
        (await InviteAsync(database, onlooker, Of(school), Dee() with { Person = new() { Name = "Eve Stone", EmailAddress = "eve@school.example.net" } })).Refusals
            .ShouldBe([new NotFound()], "who was removed meanwhile is not one of its people any more");
    }

    [Fact]
    public async Task What_is_typed_wrong_is_said_all_at_once_and_nobody_is_added()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        var wrong = new Invitation { Person = new() { Name = " x ", EmailAddress = "x@d", Telephone = "ask at the desk" } };

        (await InviteAsync(database, ada, Of(school), wrong)).Refusals.ShouldBe([new NotAPersonsName(), new NotAnEmailAddress(), new NotATelephoneNumber()]);

        (await database.ReadAsync(db => db.Memberships.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_invitation_is_part_of_a_larger_write_and_fails_with_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);

        var result = await database.Get<WriteTransactions>().RunAsync<bool>(ada, async write =>
        {
            (await write.InviteAsync(Of(school), Dee())).Value.Name.ShouldBe("Dee Low");
            return new NotAllowed("finish");
        });

        result.Refused.ShouldBeTrue();
        (await database.ReadAsync(db => db.Users.CountAsync(u => u.FullName == "Dee Low"))).ShouldBe(0);
        (await SentAsync(database)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_who_are_invited_to_the_last_place_at_once_one_orders(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        for (var round = 0; round < 5; round++)
        {
            var school = await database.Given.SchoolAsync();
            var (ada, ben) = (await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(school));

            var answers = await Task.WhenAll(
                Task.Run(() => InviteAsync(database, ada, Of(school), New(Account.Education))), Task.Run(() => InviteAsync(database, ben, Of(school), New(Account.Education))));

            answers.Count(answer => answer.Value.OrdersOn.Count == 1).ShouldBe(1);
            answers.Single(answer => answer.Value.OrdersOn.Count == 0).Value.NotOrdering.ShouldHaveSingleItem().ShouldBeOfType<NobodyElseCanOrder>().Names.Count.ShouldBe(3);
            (await database.Get<PeopleReader>().OfSchoolAsync(ada, school.Urn)).ShouldNotBeNull().WhoOrders(Account.Education).Count().ShouldBe(3);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_who_invite_the_same_person_at_once_one_does_and_two_schools_both_do(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, other) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var (ada, ben, eve) = (await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(other));
        var invitation = New();

        var answers = await Task.WhenAll(
            Task.Run(() => InviteAsync(database, ada, Of(school), invitation)),
            Task.Run(() => InviteAsync(database, ben, Of(school), invitation)),
            Task.Run(() => InviteAsync(database, eve, Of(other), invitation)));

        answers[2].Refusals.ShouldBeEmpty();
        answers.Take(2).Count(answer => !answer.Refused).ShouldBe(1);
        answers.Take(2).Single(answer => answer.Refused).Refusals.ShouldHaveSingleItem().ShouldBeOfType<AlreadyHere>();
        (await database.ReadAsync(db => db.Users.CountAsync(u => u.EmailAddress == invitation.Person.EmailAddress))).ShouldBe(1);
    }

    [Fact]
    public async Task An_invitation_is_sent_again_to_who_has_not_signed_in_but_not_at_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        var dee = (await InviteAsync(database, ada, Of(school), Dee())).Value.UserId;

        (await AgainAsync(database, ada, Of(school), dee)).Refusals.ShouldBe([new InvitedJustNow("Dee Low", database.Clock.Now + InvitationRules.BetweenInvitations)]);
        database.Clock.Advance(InvitationRules.BetweenInvitations);
        (await AgainAsync(database, ada, Of(school), dee)).Value.ShouldBe("Dee Low");
        (await AgainAsync(database, ada, Of(school), dee)).Refusals.Single().ShouldBeOfType<InvitedJustNow>();

        (await SentAsync(database)).Count.ShouldBe(2);
        (await HistoryAsync(database))[^1].What.ShouldBe(HistoryKind.PersonInvitedAgain);
        await database.ReadAsync(db => db.Users.Where(u => u.Id == dee).ExecuteUpdateAsync(u => u.SetProperty(x => x.LastSignedInAt, database.Clock.Now)));
        database.Clock.Advance(InvitationRules.BetweenInvitations);
        (await AgainAsync(database, ada, Of(school), dee)).Refusals.ShouldBe([new HasSignedIn("Dee Low")]);
    }

    [Fact]
    public async Task Whoever_was_removed_before_the_email_left_gets_none()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        var dee = (await InviteAsync(database, ada, Of(school), Dee())).Value.UserId;

        (await database.Get<WhoOrdersService>().RemoveAsync(ada, Of(school), dee)).Value.ShouldBeTrue();

        (await SentAsync(database)).ShouldBeEmpty();
    }

    private static OrganisationId Of(School school) => OrganisationId.School(school.Id);

    private static OrganisationId Of(ResponsibleBody body) => OrganisationId.ResponsibleBody(body.Id);

    private static Invitation Of(Viewer person, params Account[] ordersOn) =>
        new() { Person = new() { Name = person.Name, EmailAddress = person.EmailAddress }, OrdersOn = ordersOn };

    private static Invitation Dee(params Account[] ordersOn) => new()
    {
        Person = new() { Name = " Dee  Low ", EmailAddress = "Dee.Low@School.example.net", Telephone = "01632  960 001" },
        OrdersOn = ordersOn,
    };

    private static Invitation New(params Account[] ordersOn) => new() { Person = new() { Name = "Some One", EmailAddress = $"{Guid.NewGuid():N}@example.net" }, OrdersOn = ordersOn };

    private static Task<Result<Invited>> InviteAsync(TestDatabase database, Viewer by, OrganisationId organisation, Invitation invitation) =>
        database.Get<InvitationService>().InviteAsync(by, organisation, invitation);

    private static Task<Result<string>> AgainAsync(TestDatabase database, Viewer by, OrganisationId organisation, int userId) =>
        database.Get<InvitationService>().InviteAgainAsync(by, organisation, userId);

    private static async Task<List<(HistoryKind What, string? Detail, string Who, int? School)>> HistoryAsync(TestDatabase database) =>
        [.. (await database.ReadAsync(db => db.History.AsNoTracking().OrderBy(e => e.Id).ToListAsync())).Select(e => (e.What, e.Detail, e.Who, e.SchoolId))];

    /// <summary>Sends what waits for people, as the outbox does, and says what has arrived.</summary>
    private static async Task<IReadOnlyList<EmailMessage>> SentAsync(TestDatabase database)
    {
        var sender = database.Services.GetServices<IOutboxSender>().Single(s => s.Kind == InvitationMessage.Kind);
        var earlier = database.Get<TestMailbox>().Sent.Count;
        foreach (var message in await database.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.Kind == InvitationMessage.Kind).OrderBy(m => m.Id).ToListAsync()))
        {
            await sender.SendAsync(message, default);
        }

        return [.. database.Get<TestMailbox>().Sent.Skip(earlier)];
    }
}
