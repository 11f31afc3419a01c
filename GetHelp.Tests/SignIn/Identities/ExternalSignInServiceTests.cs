using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.People;
using GetHelp.Core.SignIn.Identities;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.Identities;

public sealed class ExternalSignInServiceTests
{
    private const string Provider = "Example Sign-in";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_account_joins_by_its_verified_address_once_and_signs_in_by_its_subject_from_then_on(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();

        (await SignInAsync(database, Account(person))).Value.UserId.ShouldBe(person.UserId);
        (await SignInAsync(database, Account(person) with { EmailAddress = "another@example.org", IsEmailVerified = false })).Value.UserId.ShouldBe(person.UserId);

        var identity = await database.ReadAsync(db => db.ExternalIdentities.SingleAsync());
        (identity.UserId, identity.Issuer, identity.Subject).ShouldBe((person.UserId!.Value, "https://provider.example.org", "subject-1"));
        var user = await database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == person.UserId));
        user.SignInCount.ShouldBe(2);
        user.EmailAddress.ShouldBe(person.EmailAddress, "what the provider calls them changes nothing here");
        user.FullName.ShouldBe(person.Name);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_accounts_with_one_address_at_once_one_joins(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => SignInAsync(database, Account(person) with { Subject = $"subject-{i}" })));

        answers.Count(answer => !answer.Refused).ShouldBe(1);
        answers.Where(answer => answer.Refused).ShouldAllBe(answer => answer.Refusals.Single() is AnotherAccountJoined);
        (await database.ReadAsync(db => db.ExternalIdentities.CountAsync())).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task One_account_that_signs_in_twice_at_once_joins_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(_ => SignInAsync(database, Account(person))));

        answers.ShouldAllBe(answer => !answer.Refused);
        (await database.ReadAsync(db => db.History.CountAsync(h => h.What == HistoryKind.IdentityJoined))).ShouldBe(1);
    }

    [Fact]
    public async Task Joining_is_kept_in_history_without_the_subject_and_the_person_is_told()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();

        await SignInAsync(database, Account(person) with { Name = "Somebody\r\nElse" });
        await SignInAsync(database, Account(person));

        var joined = await database.ReadAsync(db => db.History.SingleAsync(h => h.What == HistoryKind.IdentityJoined));
        (joined.UserId, joined.Who, joined.Detail).ShouldBe((person.UserId, person.Name, Provider));
        var signedIn = await database.ReadAsync(db => db.History.Where(h => h.What == HistoryKind.SignedIn).ToListAsync());
        signedIn.ConvertAll(h => h.Detail).ShouldBe([$"With {Provider}", $"With {Provider}"]);
        var letter = (await database.ReadAsync(db => db.Outbox.SingleAsync())).Payload;
        letter.ShouldContain(person.EmailAddress);
        letter.ShouldContain("Somebody Else");
        letter.ShouldNotContain("subject-1");
    }

    [Fact]
    public async Task Nobody_is_created_for_an_address_that_nobody_has()
    {
        await using var database = await TestDatabase.CreateAsync();
        var known = await database.Given.SupportAsync();

        (await SignInAsync(database, Account(known) with { EmailAddress = "stranger@example.org" })).Refusals.ShouldBe([new PersonNotKnown(Provider)]);

        (await database.ReadAsync(db => db.Users.CountAsync())).ShouldBe(1);
        (await database.ReadAsync(db => db.ExternalIdentities.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("not an address", true)]
    [InlineData("{known}", false)]
    public async Task An_address_that_the_provider_did_not_make_sure_of_finds_nobody(string? address, bool verified)
    {
        await using var database = await TestDatabase.CreateAsync();
        var known = await database.Given.SupportAsync();
        var account = Account(known) with { EmailAddress = address?.Replace("{known}", known.EmailAddress), IsEmailVerified = verified };

        (await SignInAsync(database, account)).Refusals.ShouldBe([new AddressNotVerified(Provider)]);
    }

    [Fact]
    public async Task A_second_account_of_the_same_provider_does_not_join_and_one_of_another_provider_does()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        await SignInAsync(database, Account(person));

        (await SignInAsync(database, Account(person) with { Subject = "subject-2" })).Refusals.ShouldBe([new AnotherAccountJoined(Provider)]);
        (await SignInAsync(database, Account(person) with { Issuer = "https://other.example.org" })).Value.UserId.ShouldBe(person.UserId);
    }

    [Fact]
    public async Task A_subject_of_another_provider_is_somebody_else()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (one, other) = (await database.Given.SupportAsync(), await database.Given.SupportAsync());
        await SignInAsync(database, Account(one));

        (await SignInAsync(database, Account(other) with { Issuer = "https://other.example.org" })).Value.UserId.ShouldBe(other.UserId);
    }

    [Fact]
    public async Task Somebody_who_was_removed_is_refused_by_account_and_by_address()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (joined, never) = (await database.Given.SupportAsync(), await database.Given.SupportAsync());
        await SignInAsync(database, Account(joined));
        await database.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, database.Clock.Now)));

        (await SignInAsync(database, Account(joined))).Refusals.ShouldBe([new AccessEnded()]);
        (await SignInAsync(database, Account(never) with { Subject = "subject-2" })).Refusals.ShouldBe([new AccessEnded()]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Where_a_colleague_changes_the_address_the_old_ones_account_signs_in_no_more(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var (head, teacher) = (await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(school));
        await SignInAsync(database, Account(teacher));
        var before = new PersonDetails { Name = teacher.Name, EmailAddress = teacher.EmailAddress, Telephone = teacher.Telephone! };

        var changed = await database.Get<PersonService>().ChangeAsync(
            head, OrganisationId.School(school.Id), teacher.UserId!.Value, new() { Before = before, Details = before with { EmailAddress = "right@example.org" } });

        changed.Refused.ShouldBeFalse();
        (await SignInAsync(database, Account(teacher))).Refusals.ShouldBe([new PersonNotKnown(Provider)]);
        (await SignInAsync(database, Account(teacher) with { Subject = "subject-2", EmailAddress = "right@example.org" })).Value.UserId.ShouldBe(teacher.UserId);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Support_forgets_an_account_so_that_another_can_join(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, person) = (await database.Given.SupportAsync(), await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()));
        await SignInAsync(database, Account(person));
        var session = await database.Get<SessionService>().StartAsync(person, SignInWay.OpenIdConnect);

        (await database.Get<ExternalSignInService>().ForgetAsync(person, person.UserId!.Value)).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await database.Get<ExternalSignInService>().ForgetAsync(agent, person.UserId!.Value)).Value.ShouldBeTrue();
        (await database.Get<ExternalSignInService>().ForgetAsync(agent, person.UserId!.Value)).Value.ShouldBeFalse();

        (await database.Get<SessionReader>().FindAsync(session))!.End.ShouldBe(SessionEnd.EndedElsewhere);
        (await SignInAsync(database, Account(person) with { Subject = "subject-2" })).Value.UserId.ShouldBe(person.UserId);
        var forgotten = await database.ReadAsync(db => db.History.SingleAsync(h => h.What == HistoryKind.IdentityForgotten));
        (forgotten.UserId, forgotten.PersonId).ShouldBe((agent.UserId, person.UserId));
    }

    [Theory]
    [InlineData("", "s")]
    [InlineData("https://provider.example.org", "")]
    [InlineData("https://provider.example.org", "a\0b")]
    [InlineData("https://provider.example.org", "{256}")]
    [InlineData("{501}", "s")]
    public void An_account_that_cannot_be_kept_is_not_whole(string issuer, string subject) =>
        new ProviderAccount { Provider = Provider, Issuer = Long(issuer), Subject = Long(subject) }.IsWhole.ShouldBeFalse();

    private static string Long(string text) => text.StartsWith('{') ? new string('x', int.Parse(text.Trim('{', '}'))) : text;

    private static Task<Result<Viewer>> SignInAsync(TestDatabase database, ProviderAccount account) => database.Get<ExternalSignInService>().SignInAsync(account);

    private static ProviderAccount Account(Viewer person) => new()
    {
        Provider = Provider,
        Issuer = "https://provider.example.org",
        Subject = "subject-1",
        EmailAddress = person.EmailAddress,
        IsEmailVerified = true,
    };
}
