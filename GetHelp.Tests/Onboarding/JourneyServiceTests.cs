using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Onboarding;

/// <summary>What every journey keeps to, told by the one about Chromebooks.</summary>
public sealed class JourneyServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_answer_is_kept_as_it_is_given_and_only_completing_writes_to_the_school(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, sam, _) = await ColleaguesAsync(database);

        (await sam.LookAsync()).Here.ShouldBe(ChromebookQuestion.WillYouNeed);
        (await JourneysAsync(database)).ShouldBeEmpty("looking leaves nothing behind");
        (await sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes)).Value.Here.ShouldBe(ChromebookQuestion.Domain);
        (await sam.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "https://School.example.org/x" })).Value.Here.ShouldBe(ChromebookQuestion.RecoveryAddress);
        (await sam.AnswerAsync(ChromebookQuestion.RecoveryAddress, new() { RecoveryAddress = " Head@Example.net" })).Value.Here.ShouldBe(ChromebookQuestion.CheckAnswers);
        (await ChromebooksAsync(database, school)).ShouldBe(new());

        (await sam.CompleteAsync(await sam.LookAsync())).Value.ShouldBeTrue();

        (await ChromebooksAsync(database, school)).ShouldBe(new()
        {
            Answer = ChromebookAnswer.Yes,
            Domain = "school.example.org",
            Check = DomainCheck.IsWorkspace,
            RecoveryAddress = "head@example.net",
        });
        var journey = (await JourneysAsync(database)).ShouldHaveSingleItem();
        (journey.State, journey.Answers, journey.Path, journey.Typed, journey.OpenKey).ShouldBe((JourneyState.Completed, "{}", "[]", "[]", null), "no second copy of the answers stays");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_question_that_is_not_reached_yet_cannot_be_answered_and_what_is_wrong_is_not_kept(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (_, sam, _) = await ColleaguesAsync(database);

        (await sam.AnswerAsync(ChromebookQuestion.RecoveryAddress, new() { RecoveryAddress = "head@example.net" })).Refusals.ShouldBe([new NotAskedAnyMore()]);
        (await sam.AnswerAsync(ChromebookQuestion.WillYouNeed, new())).Refusals.ShouldBe([new NoChromebookAnswer()]);
        (await sam.CompleteAsync(await sam.LookAsync())).Refusals.ShouldBe([new NotAllAnswered()]);
        (await JourneysAsync(database)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Colleagues_go_on_together_and_answers_to_different_questions_are_merged(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, sam, kim) = await ColleaguesAsync(database);
        await sam.AnswerAllAsync();

        var (samSaw, kimSaw) = (await sam.LookAsync(), await kim.LookAsync());
        (await sam.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "new.example.org" }, samSaw)).Refused.ShouldBeFalse();
        (await kim.AnswerAsync(ChromebookQuestion.RecoveryAddress, new() { RecoveryAddress = "kim@example.com" }, kimSaw)).Refused.ShouldBeFalse();

        var now = await sam.LookAsync();
        (now.Answers.Domain, now.Answers.RecoveryAddress).ShouldBe(("new.example.org", "kim@example.com"));
        (await JourneysAsync(database)).ShouldHaveSingleItem();
        (await ChromebooksAsync(database, school)).ShouldBe(new());
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_a_colleague_answered_meanwhile_is_neither_lost_nor_overwritten_unseen(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (_, sam, kim) = await ColleaguesAsync(database);
        await sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        var kimSaw = await kim.LookAsync();
        await sam.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "sams.example.org" });

        var refused = (await kim.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "kims.example.org" }, kimSaw)).Refusals
            .ShouldHaveSingleItem().ShouldBeOfType<AnsweredMeanwhile<ChromebookAnswers>>();
        (refused.Who, refused.Theirs.Domain).ShouldBe(("Sam", "sams.example.org"));
        (await sam.LookAsync()).Answers.Domain.ShouldBe("sams.example.org");
        (await kim.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "sams.example.org" }, kimSaw)).Refused.ShouldBeFalse("they agree");
        (await kim.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "kims.example.org" }, kimSaw with { Answers = refused.Theirs })).Refused.ShouldBeFalse("they have seen it");
        (await sam.LookAsync()).Answers.Domain.ShouldBe("kims.example.org");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_who_begin_at_once_share_one_journey(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (_, sam, kim) = await ColleaguesAsync(database);
        var (samSaw, kimSaw) = (await sam.LookAsync(), await kim.LookAsync());

        await Task.WhenAll(
            sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes, samSaw),
            kim.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes, kimSaw));

        (await JourneysAsync(database)).ShouldHaveSingleItem();
        (await kim.LookAsync()).Here.ShouldBe(ChromebookQuestion.Domain);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_changed_answer_drops_the_later_steps_that_it_invalidates(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (_, sam, _) = await ColleaguesAsync(database);
        await sam.AnswerAllAsync(recovery: "head@example.net");

        (await sam.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "other.example.org" })).Value.Here.ShouldBe(ChromebookQuestion.CheckAnswers, "nothing else changed");
        (await sam.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "example.net" })).Value.Here.ShouldBe(ChromebookQuestion.RecoveryAddress, "the address is inside it now");
        (await sam.AnswerAsync(ChromebookQuestion.WillYouNeed, new() { Need = ChromebookAnswer.No })).Value.Here.ShouldBe(ChromebookQuestion.CheckAnswers);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task No_clears_the_domain(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var sam = new ChromebookWalk(database, await database.Given.SchoolUserAsync(school), school);

        (await sam.AnswerAsync(ChromebookQuestion.WillYouNeed, new() { Need = ChromebookAnswer.No })).Value.Here.ShouldBe(ChromebookQuestion.CheckAnswers);
        await sam.CompleteAsync(await sam.LookAsync());

        (await ChromebooksAsync(database, school)).ShouldBe(new() { Answer = ChromebookAnswer.No });
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nobody_saves_what_they_have_not_seen(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, sam, kim) = await ColleaguesAsync(database);
        var samSaw = await sam.AnswerAllAsync();
        await kim.AnswerAsync(ChromebookQuestion.RecoveryAddress, new() { RecoveryAddress = "kim@example.com" });

        (await sam.CompleteAsync(samSaw)).Refusals.ShouldBe([new AnswersHaveChanged()]);
        (await ChromebooksAsync(database, school)).ShouldBe(new());
        (await sam.CompleteAsync(await sam.LookAsync())).Value.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Saving_twice_is_saving_once_and_a_colleague_is_told_who_saved(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, sam, kim) = await ColleaguesAsync(database);
        var saw = await sam.AnswerAllAsync();

        (await sam.CompleteAsync(saw)).Value.ShouldBeTrue();
        (await sam.CompleteAsync(saw)).Value.ShouldBeTrue();
        (await kim.CompleteAsync(saw)).Refusals.ShouldHaveSingleItem().Message.ShouldBe("Sam has saved these answers already.");
        (await kim.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "late.example.org" }, saw)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<JourneyHasEnded>();
        (await kim.LookAsync(saw.JourneyId)).Ended!.Who.ShouldBe("Sam");
        (await kim.LookAsync()).Here.ShouldBe(ChromebookQuestion.WillYouNeed, "a new journey begins with what is known");
        (await kim.LookAsync()).Answers.Domain.ShouldBe("school.example.org");
        (await database.ReadAsync(db => db.History.CountAsync(e => e.SchoolId == school.Id))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_somebody_typed_is_there_again_for_them_alone_until_they_continue(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (_, sam, kim) = await ColleaguesAsync(database);
        await sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);

        await sam.TypeAsync(ChromebookQuestion.Domain, new() { Domain = "https://half a doma" });

        (await sam.LookAsync()).Drafts[ChromebookQuestion.Domain].Domain.ShouldBe("https://half a doma");
        (await sam.LookAsync()).Here.ShouldBe(ChromebookQuestion.Domain, "typing answers nothing");
        (await kim.LookAsync()).Drafts.ShouldBeEmpty();
        await sam.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "school.example.org" });
        (await sam.LookAsync()).Drafts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_elses_school_is_not_found()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body, domain: null);
        Viewer[] mayNot =
        [
            await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()),
            await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync()),
            await database.Given.SupplierUserAsync(),
        ];
        Viewer[] may = [await database.Given.SchoolUserAsync(school, orders: false), await database.Given.ResponsibleBodyUserAsync(body), await database.Given.SupportAsync()];

        foreach (var stranger in mayNot)
        {
            var walk = new ChromebookWalk(database, stranger, school);
            (await walk.MayLookAsync()).ShouldBeFalse(stranger.Name);
            (await walk.AbandonAsync()).Refusals.ShouldBe([new GetHelp.Core.NotFound()]);
        }

        foreach (var viewer in may)
        {
            (await new ChromebookWalk(database, viewer, school).MayLookAsync()).ShouldBeTrue(viewer.Name);
        }
    }

    [Fact]
    public async Task An_answer_is_told_to_those_who_look_at_the_journey()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (_, sam, kim) = await ColleaguesAsync(database);
        var told = new TaskCompletionSource();
        using var subscription = database.Get<LiveUpdates>().Subscribe([(await kim.LookAsync()).Topic], _ => { told.TrySetResult(); return Task.CompletedTask; }, failure => told.TrySetException(failure));

        await sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_journey_left_for_ninety_days_is_removed_and_one_that_was_completed_is_remembered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (_, sam, _) = await ColleaguesAsync(database);
        await sam.CompleteAsync(await sam.AnswerAllAsync());
        await sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        var (_, other, _) = await ColleaguesAsync(database);
        await other.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        var rules = database.Get<RetentionService>();

        database.Clock.Advance(TimeSpan.FromDays(89));
        (await RemovedAsync()).ShouldBe(0);
        await other.TypeAsync(ChromebookQuestion.Domain, new() { Domain = "s" });
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await RemovedAsync()).ShouldBe(1);

        (await JourneysAsync(database)).Select(j => j.State).ShouldBe([JourneyState.Completed, JourneyState.Open], ignoreOrder: true);
        (await other.LookAsync()).Here.ShouldBe(ChromebookQuestion.Domain, "touched a day ago");

        async Task<int?> RemovedAsync() => (await rules.RunAsync()).Single(outcome => outcome.Rule == RetentionRules.Journeys.Name).Count;
    }

    [Fact]
    public async Task Giving_up_keeps_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (_, sam, _) = await ColleaguesAsync(database);
        await sam.AnswerAllAsync();

        (await sam.AbandonAsync()).Value.ShouldBeTrue();

        (await JourneysAsync(database)).ShouldHaveSingleItem().Answers.ShouldBe("{}");
        (await sam.LookAsync()).Here.ShouldBe(ChromebookQuestion.WillYouNeed);
    }

    private static async Task<(School School, ChromebookWalk Sam, ChromebookWalk Kim)> ColleaguesAsync(TestDatabase database)
    {
        var school = await database.Given.SchoolAsync(domain: null);
        return (
            school,
            new(database, await database.Given.SchoolUserAsync(school, name: "Sam"), school),
            new(database, await database.Given.SchoolUserAsync(school, name: "Kim"), school));
    }

    private static Task<List<Journey>> JourneysAsync(TestDatabase database) => database.ReadAsync(db => db.Journeys.ToListAsync());

    private static Task<ChromebookDetails> ChromebooksAsync(TestDatabase database, School school) =>
        database.ReadAsync(async db => (await db.Schools.SingleAsync(s => s.Id == school.Id)).Chromebooks);
}
