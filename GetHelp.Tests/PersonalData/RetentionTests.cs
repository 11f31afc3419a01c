using GetHelp.Core;
using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Notifications;
using GetHelp.Core.People;
using GetHelp.Core.People.Support;
using GetHelp.Core.PersonalData;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Core.SignIn;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.PersonalData;

public sealed class RetentionTests
{
    [Fact]
    public async Task Each_rule_is_carried_out_by_one_and_told_in_words()
    {
        await using var database = await TestDatabase.CreateAsync();

        database.Services.GetServices<IRetention>().Select(retention => retention.Rule).ShouldBe(RetentionRules.All, ignoreOrder: true);
        RetentionRules.All.Select(rule => rule.Name).ShouldBeUnique();
        RetentionRules.SignInLinks.InWords.ShouldBe("30 days");
        RetentionRules.Evidence.InWords.ShouldBe("1 year");
        RetentionRules.SigningIn.InWords.ShouldBe("2 years");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_old_enough_goes_by_its_rule_and_what_is_not_stays(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var teacher = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        await SignedInAsync(database, teacher);
        await LetterAsync(database, "old");
        (await RemovedAsync(database, RetentionRules.SignInLinks)).ShouldBe(0);

        database.Clock.Advance(RetentionRules.SignInLinks.Keeps);
        await SignedInAsync(database, teacher);

        (await FoundAsync(database, RetentionRules.SignInLinks)).ShouldBe(1, "the dry run says so");
        (await database.ReadAsync(db => db.MagicLinks.CountAsync())).ShouldBe(2, "and changes nothing");
        (await RemovedAsync(database, RetentionRules.SignInLinks)).ShouldBe(1);
        (await database.ReadAsync(db => db.MagicLinks.CountAsync())).ShouldBe(1);
        (await RemovedAsync(database, RetentionRules.SignInLinks)).ShouldBe(0, "again is harmless");

        database.Clock.Advance(RetentionRules.SigningIn.Keeps - RetentionRules.SignInLinks.Keeps);
        (await RemovedAsync(database, RetentionRules.SigningIn)).ShouldBe(1);
        (await database.ReadAsync(db => db.History.CountAsync(e => e.What == HistoryKind.SignedIn))).ShouldBe(1);
    }

    [Fact]
    public async Task A_code_goes_with_the_link_that_it_followed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var agent = await database.Given.SupportAsync();
        await database.ReadAsync(async db =>
        {
            db.SecondCodes.Add(new() { UserId = agent.UserId!.Value, BrowserHash = [1], StartedAt = database.Clock.Now });
            return await db.SaveChangesAsync();
        });
        (await RemovedAsync(database, RetentionRules.SecondCodes)).ShouldBe(0);

        database.Clock.Advance(RetentionRules.SignInLinks.Keeps);

        (await RemovedAsync(database, RetentionRules.SecondCodes)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_a_letter_that_was_sent_only_stays_that_it_was_so_that_it_is_not_sent_twice(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await LetterAsync(database, "sent");
        await LetterAsync(database, "waits");
        var sent = await database.ReadAsync(db => db.Outbox.SingleAsync(m => m.IdempotencyKey == "sent"));
        await database.Get<Core.Outbox.OutboxQueue>().SentAsync(new() { MessageId = sent.Id, At = database.Clock.Now, Succeeded = true, Outcome = "Sent to ben@example.org", DurationMilliseconds = 1 });
        database.Clock.Advance(RetentionRules.Letters.Keeps);

        (await RemovedAsync(database, RetentionRules.Letters)).ShouldBe(1);

        (await database.SearchAsync("ben@example.org")).ShouldHaveSingleItem("the one that waits").Table.ShouldBe("Outbox");
        (await database.ReadAsync(db => db.Outbox.Select(m => m.IdempotencyKey).ToListAsync())).ShouldBe(["sent", "waits"], ignoreOrder: true);
        (await FoundAsync(database, RetentionRules.Letters)).ShouldBe(0, "it is not found again");
    }

    [Fact]
    public async Task Lists_go_although_nobody_gives_another()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var lists = database.Get<SchoolListService>();
        (await lists.PreviewAsync(support, GivenRows.Pasted("100001", ListKind.OpenOrdering).Value, "Year 9 is isolating")).Refused.ShouldBeFalse();
        database.Clock.Advance(RetentionRules.Lists.Keeps);

        (await RemovedAsync(database, RetentionRules.Lists)).ShouldBe(1);

        lists.Lists(support).Value.ShouldBeEmpty();
        Directory.EnumerateFiles(database.Uploads, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Who_was_removed_a_year_ago_is_erased(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var agent = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync();
        var (gone, here) = (await database.Given.SchoolUserAsync(school, name: "Zuzanna Nowak"), await database.Given.SchoolUserAsync(school));
        await database.Get<RemovalService>().RemoveAsync(agent, gone.UserId!.Value, "Zuzanna Nowak left");
        database.Clock.Advance(RetentionRules.RemovedPeople.Keeps - TimeSpan.FromDays(1));
        (await RemovedAsync(database, RetentionRules.RemovedPeople)).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromDays(1));

        (await RemovedAsync(database, RetentionRules.RemovedPeople)).ShouldBe(1);

        (await database.SearchAsync("Zuzanna Nowak", gone.EmailAddress)).ShouldBeEmpty();
        (await database.Get<Viewers>().FindAsync(here.UserId!.Value)).ShouldNotBeNull();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task It_is_done_once_a_day_from_its_hour_on_by_one_of_all_nodes(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var hour = LondonTime.Of(database.Clock.Now).Hour;
        (await database.Get<RetentionService>().RunIfDueAsync(hour + 1)).ShouldBeNull("it is not the hour yet");
        var nodes = new List<TestDatabase>();
        for (var node = 0; node < 3; node++)
        {
            nodes.Add(database.AnotherNode());
        }

        foreach (var node in nodes)
        {
            node.Clock.Advance(database.Clock.Now - node.Clock.Now);
        }

        var done = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Get<RetentionService>().RunIfDueAsync(hour))));

        done.Count(outcomes => outcomes is not null).ShouldBe(1);
        (await database.Get<RetentionService>().RunIfDueAsync(hour)).ShouldBeNull("it is done for today");
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await database.Get<RetentionService>().RunIfDueAsync(hour)).ShouldNotBeNull("another day");
        var runs = (await database.Get<RetentionService>().ViewAsync(await database.Given.ThirdLineAsync())).ShouldNotBeNull().Last;
        runs.Count.ShouldBe(2);
        runs.ShouldAllBe(run => run.EndedAt != null && run.Outcomes.Count == RetentionRules.All.Count);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_run_that_a_process_left_in_the_middle_is_taken_up_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var today = LondonTime.DateOf(database.Clock.Now);
        await database.ReadAsync(async db => { db.RetentionRuns.Add(new() { Day = today, StartedAt = database.Clock.Now }); return await db.SaveChangesAsync(); });
        (await database.Get<RetentionService>().RunIfDueAsync(0)).ShouldBeNull("somebody is at it");

        database.Clock.Advance(RetentionRun.Longest);
        var isSameDay = LondonTime.DateOf(database.Clock.Now) == today;

        isSameDay.ShouldBeTrue();
        (await database.Get<RetentionService>().RunIfDueAsync(0)).ShouldNotBeNull();
        (await database.ReadAsync(db => db.RetentionRuns.SingleAsync())).EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_rule_that_fails_holds_up_no_other_and_is_said_to_have_failed()
    {
        await using var database = await TestDatabase.CreateAsync(configure: services => services.AddSingleton<IRetention, FailingRetention>());

        var outcomes = await database.Get<RetentionService>().RunAsync();

        outcomes.Count(outcome => outcome.Count is null).ShouldBe(1);
        outcomes.Count(outcome => outcome.Count == 0).ShouldBe(RetentionRules.All.Count);
    }

    [Fact]
    public async Task The_command_says_what_would_go_and_deletes_only_when_told_to()
    {
        await using var database = await TestDatabase.CreateAsync();
        var teacher = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        await SignedInAsync(database, teacher);
        database.Clock.Advance(RetentionRules.SignInLinks.Keeps);

        (await CommandAsync(database, "--dry-run")).ShouldSatisfyAllConditions(
            said => said.Code.ShouldBe(0), said => said.Text.ShouldContain("1  Sign-in links, used or not (kept for 30 days)"), said => said.Text.ShouldContain("Nothing was deleted"));
        (await database.ReadAsync(db => db.MagicLinks.CountAsync())).ShouldBe(1);
        (await CommandAsync(database)).Text.ShouldContain("Deleted.");
        (await database.ReadAsync(db => db.MagicLinks.CountAsync())).ShouldBe(0);
        (await CommandAsync(database, "--now")).Code.ShouldBe(2);
    }

    private static async Task<(int Code, string Text)> CommandAsync(TestDatabase database, params string[] args)
    {
        await using var output = new StringWriter();
        return (await new RetentionCommand().RunAsync(database.Services, args, output), output.ToString());
    }

    private static async Task<int?> FoundAsync(TestDatabase database, RetentionRule rule) =>
        (await database.Get<RetentionService>().LookAsync()).Single(outcome => outcome.Rule == rule.Name).Count;

    private static async Task<int?> RemovedAsync(TestDatabase database, RetentionRule rule) =>
        (await database.Get<RetentionService>().RunAsync()).Single(outcome => outcome.Rule == rule.Name).Count;

    /// <summary>Asked for a link, and signed in.</summary>
    private static async Task SignedInAsync(TestDatabase database, Viewer person)
    {
        (await database.Get<SignInService>().RequestLinkAsync(new() { EmailAddress = person.EmailAddress })).Refused.ShouldBeFalse();
        await database.Get<WriteTransactions>().RunAsync<bool>(person, write =>
        {
            write.Record(HistoryKind.SignedIn);
            return Task.FromResult<Result<bool>>(true);
        });
    }

    private static Task LetterAsync(TestDatabase database, string key) => database.Get<WriteTransactions>().RunAsync<bool>(Viewer.Service, write =>
    {
        write.Send(EmailSender.MessageKind, new Letter { To = new("Ben", "ben@example.org"), Subject = "Hello", Parts = ["Hello"] }, key);
        return Task.FromResult<Result<bool>>(true);
    });

    private sealed class FailingRetention : IRetention
    {
        public RetentionRule Rule { get; } = new("failing", "Nothing", "To fail", TimeSpan.FromDays(1));

        public Task<int> CountAsync(DateTime before, CancellationToken cancellationToken) => throw new IOException("The disk is gone.");

        public Task<int> RemoveAsync(DateTime before, CancellationToken cancellationToken) => throw new IOException("The disk is gone.");
    }
}
