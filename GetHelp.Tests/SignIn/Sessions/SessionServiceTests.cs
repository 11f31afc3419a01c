using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using GetHelp.Core.People.Support;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.Sessions;

public sealed class SessionServiceTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_session_says_who_signed_in_and_what_they_may_do_now(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, other) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var person = await database.Given.SchoolUserAsync(school);
        var secret = await StartAsync(database, person);

        (await FindAsync(database, secret)).Viewer!.SchoolIds.ShouldBe([school.Id]);
        await database.Given.JoinAsync(person, other);

        var viewer = (await FindAsync(database, secret)).Viewer!;
        viewer.SchoolIds.ShouldBe([school.Id, other.Id], ignoreOrder: true);
        (viewer.UserId, viewer.Name, viewer.LookedAtBy).ShouldBe((person.UserId, person.Name, null));
    }

    [Fact]
    public async Task Finding_a_session_and_its_person_is_one_statement()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var owned = database;
        var secret = await StartAsync(database, await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()));
        counter.StartAgain();

        await FindAsync(database, secret);

        counter.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_database_does_not_hold_the_secret()
    {
        await using var database = await TestDatabase.CreateAsync();
        var secret = await StartAsync(database, await database.Given.SupportAsync());

        var session = await database.ReadAsync(db => db.Sessions.SingleAsync());

        session.SecretHash.ShouldBe(secret.Hash());
        System.Text.Encoding.ASCII.GetString(session.SecretHash).ShouldNotContain(secret.Reveal());
        (await database.Get<SessionReader>().FindAsync(SignInSecret.New())).ShouldBeNull("another secret is nobody's");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_session_lasts_from_when_it_was_last_used(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var secret = await StartAsync(database, await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()));

        database.Clock.Advance(59 * Minute);
        await UseAsync(database, secret);
        database.Clock.Advance(59 * Minute);
        (await FindAsync(database, secret)).End.ShouldBeNull();

        database.Clock.Advance(Minute);
        (await FindAsync(database, secret)).End.ShouldBe(SessionEnd.Unused);
        (await FindAsync(database, secret)).Viewer.ShouldBeNull();
    }

    [Fact]
    public async Task Support_has_two_hours()
    {
        await using var database = await TestDatabase.CreateAsync();
        var secret = await StartAsync(database, await database.Given.SupportAsync());

        database.Clock.Advance(119 * Minute);
        await UseAsync(database, secret);
        database.Clock.Advance(119 * Minute);

        (await FindAsync(database, secret)).End.ShouldBeNull();
    }

    [Fact]
    public async Task Use_is_written_down_once_a_minute_and_no_more_often()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var owned = database;
        var secret = await StartAsync(database, await database.Given.SupportAsync());
        database.Clock.Advance(TimeSpan.FromSeconds(59));
        var busy = await FindAsync(database, secret);
        counter.StartAgain();

        await database.Get<SessionService>().SeenAsync(busy);
        counter.Count.ShouldBe(0);
        (await FindAsync(database, secret)).SeenAt.ShouldBe(busy.SeenAt);

        database.Clock.Advance(TimeSpan.FromSeconds(1));
        await database.Get<SessionService>().SeenAsync(busy);
        (await FindAsync(database, secret)).SeenAt.ShouldBe(database.Clock.Now);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_tabs_that_use_a_session_at_once_both_keep_it_going(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var secret = await StartAsync(database, await database.Given.SupportAsync());
        database.Clock.Advance(30 * Minute);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => UseAsync(database, secret)));

        var session = await FindAsync(database, secret);
        session.SeenAt.ShouldBe(database.Clock.Now);
        session.ExpiresAt.ShouldBe(database.Clock.Now + SessionRules.Lifetime(Role.Support));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_ends_a_session_while_another_tab_uses_it_has_ended_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();
        var secret = await StartAsync(database, person);
        var id = (await FindAsync(database, secret)).Id;
        database.Clock.Advance(30 * Minute);

        await Task.WhenAll([.. Enumerable.Range(0, 5).Select(_ => UseAsync(database, secret)), database.Get<SessionService>().EndAsync(person, id)]);
        await UseAsync(database, secret);

        (await FindAsync(database, secret)).End.ShouldBe(SessionEnd.EndedElsewhere);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_tab_that_has_slept_does_not_bring_back_what_is_over(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var secret = await StartAsync(database, await database.Given.SupportAsync());
        var seen = await FindAsync(database, secret);
        database.Clock.Advance(121 * Minute);

        await database.Get<SessionService>().SeenAsync(seen);

        (await FindAsync(database, secret)).End.ShouldBe(SessionEnd.Unused);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Signing_in_again_in_the_same_browser_ends_the_session_before(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var before = await StartAsync(database, await database.Given.SupportAsync());
        var person = await database.Given.SupportAsync();

        var secret = await database.Get<SessionService>().StartAsync(person, SignInWay.OpenIdConnect, before);

        (await FindAsync(database, before)).End.ShouldBe(SessionEnd.SignedInAgain);
        (await FindAsync(database, secret)).Viewer!.UserId.ShouldBe(person.UserId);
    }

    [Fact]
    public async Task A_session_ends_when_its_person_signs_out_and_the_first_reason_stays()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        var secret = await StartAsync(database, person);

        await database.Get<SessionService>().SignOutAsync(secret);
        await database.Get<SessionService>().EndAllOfAsync(person, person.UserId!.Value);

        (await FindAsync(database, secret)).End.ShouldBe(SessionEnd.SignedOut);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_person_ends_their_other_sessions_and_nobody_elses(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (person, stranger) = (await database.Given.SupportAsync(), await database.Given.SupplierUserAsync());
        var (here, there, elsewhere, theirs) = (
            await StartAsync(database, person), await StartAsync(database, person), await StartAsync(database, person), await StartAsync(database, stranger));
        var hereId = (await FindAsync(database, here)).Id;
        (await database.Get<SessionReader>().ListAsync(person, here)).Count(s => s.IsHere).ShouldBe(1);
        (await database.Get<SessionReader>().ListAsync(person, here)).Count.ShouldBe(3);

        (await database.Get<SessionService>().EndAsync(person, (await FindAsync(database, theirs)).Id)).Value.ShouldBeFalse("it is not theirs");
        (await database.Get<SessionService>().EndAsync(person, (await FindAsync(database, there)).Id)).Value.ShouldBeTrue();
        (await database.Get<SessionService>().EndOthersAsync(person, here)).Value.ShouldBeTrue();
        (await database.Get<SessionService>().EndOthersAsync(person, here)).Value.ShouldBeFalse("there is none left");

        (await FindAsync(database, there)).End.ShouldBe(SessionEnd.EndedElsewhere);
        (await FindAsync(database, elsewhere)).End.ShouldBe(SessionEnd.EndedElsewhere);
        (await FindAsync(database, theirs)).End.ShouldBeNull();
        (await database.Get<SessionReader>().ListAsync(person, here)).Select(s => s.Id).ShouldBe([hereId]);
        (await database.ReadAsync(db => db.History.Where(h => h.What == HistoryKind.SignedOutElsewhere).OrderBy(h => h.Id).Select(h => h.Detail).ToListAsync()))
            .ShouldBe(["Signed out in 1 browser", "Signed out in 1 browser"]);
    }

    [Fact]
    public async Task Only_support_signs_other_people_out()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        var secret = await StartAsync(database, person);

        (await database.Get<SessionService>().EndAllOfAsync(await database.Given.SupplierUserAsync(), person.UserId!.Value)).Refusals.ShouldBe([new NotAllowed("sign other people out")]);
        (await FindAsync(database, secret)).End.ShouldBeNull();

        (await database.Get<SessionService>().EndAllOfAsync(await database.Given.SupportAsync(), person.UserId.Value)).Value.ShouldBeTrue();
        (await FindAsync(database, secret)).End.ShouldBe(SessionEnd.EndedElsewhere);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whose_access_ends_is_signed_out_in_the_same_write_and_their_pages_hear_of_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();
        var secret = await StartAsync(database, person);
        var before = database.Get<LiveUpdates>().ChangeOf(Topic.Person(person.UserId!.Value));

        await database.Get<WriteTransactions>().RunAsync<int>(Viewer.Service, async write => await write.EndAllOfAsync(person.UserId.Value));

        (await FindAsync(database, secret)).End.ShouldBe(SessionEnd.AccessRemoved);
        database.Get<LiveUpdates>().ChangeOf(Topic.Person(person.UserId.Value)).ShouldBeGreaterThan(before);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Removing_somebody_from_the_service_signs_them_out(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        var secret = await StartAsync(database, person);

        await database.Get<RemovalService>().RemoveAsync(await database.Given.SupportAsync(), person.UserId!.Value, "They left");

        (await database.ReadAsync(db => db.Sessions.SingleAsync())).EndedBecause.ShouldBe(SessionEnd.AccessRemoved);
        (await FindAsync(database, secret)).Viewer.ShouldBeNull();
    }

    [Fact]
    public async Task Who_was_removed_has_no_session_even_where_nobody_ended_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        var secret = await StartAsync(database, person);

        await database.ReadAsync(db => db.Users.Where(u => u.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, database.Clock.Now)));

        (await FindAsync(database, secret)).End.ShouldBe(SessionEnd.AccessRemoved);
    }

    [Fact]
    public async Task A_shared_reading_is_no_older_than_the_end_of_the_session()
    {
        await using var database = await TestDatabase.CreateAsync();
        var person = await database.Given.SupportAsync();
        var secret = await StartAsync(database, person);
        (await RecentAsync(database, person, secret)).End.ShouldBeNull();

        await database.Get<SessionService>().SignOutAsync(secret);
        (await RecentAsync(database, person, secret)).End.ShouldBe(SessionEnd.SignedOut);

        var next = await StartAsync(database, person);
        database.Clock.Advance((120 * Minute) - TimeSpan.FromSeconds(3));
        (await RecentAsync(database, person, next)).End.ShouldBeNull();
        await UseAsync(database, next);
        database.Clock.Advance(TimeSpan.FromSeconds(5));
        (await RecentAsync(database, person, next)).End.ShouldBeNull("it was used in between, which nobody is told");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_has_been_over_for_a_week_is_removed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();
        await StartAsync(database, person);
        database.Clock.Advance(TimeSpan.FromHours(3));
        var later = await StartAsync(database, person);
        database.Clock.Advance(SessionRules.KeptAfterwards);

        (await database.Get<RetentionService>().RunAsync()).Single(outcome => outcome.Rule == RetentionRules.Sessions.Name).Count.ShouldBe(1);

        (await database.ReadAsync(db => db.Sessions.SingleAsync())).SecretHash.ShouldBe(later.Hash());
    }

    private static Task<SignInSecret> StartAsync(TestDatabase database, Viewer person) => database.Get<SessionService>().StartAsync(person, SignInWay.EmailedLink);

    private static async Task<SessionState> FindAsync(TestDatabase database, SignInSecret secret) => (await database.Get<SessionReader>().FindAsync(secret)).ShouldNotBeNull();

    private static async Task<SessionState> RecentAsync(TestDatabase database, Viewer person, SignInSecret secret) =>
        (await database.Get<SessionReader>().FindRecentAsync(secret, person.UserId!.Value)).ShouldNotBeNull();

    private static async Task UseAsync(TestDatabase database, SignInSecret secret) => await database.Get<SessionService>().SeenAsync(await FindAsync(database, secret));
}
