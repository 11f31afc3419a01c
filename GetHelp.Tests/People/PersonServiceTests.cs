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

namespace GetHelp.Tests.People;

public sealed class PersonServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Old_and_new_are_kept_in_the_history_of_each_organisation(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, other) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        await JoinAsync(database, ada, other);
        var live = database.Get<LiveUpdates>();

        (await ChangeAsync(database, ada, Of(school), ada, d => d with { Name = "Ada  Hill-Marsh", Telephone = "" })).Value.ShouldBeTrue();

        const string Detail = "Ada Hill. Name: Ada Hill to Ada Hill-Marsh. Telephone: 01234 567890 to none";
        (await database.ReadAsync(db => db.History.AsNoTracking().OrderBy(e => e.SchoolId).ToListAsync())).Select(e => (e.What, e.Detail, e.Who, e.SchoolId))
            .ShouldBe([(HistoryKind.PersonChanged, Detail, "Ada Hill", school.Id), (HistoryKind.PersonChanged, Detail, "Ada Hill", other.Id)]);
        live.ChangeOf(Topic.PeopleOfSchool(other.Id)).ShouldBeGreaterThan(0);
        live.ChangeOf(Topic.Person(ada.UserId!.Value)).ShouldBeGreaterThan(0);
        (await ViewerAsync(database, ada)).Name.ShouldBe("Ada Hill-Marsh");
        database.Get<TestMailbox>().Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_so_already_changes_nothing_and_tells_nobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);

        (await ChangeAsync(database, ada, Of(school), ada, d => d, (Account.Education, true))).Value.ShouldBeFalse();

        (await database.ReadAsync(db => db.History.CountAsync())).ShouldBe(0);
        (await database.ReadAsync(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Another_address_makes_earlier_links_worthless_and_both_addresses_hear_of_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        var ben = await database.Given.SchoolUserAsync(school, name: "Ben Okoro");
        var signIn = database.Get<SignInService>();
        await signIn.RequestLinkAsync(new() { EmailAddress = ben.EmailAddress });
        await SendAsync(database, SignInLinkMessage.Kind);
        (await signIn.UseLinkAsync(new() { Secret = SecretIn(database.Get<TestMailbox>().Sent.Single()), SaysWhoAsked = true })).Refusals.ShouldBeEmpty();
        await signIn.RequestLinkAsync(new() { EmailAddress = ben.EmailAddress });
        await SendAsync(database, SignInLinkMessage.Kind);
        var secret = SecretIn(database.Get<TestMailbox>().Sent[^1]);
        (await signIn.CheckLinkAsync(new() { Secret = secret })).Refusals.ShouldBeEmpty();
        await signIn.RequestLinkAsync(new() { EmailAddress = ben.EmailAddress });

        (await ChangeAsync(database, ada, Of(school), ben, d => d with { EmailAddress = "Ben@School.example.net" })).Value.ShouldBeTrue();

        (await signIn.CheckLinkAsync(new() { Secret = secret })).Refusals.ShouldBe([new LinkNotRecognised()]);
        await SendAsync(database, SignInLinkMessage.Kind);
        await SendAsync(database, EmailSender.MessageKind);
        var sent = database.Get<TestMailbox>().Sent.Skip(2).ToList();
        sent.Select(email => (email.To, email.Subject)).ShouldBe(
            [(ben.EmailAddress, "You no longer sign in with this email address"), ("ben@school.example.net", "You sign in with this email address from now on")],
            "the link that had not been sent yet is not sent any more");
        sent.ShouldAllBe(email => email.Body.Contains("Ada Hill has changed the email address", StringComparison.Ordinal));
        (await signIn.RequestLinkAsync(new() { EmailAddress = "ben@school.example.net" })).Refusals.ShouldBeEmpty();
        (await signIn.RequestLinkAsync(new() { EmailAddress = ben.EmailAddress })).Refusals.ShouldBe([new EmailNotRecognised(ben.EmailAddress)]);
    }

    [Fact]
    public async Task The_invitation_of_who_was_never_here_follows_them_to_the_right_address()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School");
        var ada = await database.Given.SchoolUserAsync(school);
        var ben = await database.Given.SchoolUserAsync(school);

        await ChangeAsync(database, ada, Of(school), ben, d => d with { EmailAddress = "right@example.net" });

        await SendAsync(database, EmailSender.MessageKind);
        await SendAsync(database, InvitationMessage.Kind);
        var sent = database.Get<TestMailbox>().Sent;
        sent.Select(email => (email.To, email.Subject)).ShouldBe(
            [(ben.EmailAddress, "You no longer sign in with this email address"), ("right@example.net", "Rowan School: your invitation to Get help with technology")]);
        sent[0].Body.ShouldNotContain("right@example.net");
    }

    [Fact]
    public async Task Nobody_takes_anothers_address()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        var stranger = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());

        (await ChangeAsync(database, ada, Of(school), ada, d => d with { EmailAddress = stranger.EmailAddress.ToUpperInvariant() })).Refusals
            .ShouldBe([new AddressTaken(stranger.EmailAddress)]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_who_take_one_address_at_once_one_does(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, other) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var (ada, ben) = (await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(other));

        var answers = await Task.WhenAll(
            Task.Run(() => ChangeAsync(database, ada, Of(school), ada, d => d with { EmailAddress = "wanted@example.net" })),
            Task.Run(() => ChangeAsync(database, ben, Of(other), ben, d => d with { EmailAddress = "wanted@example.net" })));

        answers.Count(answer => !answer.Refused).ShouldBe(1);
        answers.Single(answer => answer.Refused).Refusals.ShouldBe([new AddressTaken("wanted@example.net")]);
    }

    [Fact]
    public async Task A_name_and_an_address_are_changed_by_whoever_could_remove_the_person()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School");
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        var ben = await database.Given.SchoolUserAsync(school, name: "Ben Okoro");
        var onlooker = await database.Given.SchoolUserAsync(school, orders: false, name: "Cy Marsh");
        var elsewhere = await database.Given.SchoolUserAsync(school, orders: false, name: "Dee Low");
        await JoinAsync(database, elsewhere, await database.Given.SchoolAsync());
        var support = await database.Given.SupportAsync();

        (Viewer By, Viewer Who, Refusal? Says)[] table =
        [
            (ada, ben, null),
            (ben, ada, new FirstPersonChangesThemselves("Ada Hill")),
            (ada, ada, null),
            (ben, onlooker, null),
            (onlooker, ben, new NotYoursToSay("Rowan School", ["Ada Hill", "Ben Okoro"])),
            (onlooker, onlooker, null),
            (ada, elsewhere, new BelongsElsewhereToo("Dee Low")),
            (elsewhere, elsewhere, null),
            (support, elsewhere, null),
            (support, ada, null),
        ];
        foreach (var (by, who, says) in table)
        {
            var renamed = await ChangeAsync(database, by, Of(school), who, d => d with { Name = d.Name + "!" });
            if (says is null)
            {
                renamed.Value.ShouldBeTrue($"{by.Name} renames {who.Name}");
                (await ChangeAsync(database, support, Of(school), who, d => d with { Name = who.Name })).Value.ShouldBeTrue();
            }
            else
            {
                renamed.Refusals.ShouldHaveSingleItem().Message.ShouldBe(says.Message, $"{by.Name} renames {who.Name}");
                (await ChangeAsync(database, by, Of(school), who, d => d with { EmailAddress = "taken.over@example.net" })).Refusals.ShouldHaveSingleItem().Message.ShouldBe(says.Message);
            }

            (await ChangeAsync(database, by, Of(school), who, d => d with { Telephone = $"01632 960 {Random.Shared.Next(100, 999)}" })).Refusals
                .ShouldBeEmpty("everybody keeps telephone numbers up to date");
        }
    }

    [Fact]
    public async Task Nobody_changes_the_people_of_another_organisation()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body);
        var ada = await database.Given.SchoolUserAsync(school);
        var stranger = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());

        foreach (var by in new[] { stranger, await database.Given.ResponsibleBodyUserAsync(body), await database.Given.SupplierUserAsync() })
        {
            (await ChangeAsync(database, by, Of(school), ada, d => d with { Telephone = "01632 960 009" })).Refusals.ShouldBe([new NotFound()], by.Name);
        }

        (await ChangeAsync(database, ada, Of(school), stranger, d => d with { Telephone = "01632 960 009" })).Refusals.ShouldBe([new NotFound()]);
    }

    [Fact]
    public async Task Ordering_is_changed_with_the_rest_or_nothing_is()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School");
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        var ben = await database.Given.SchoolUserAsync(school, name: "Ben Okoro");
        var cy = await database.Given.SchoolUserAsync(school, name: "Cy Marsh");
        var dee = await database.Given.SchoolUserAsync(school, orders: false, name: "Dee Low");

        (await ChangeAsync(database, ada, Of(school), dee, d => d with { Name = "Dee Lowe" }, (Account.Education, true))).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NobodyElseCanOrder>();
        (await ViewerAsync(database, dee)).Name.ShouldBe("Dee Low");
        (await ChangeAsync(database, ada, Of(school), cy, d => d, (Account.Education, false))).Value.ShouldBeTrue();
        (await ChangeAsync(database, ada, Of(school), dee, d => d with { Name = "Dee Lowe" }, (Account.Education, true))).Value.ShouldBeTrue();

        (await ViewerAsync(database, dee)).OrdersForSchoolIds.ShouldBe([school.Id]);
        (await ChangeAsync(database, ben, Of(school), ada, d => d, (Account.Education, false))).Refusals.ShouldBe([new FirstPersonAlwaysOrders("Ada Hill", "Rowan School")]);
    }

    [Fact]
    public async Task What_somebody_left_alone_is_not_changed_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        var before = await DetailsAsync(database, ada);

        await ChangeAsync(database, ada, Of(school), ada, d => d with { EmailAddress = "ada@example.net" });
        (await database.Get<PersonService>().ChangeAsync(ada, Of(school), ada.UserId!.Value, new() { Before = before, Details = before with { Telephone = "01632 960 004" } })).Value.ShouldBeTrue();

        var now = await DetailsAsync(database, ada);
        (now.EmailAddress, now.Telephone).ShouldBe(("ada@example.net", "01632 960 004"));
    }

    private static OrganisationId Of(School school) => OrganisationId.School(school.Id);

    private static async Task<Result<bool>> ChangeAsync(
        TestDatabase database, Viewer by, OrganisationId organisation, Viewer who, Func<PersonDetails, PersonDetails> change, params (Account Account, bool May)[] orders)
    {
        var before = await DetailsAsync(database, who);
        return await database.Get<PersonService>().ChangeAsync(by, organisation, who.UserId!.Value, new()
        {
            Before = before,
            Details = change(before),
            Orders = orders.ToDictionary(order => order.Account, order => order.May),
        });
    }

    private static async Task<PersonDetails> DetailsAsync(TestDatabase database, Viewer who)
    {
        var now = await ViewerAsync(database, who);
        return new() { Name = now.Name, EmailAddress = now.EmailAddress, Telephone = now.Telephone ?? "" };
    }

    private static async Task<Viewer> ViewerAsync(TestDatabase database, Viewer person) =>
        (await database.Get<Viewers>().FindAsync(person.UserId!.Value)).ShouldNotBeNull();

    private static async Task JoinAsync(TestDatabase database, Viewer person, School school)
    {
        await using var db = database.Open();
        db.Memberships.Add(new() { UserId = person.UserId!.Value, SchoolId = school.Id });
        await db.SaveChangesAsync();
    }

    private static string SecretIn(EmailMessage email) => email.Body.Split("secret=")[1].Split(['\n', '&'])[0].Trim();

    private static async Task SendAsync(TestDatabase database, string kind)
    {
        var sender = database.Services.GetServices<IOutboxSender>().Single(s => s.Kind == kind);
        foreach (var message in await database.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.Kind == kind).OrderBy(m => m.Id).ToListAsync()))
        {
            await sender.SendAsync(message, default);
        }
    }
}
