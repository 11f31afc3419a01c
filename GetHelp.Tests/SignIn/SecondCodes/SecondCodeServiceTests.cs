using System.Text.RegularExpressions;
using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Core.SignIn.SecondCodes;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.SecondCodes;

public sealed partial class SecondCodeServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_link_and_the_code_after_it_sign_in_once(DatabaseProvider provider)
    {
        await using var database = await StartAsync(provider);
        var agent = await database.Given.SupportAsync();
        var awaited = await UseLinkAsync(database, agent);
        (await SignInsAsync(database)).ShouldBe(0, "the link alone is not enough");
        var code = await SendCodeAsync(database);

        (await Codes(database).UseAsync(awaited, code)).Value.UserId.ShouldBe(agent.UserId);
        (await Codes(database).UseAsync(awaited, code)).Refusals.ShouldBe([new NoCodeAwaited()]);

        (await SignInsAsync(database)).ShouldBe(1);
        var entry = await database.ReadAsync(db => db.History.SingleAsync(h => h.What == HistoryKind.SignedIn));
        (entry.UserId, entry.Who, entry.Detail).ShouldBe((agent.UserId, agent.Name, "With a link and a code"));
    }

    [Fact]
    public async Task Whoever_names_support_names_its_third_line()
    {
        await using var database = await StartAsync();

        (await LinkAsync(database, await database.Given.ThirdLineAsync())).Value.Code.ShouldNotBeNull();
    }

    [Fact]
    public async Task Other_roles_need_no_code()
    {
        await using var database = await StartAsync();
        var teacher = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());

        var used = await LinkAsync(database, teacher);

        used.Value.Code.ShouldBeNull();
        (await database.ReadAsync(db => db.SecondCodes.CountAsync())).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Five_wrong_codes_at_once_are_five_and_then_the_right_one_is_too_late(DatabaseProvider provider)
    {
        await using var database = await StartAsync(provider);
        var awaited = await UseLinkAsync(database, await database.Given.SupportAsync());
        var code = await SendCodeAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Codes(database).UseAsync(awaited, Other(code))));

        answers.Select(answer => answer.Refusals.Single()).OfType<CodeWrong>().Select(wrong => wrong.TriesLeft).Order().ShouldBe([1, 2, 3, 4]);
        answers.Count(answer => answer.Refusals.Single() is CodeTriedTooOften).ShouldBe(8);
        (await Codes(database).UseAsync(awaited, code)).Refusals.ShouldBe([new CodeTriedTooOften()]);
        (await Codes(database).FindAsync(awaited)).Refusals.ShouldBe([new CodeTriedTooOften()]);
        (await Codes(database).SendAgainAsync(awaited)).Refusals.ShouldBe([new CodeTriedTooOften()]);
        (await SignInsAsync(database)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_code_that_is_typed_ten_times_at_once_signs_in_once(DatabaseProvider provider)
    {
        await using var database = await StartAsync(provider);
        var awaited = await UseLinkAsync(database, await database.Given.SupportAsync());
        var code = await SendCodeAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Codes(database).UseAsync(awaited, code)));

        answers.Count(answer => !answer.Refused).ShouldBe(1);
        (await SignInsAsync(database)).ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_code_uses_nothing_up_but_a_try()
    {
        await using var database = await StartAsync();
        var awaited = await UseLinkAsync(database, await database.Given.SupportAsync());
        var code = await SendCodeAsync(database);

        (await Codes(database).UseAsync(awaited, Other(code))).Refusals.ShouldBe([new CodeWrong(4)]);
        (await Codes(database).UseAsync(awaited, "no code")).Refusals.ShouldBe([new NotACode()]);
        (await Codes(database).UseAsync(awaited, $" {code[..3]} {code[3..]} ")).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_works_for_ten_minutes_from_when_it_was_sent_and_another_may_follow()
    {
        await using var database = await StartAsync();
        var awaited = await UseLinkAsync(database, await database.Given.SupportAsync());
        database.Clock.Advance(TimeSpan.FromMinutes(5)); // the mail server was down
        var first = await SendCodeAsync(database);

        database.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        (await Codes(database).UseAsync(awaited, first)).Refusals.ShouldBe([new CodeExpired()]);
        (await Codes(database).SendAgainAsync(awaited)).Value.EmailsLeft.ShouldBe(1);
        (await Codes(database).UseAsync(awaited, first)).Refusals.ShouldBe([new CodeExpired()], "it is not sent yet");
        var second = await SendCodeAsync(database);
        database.Clock.Advance(TimeSpan.FromMinutes(10));

        (await Codes(database).UseAsync(awaited, second)).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_email_makes_the_code_before_worthless_and_gives_no_more_tries()
    {
        await using var database = await StartAsync();
        var awaited = await UseLinkAsync(database, await database.Given.SupportAsync());
        var first = await SendCodeAsync(database);
        await Codes(database).UseAsync(awaited, Other(first));
        await Codes(database).UseAsync(awaited, Other(first));
        database.Clock.Advance(SecondCode.BetweenEmails);
        await Codes(database).SendAgainAsync(awaited);
        var second = await SendCodeAsync(database);

        (await Codes(database).UseAsync(awaited, first == second ? Other(second) : first)).Refusals.ShouldBe([new CodeWrong(2)]);
        (await Codes(database).UseAsync(awaited, second)).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task Emails_are_few_and_not_close_together_and_a_late_one_is_not_sent()
    {
        await using var database = await StartAsync();
        var awaited = await UseLinkAsync(database, await database.Given.SupportAsync());
        var late = await LastMessageAsync(database);
        (await Codes(database).SendAgainAsync(awaited)).Refusals.ShouldBe([new CodeSentJustNow()]);
        database.Clock.Advance(SecondCode.BetweenEmails);
        (await Codes(database).SendAgainAsync(awaited)).Value.EmailsLeft.ShouldBe(1);
        database.Clock.Advance(SecondCode.BetweenEmails);
        (await Codes(database).SendAgainAsync(awaited)).Value.EmailsLeft.ShouldBe(0);
        database.Clock.Advance(SecondCode.BetweenEmails);

        (await Codes(database).SendAgainAsync(awaited)).Refusals.ShouldBe([new CodeSentTooOften()]);
        var before = database.Get<TestMailbox>().Sent.Count;
        await Sender(database, SecondCodeMessage.Kind).SendAsync(late, default);

        database.Get<TestMailbox>().Sent.Count.ShouldBe(before);
    }

    [Fact]
    public async Task After_half_an_hour_it_begins_with_a_link_again()
    {
        await using var database = await StartAsync();
        var awaited = await UseLinkAsync(database, await database.Given.SupportAsync());
        database.Clock.Advance(TimeSpan.FromMinutes(29));
        var code = await SendCodeAsync(database);
        database.Clock.Advance(TimeSpan.FromMinutes(2));

        (await Codes(database).UseAsync(awaited, code)).Refusals.ShouldBe([new NoCodeAwaited()]);
    }

    [Fact]
    public async Task A_code_without_the_browsers_half_of_it_is_worth_nothing()
    {
        await using var database = await StartAsync();
        var (one, other) = (await database.Given.SupportAsync(), await database.Given.SupportAsync());
        var theirs = await UseLinkAsync(database, one);
        var code = await SendCodeAsync(database);
        var mine = await UseLinkAsync(database, other);
        var wrong = await SendCodeAsync(database);

        foreach (var secret in new[] { null, "", "x", SignInSecret.New().Reveal() })
        {
            (await Codes(database).UseAsync(secret, code)).Refusals.ShouldBe([new NoCodeAwaited()]);
        }

        (await Codes(database).UseAsync(mine, code == wrong ? Other(code) : code)).Refusals.ShouldBe([new CodeWrong(4)]);
        (await Codes(database).UseAsync(theirs, code)).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task Neither_the_database_nor_the_outbox_holds_a_code_or_what_the_browser_holds()
    {
        await using var database = await StartAsync();
        var awaited = await UseLinkAsync(database, await database.Given.SupportAsync());
        var code = await SendCodeAsync(database);

        var way = await database.ReadAsync(db => db.SecondCodes.SingleAsync());
        way.CodeHash!.Length.ShouldBe(32);
        way.Salt!.Length.ShouldBe(16);
        way.BrowserHash.Length.ShouldBe(32);
        var payload = (await LastMessageAsync(database)).Payload;
        payload.ShouldNotContain(code);
        payload.ShouldNotContain(awaited);
        OneTimeCode.TryParse(code, out var parsed).ShouldBeTrue();
        $"{parsed}".ShouldBe("(code)");
    }

    [Fact]
    public async Task Whoever_was_removed_meanwhile_is_not_signed_in()
    {
        await using var database = await StartAsync();
        var awaited = await UseLinkAsync(database, await database.Given.SupportAsync());
        var code = await SendCodeAsync(database);
        await database.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, database.Clock.Now)));

        (await Codes(database).UseAsync(awaited, code)).Refusals.ShouldBe([new NoCodeAwaited()]);
    }

    [Fact]
    public async Task For_whom_the_provider_is_the_only_way_no_link_is_used_up()
    {
        await using var database = await TestDatabase.CreateAsync(configure: services => services.Configure<SignInOptions>(o => o.OpenIdConnectFor.Add(Role.Support)));
        var (agent, teacher) = (await database.Given.SupportAsync(), await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()));

        (await LinkAsync(database, agent)).Refusals.ShouldBe([new LinkNotEnough()]);
        (await LinkAsync(database, await database.Given.ThirdLineAsync())).Refusals.ShouldBe([new LinkNotEnough()]);
        (await LinkAsync(database, teacher)).Refused.ShouldBeFalse();

        (await database.ReadAsync(db => db.MagicLinks.CountAsync(l => l.UsedAt != null))).ShouldBe(1);
    }

    private static Task<TestDatabase> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) => TestDatabase.CreateAsync(
        provider, services => services.Configure<SignInOptions>(options => options.SecondCodeFor.Add(Role.Support)));

    private static SecondCodeService Codes(TestDatabase database) => database.Get<SecondCodeService>();

    private static IOutboxSender Sender(TestDatabase database, string kind) => database.Services.GetServices<IOutboxSender>().Single(sender => sender.Kind == kind);

    private static Task<int> SignInsAsync(TestDatabase database) => database.ReadAsync(db => db.Users.SumAsync(u => u.SignInCount));

    private static Task<OutboxMessage> LastMessageAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Outbox.AsNoTracking().OrderByDescending(m => m.Id).FirstAsync());

    private static async Task<Result<UsedLink>> LinkAsync(TestDatabase database, Viewer person)
    {
        await database.Get<SignInService>().RequestLinkAsync(new() { EmailAddress = person.EmailAddress });
        await Sender(database, SignInLinkMessage.Kind).SendAsync(await LastMessageAsync(database), default);
        var secret = Secret().Match(database.Get<TestMailbox>().Sent[^1].Body).Groups["secret"].Value;
        return await database.Get<SignInService>().UseLinkAsync(new() { Secret = secret, SaysWhoAsked = true });
    }

    /// <returns>What the browser holds.</returns>
    private static async Task<string> UseLinkAsync(TestDatabase database, Viewer person) => (await LinkAsync(database, person)).Value.Code!.Value.Reveal();

    private static async Task<string> SendCodeAsync(TestDatabase database)
    {
        await Sender(database, SecondCodeMessage.Kind).SendAsync(await LastMessageAsync(database), default);
        return Code().Match(database.Get<TestMailbox>().Sent[^1].Body).Groups["code"].Value;
    }

    private static string Other(string code) => code == "123456" ? "654321" : "123456";

    [GeneratedRegex("secret=(?<secret>[^&\\s]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();

    [GeneratedRegex("Your code is (?<code>[0-9]{6})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
