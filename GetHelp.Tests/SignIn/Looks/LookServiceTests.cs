using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Looks;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.Looks;

public sealed class LookServiceTests
{
    private const string Why = "They say that the order button is missing";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Support_sees_what_somebody_sees_until_it_stops_and_both_histories_say_so(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        var (agent, secret) = await SupportAsync(database);

        (await BeginAsync(database, agent, secret, teacher)).Refusals.ShouldBeEmpty();

        var viewer = (await FindAsync(database, secret)).Viewer!;
        (viewer.UserId, viewer.Role, viewer.LookedAtBy).ShouldBe((teacher.UserId, Role.Member, agent.Name));
        viewer.OrdersForSchoolIds.ShouldBe([school.Id]);

        database.Clock.Advance(TimeSpan.FromMinutes(3));
        await database.Get<LookService>().StopAsync(await FindAsync(database, secret));

        (await FindAsync(database, secret)).Viewer!.UserId.ShouldBe(agent.UserId);
        (await HistoryAsync(database)).ShouldBe(
        [
            (HistoryKind.LookBegan, agent.UserId, teacher.UserId, Why, database.Clock.Now.AddMinutes(-3)),
            (HistoryKind.LookEnded, agent.UserId, teacher.UserId, null, database.Clock.Now),
        ]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_only_looks_changes_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        var (agent, secret) = await SupportAsync(database);
        await BeginAsync(database, agent, secret, teacher);
        var looking = (await FindAsync(database, secret)).Viewer!;

        var placed = await database.Get<OrderService>().PlaceAsync(looking, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = [new(Product.Chromebook, 1)] });
        var seen = await database.Get<PrivacyNoticeService>().SeenAsync(looking);

        placed.Refusals.ShouldBe([new OnlyLooking(teacher.Name)]);
        seen.Refusals.ShouldBe([new OnlyLooking(teacher.Name)]);
        (await database.ReadAsync(db => db.Orders.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Neither_the_notice_nor_the_welcome_is_gone_through_for_somebody_else()
    {
        await using var database = await TestDatabase.CreateAsync();
        var newcomer = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), notice: false, welcomed: false);
        var (agent, secret) = await SupportAsync(database);
        newcomer.NeedsPrivacyNotice.ShouldBeTrue();
        newcomer.NewAtSchoolIds.Count.ShouldBe(1);

        await BeginAsync(database, agent, secret, newcomer);

        var viewer = (await FindAsync(database, secret)).Viewer!;
        viewer.NeedsPrivacyNotice.ShouldBeFalse();
        viewer.NewAtSchoolIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_support_looks_and_only_as_whom_it_helps_and_for_a_reason()
    {
        await using var database = await TestDatabase.CreateAsync();
        var teacher = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        var (agent, secret) = await SupportAsync(database);
        var supplier = await database.Given.SupplierUserAsync();
        var theirs = await database.Get<SessionService>().StartAsync(supplier, SignInWay.EmailedLink);

        (await BeginAsync(database, supplier, theirs, teacher)).Refusals.ShouldBe([new NotAllowed("see the service as somebody else sees it")]);
        (await BeginAsync(database, agent, secret, supplier)).Refusals.ShouldBe([new NotLookedAs()]);
        (await BeginAsync(database, agent, secret, await database.Given.SupportAsync())).Refusals.ShouldBe([new NotLookedAs()]);
        (await BeginAsync(database, agent, secret, teacher, " ")).Refusals.ShouldBe([new NoReason()]);
        (await BeginAsync(database, agent, theirs, teacher)).Refusals.ShouldBe([new NotFound()], "it is not the agent's session");

        await database.ReadAsync(db => db.Users.Where(u => u.Id == teacher.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, database.Clock.Now)));
        (await BeginAsync(database, agent, secret, teacher)).Refusals.ShouldBe([new NotFound()], "they were removed");
        (await HistoryAsync(database)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_look_ends_by_itself_and_history_says_when(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var teacher = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        var (agent, secret) = await SupportAsync(database);
        await BeginAsync(database, agent, secret, teacher);
        (await database.Get<LookService>().EndOverdueAsync()).ShouldBe(0);
        var end = database.Clock.Now + LookRules.Longest;

        database.Clock.Advance(LookRules.Longest);
        (await FindAsync(database, secret)).Viewer!.UserId.ShouldBe(agent.UserId, "it is over whether or not anybody has noticed");
        database.Clock.Advance(TimeSpan.FromSeconds(40));

        (await database.Get<LookService>().EndOverdueAsync()).ShouldBe(1);
        (await database.Get<LookService>().EndOverdueAsync()).ShouldBe(0);
        (await HistoryAsync(database))[^1].ShouldBe((HistoryKind.LookEnded, agent.UserId, teacher.UserId, null, end));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_look_ends_with_its_session(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, secret) = await SupportAsync(database);
        await BeginAsync(database, agent, secret, await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()));

        await database.Get<SessionService>().SignOutAsync(secret);

        (await FindAsync(database, secret)).Viewer.ShouldBeNull();
        (await database.Get<LookService>().EndOverdueAsync()).ShouldBe(1);
        (await HistoryAsync(database))[^1].What.ShouldBe(HistoryKind.LookEnded);
    }

    [Fact]
    public async Task Open_pages_of_the_agent_hear_that_it_began()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (agent, secret) = await SupportAsync(database);
        var recent = await database.Get<SessionReader>().FindRecentAsync(secret, agent.UserId!.Value);
        recent!.Look.ShouldBeNull();
        var before = database.Get<LiveUpdates>().ChangeOf(Topic.Person(agent.UserId.Value));

        await BeginAsync(database, agent, secret, await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()));

        database.Get<LiveUpdates>().ChangeOf(Topic.Person(agent.UserId.Value)).ShouldBeGreaterThan(before);
        (await database.Get<SessionReader>().FindRecentAsync(secret, agent.UserId.Value))!.Look.ShouldNotBeNull();
    }

    private static async Task<(Viewer Agent, SignInSecret Secret)> SupportAsync(TestDatabase database)
    {
        var agent = await database.Given.SupportAsync();
        return (agent, await database.Get<SessionService>().StartAsync(agent, SignInWay.EmailedLink));
    }

    private static async Task<SessionState> FindAsync(TestDatabase database, SignInSecret secret) => (await database.Get<SessionReader>().FindAsync(secret)).ShouldNotBeNull();

    private static async Task<Result<bool>> BeginAsync(TestDatabase database, Viewer agent, SignInSecret secret, Viewer person, string why = Why) =>
        await database.Get<LookService>().BeginAsync(agent, (await FindAsync(database, secret)).Id, person.UserId!.Value, why);

    private static Task<List<(HistoryKind What, int? Who, int? Whom, string? Why, DateTime At)>> HistoryAsync(TestDatabase database) => database.ReadAsync(async db =>
        (await db.History.Where(h => h.What == HistoryKind.LookBegan || h.What == HistoryKind.LookEnded).OrderBy(h => h.Id).ToListAsync())
            .ConvertAll(h => (h.What, h.UserId, h.PersonId, h.Why, h.At)));
}
