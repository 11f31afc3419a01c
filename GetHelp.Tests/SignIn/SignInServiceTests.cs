using System.Text.RegularExpressions;
using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn;

public sealed partial class SignInServiceTests
{
    /// <summary>The browser in which links are asked for and opened, unless a test is about another one.</summary>
    private static readonly SignInSecret Here = SignInSecret.New();

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_link_signs_its_person_in_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();
        var secret = await LinkAsync(database, person);

        (await UseAsync(database, secret)).Value.Person.UserId.ShouldBe(person.UserId);
        (await UseAsync(database, secret)).Refusals.ShouldBe([new LinkUsed(person.UserId!.Value)]);

        var user = await database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == person.UserId));
        user.SignInCount.ShouldBe(1);
        user.LastSignedInAt.ShouldBe(database.Clock.Now);
        var entry = await database.ReadAsync(db => db.History.SingleAsync(h => h.What == HistoryKind.SignedIn));
        entry.UserId.ShouldBe(person.UserId);
        entry.Who.ShouldBe(person.Name);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_link_used_by_ten_at_once_signs_one_in(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var secret = await LinkAsync(database, await database.Given.SupportAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => UseAsync(database, secret)));

        answers.Count(answer => !answer.Refused).ShouldBe(1);
        answers.Where(answer => answer.Refused).ShouldAllBe(answer => answer.Refusals.Single() is LinkUsed);
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it_up()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        var secret = await LinkAsync(database, person);

        (await CheckAsync(database, secret)).Value.Person.Name.ShouldBe(person.Name);
        (await CheckAsync(database, secret)).Refused.ShouldBeFalse();

        (await UseAsync(database, secret)).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_works_for_thirty_minutes_from_when_it_was_sent()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        await AskAsync(database, person.EmailAddress);
        database.Clock.Advance(TimeSpan.FromHours(2)); // the mail server was down
        var secret = SecretIn(await SendAsync(database));

        database.Clock.Advance(TimeSpan.FromMinutes(30));
        (await CheckAsync(database, secret)).Refused.ShouldBeFalse();

        database.Clock.Advance(TimeSpan.FromSeconds(1));
        (await CheckAsync(database, secret)).Refusals.ShouldBe([new LinkExpired(person.UserId!.Value)]);
        (await UseAsync(database, secret)).Refusals.ShouldBe([new LinkExpired(person.UserId!.Value)]);
    }

    [Fact]
    public async Task A_newer_link_takes_the_place_of_an_older_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        var older = await LinkAsync(database, person);
        var newer = await LinkAsync(database, person);

        (await UseAsync(database, older)).Refusals.ShouldBe([new LinkReplaced()]);
        (await UseAsync(database, newer)).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task A_late_message_of_an_older_request_is_not_sent_and_leaves_the_newer_link_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        await AskAsync(database, person.EmailAddress);
        var late = await LastMessageAsync(database);
        var newer = await LinkAsync(database, person);

        await Sender(database).SendAsync(late, default);

        database.Get<TestMailbox>().Sent.Count.ShouldBe(1);
        (await UseAsync(database, newer)).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task A_message_that_only_seemed_to_fail_is_not_sent_again_once_its_link_was_used()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        var mailbox = database.Get<TestMailbox>();
        await AskAsync(database, person.EmailAddress);
        var message = await LastMessageAsync(database);

        mailbox.FailsAfterSending = true;
        await Should.ThrowAsync<TimeoutException>(() => Sender(database).SendAsync(message, default));
        await UseAsync(database, SecretIn(mailbox.Sent.Single().Body));
        mailbox.FailsAfterSending = false;
        await Sender(database).SendAsync(message, default);

        mailbox.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Neither_the_outbox_nor_the_database_holds_the_secret()
    {
        await using var database = await TestDatabase.CreateAsync();
        var secret = await LinkAsync(database, await database.Given.SupportAsync());

        var link = await database.ReadAsync(db => db.MagicLinks.SingleAsync());
        link.SecretHash!.Length.ShouldBe(32);
        System.Text.Encoding.ASCII.GetString(link.SecretHash).ShouldNotContain(secret);
        (await LastMessageAsync(database)).Payload.ShouldNotContain(secret);
        SignInSecret.TryParse(secret, out var parsed).ShouldBeTrue();
        $"{parsed}".ShouldBe("(secret)");
    }

    [Fact]
    public async Task The_address_may_be_typed_in_capitals_and_with_spaces_around_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();

        var asked = await AskAsync(database, $"  {person.EmailAddress.ToUpperInvariant()} ");

        asked.Value.EmailAddress.Value.ShouldBe(person.EmailAddress);
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_address_that_nobody_has()
    {
        await using var database = await TestDatabase.CreateAsync();

        (await AskAsync(database, "nobody@example.org")).Refusals.ShouldBe([new EmailNotRecognised("nobody@example.org")]);

        (await database.ReadAsync(db => db.Outbox.CountAsync())).ShouldBe(0);
        (await database.ReadAsync(db => db.MagicLinks.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("a@b@example.org")]
    public async Task What_cannot_be_an_address_is_refused_before_anybody_is_looked_for(string? typed)
    {
        await using var database = await TestDatabase.CreateAsync();

        (await AskAsync(database, typed)).Refusals.ShouldBe([new NotAnEmailAddress()]);
    }

    [Fact]
    public async Task A_person_who_was_removed_can_neither_ask_for_a_link_nor_use_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        var secret = await LinkAsync(database, person);
        await database.ReadAsync(db => db.Users.Where(u => u.Id == person.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, database.Clock.Now)));

        (await AskAsync(database, person.EmailAddress)).Refusals.ShouldBe([new EmailNotRecognised(person.EmailAddress)]);
        (await UseAsync(database, secret)).Refusals.ShouldBe([new LinkNotRecognised()]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0000000000000000000000000000000000000000000")]
    [InlineData("' OR 1=1 --                                ")]
    public async Task A_secret_that_was_never_sent_is_not_recognised(string? secret)
    {
        await using var database = await TestDatabase.CreateAsync();
        await LinkAsync(database, await database.Given.SupportAsync());

        (await UseAsync(database, secret)).Refusals.ShouldBe([new LinkNotRecognised()]);
    }

    [Fact]
    public async Task A_link_with_one_letter_changed_is_not_recognised()
    {
        await using var database = await TestDatabase.CreateAsync();
        var secret = await LinkAsync(database, await database.Given.SupportAsync());
        var edited = (secret[0] == 'A' ? 'B' : 'A') + secret[1..];

        (await UseAsync(database, edited)).Refusals.ShouldBe([new LinkNotRecognised()]);
        (await UseAsync(database, secret)).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task The_link_leads_on_to_the_page_that_was_asked_for()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        await AskAsync(database, person.EmailAddress, "/orders/GHT-000123?a=b&c=d");

        var body = await SendAsync(database);

        body.ShouldContain("https://portal.example.org/sign-in/link?secret=");
        body.ShouldContain("&returnUrl=%2Forders%2FGHT-000123%3Fa%3Db%26c%3Dd");
    }

    private static SignInService Service(TestDatabase database) => database.Get<SignInService>();

    private static Task<Result<LinkAsked>> AskAsync(TestDatabase database, string? emailAddress, string? returnUrl = null) =>
        Service(database).RequestLinkAsync(new() { EmailAddress = emailAddress, ReturnUrl = returnUrl, Browser = Here });

    private static Task<Result<OpenedLink>> CheckAsync(TestDatabase database, string? secret) => Service(database).CheckLinkAsync(new() { Secret = secret, Browser = Here });

    private static Task<Result<UsedLink>> UseAsync(TestDatabase database, string? secret) => Service(database).UseLinkAsync(new() { Secret = secret, Browser = Here });

    private static IOutboxSender Sender(TestDatabase database) =>
        database.Services.GetServices<IOutboxSender>().Single(sender => sender.Kind == SignInLinkMessage.Kind);

    private static async Task<string> LinkAsync(TestDatabase database, Viewer person)
    {
        (await AskAsync(database, person.EmailAddress)).Refused.ShouldBeFalse();
        return SecretIn(await SendAsync(database));
    }

    /// <summary>Sends the newest message of the outbox and answers with the e-mail's text.</summary>
    private static async Task<string> SendAsync(TestDatabase database)
    {
        await Sender(database).SendAsync(await LastMessageAsync(database), default);
        return database.Get<TestMailbox>().Sent[^1].Body;
    }

    private static Task<OutboxMessage> LastMessageAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Outbox.AsNoTracking().OrderByDescending(m => m.Id).FirstAsync());

    private static string SecretIn(string body) => Secret().Match(body).Groups["secret"].Value;

    [GeneratedRegex("secret=(?<secret>[^&\\s]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
