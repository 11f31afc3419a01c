using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Queries;

public sealed class AllocationQueryServiceTests
{
    private const DeviceCategory Laptops = DeviceCategory.LaptopsAndTablets;
    private const DeviceCategory Routers = DeviceCategory.Routers;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_asks_with_evidence_and_nothing_of_the_draft_is_left(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);

        (await database.WriteAsync(teacher, school, "20", "5", files: [new("survey.pdf", SmallFiles.Pdf), new("pupils.xlsx", SmallFiles.Workbook())])).ShouldBeTrue();
        var id = (await database.SendAsync(teacher, school)).Value;

        var query = (await database.OfSchoolAsync(teacher, school)).Queries.ShouldHaveSingleItem();
        (query.Id, query.State, query.Asked, query.AskedBy, query.IsTheirs).ShouldBe((id, AllocationQueryState.Open, "20 laptops and tablets and 5 routers", teacher.Name, true));
        query.Files.Select(f => (f.Name, f.Type)).ShouldBe([("survey.pdf", EvidenceType.Pdf), ("pupils.xlsx", EvidenceType.Workbook)]);
        query.Story.Select(e => e.What).ShouldBe([HistoryKind.AllocationQueryAsked]);
        (await database.EvidenceAsync(teacher, id, query.Files[0].Id)).Value.Content!.Bytes.ShouldBe(SmallFiles.Pdf);
        (await database.ReadAsync(db => db.AllocationQueryDrafts.CountAsync())).ShouldBe(0);
        (await database.ReadAsync(db => db.EvidenceFiles.CountAsync(f => f.DraftId != null))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nothing_typed_and_no_good_file_is_lost_when_something_else_is_wrong(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);

        (await database.WriteAsync(teacher, school, "many", "5", "Year 7\r\nhas none", new("survey.pdf", SmallFiles.Pdf), new("photo.png", "<html>"u8.ToArray()))).ShouldBeFalse();

        var draft = await database.DraftAsync(teacher, school);
        draft.Typed.ShouldBe(new() { LaptopsAndTablets = "many", Routers = "5", Reasons = "Year 7\r\nhas none" });
        draft.Files.Single().Name.ShouldBe("survey.pdf");
        draft.RefusedFiles.Single().ShouldStartWith("photo.png is not a usable PNG image");
        draft.WhyNot.ShouldBe([new NotANumberOfDevices(Laptops)]);

        (await database.WriteAsync(teacher, school, "20", "5", "Year 7\r\nhas none")).ShouldBeTrue();
        (await database.DraftAsync(teacher, school)).Files.Single().Name.ShouldBe("survey.pdf");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_file_that_is_removed_takes_its_bytes_with_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        await database.WriteAsync(teacher, school, "20", files: [new("survey.pdf", SmallFiles.Pdf), new("pupils.csv", SmallFiles.Csv)]);
        var survey = (await database.DraftAsync(teacher, school)).Files[0];

        await database.Get<AllocationQueryService>().WriteDraftAsync(teacher, new() { Urn = school.Urn, Typed = new() { Reasons = "Kept" }, RemoveFileId = survey.Id });

        (await database.DraftAsync(teacher, school)).Files.Single().Name.ShouldBe("pupils.csv");
        (await database.ReadAsync(db => db.EvidenceContents.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_sixth_file_is_refused_and_the_five_before_it_stay()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);

        (await database.WriteAsync(teacher, school, "20", files: [.. Enumerable.Range(1, 6).Select(i => new GivenFile($"survey {i}.pdf", SmallFiles.Pdf))])).ShouldBeFalse();

        var draft = await database.DraftAsync(teacher, school);
        draft.Files.Select(f => f.Name).ShouldBe(Enumerable.Range(1, 5).Select(i => $"survey {i}.pdf"));
        draft.RefusedFiles.ShouldBe([new TooManyFiles(6).Message]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_draft_that_nobody_went_on_with_is_thrown_away_with_its_files(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var (left, other) = (await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(school));
        await database.WriteAsync(left, school, "20", files: [new("survey.pdf", SmallFiles.Pdf)]);

        database.Clock.Advance(AllocationQueryDraft.Lifetime + TimeSpan.FromMinutes(1));
        await database.WriteAsync(other, school, "3");

        (await database.DraftAsync(left, school)).Key.ShouldBeNull();
        (await database.ReadAsync(db => db.EvidenceContents.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Sending_twice_is_one_query()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        await database.WriteAsync(teacher, school, "20");
        var key = (await database.DraftAsync(teacher, school)).Key!.Value;

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.Get<AllocationQueryService>().SendAsync(teacher, school.Urn, key))));

        sent.Select(result => result.Value).Distinct().ShouldHaveSingleItem();
        (await database.OfSchoolAsync(teacher, school)).Queries.ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_colleagues_who_ask_at_once_one_is_told_of_the_others_query(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        Viewer[] colleagues = [await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(school)];
        foreach (var colleague in colleagues)
        {
            await database.WriteAsync(colleague, school, "20", "5");
        }

        var sent = await Task.WhenAll(colleagues.Select(colleague => Task.Run(() => database.SendAsync(colleague, school))));

        var id = sent.Single(result => !result.Refused).Value;
        sent.Single(result => result.Refused).Refusals.ShouldBe([new AlreadyAsked(Laptops, id), new AlreadyAsked(Routers, id)]);
    }

    [Fact]
    public async Task Only_the_school_and_its_responsible_body_ask_and_only_who_asked_reads_the_evidence_and_withdraws()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body);
        var (teacher, admin, support) = (await database.Given.SchoolUserAsync(school), await database.Given.ResponsibleBodyUserAsync(body), await database.Given.SupportAsync());
        var stranger = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        await database.WriteAsync(admin, school, "20", files: [new("survey.pdf", SmallFiles.Pdf)]);
        var id = (await database.SendAsync(admin, school)).Value;
        var file = (await database.OfSchoolAsync(teacher, school)).Queries.Single().Files.Single().Id;

        (await database.Get<AllocationQueryService>().WriteDraftAsync(stranger, new() { Urn = school.Urn, Typed = new() })).Refusals.ShouldBe([new NotFound()]);
        (await database.Get<AllocationQueryReader>().OfSchoolAsync(stranger, school.Urn)).ShouldBeNull();
        (await database.Get<AllocationQueryReader>().OfSchoolAsync(Viewer.Supplier, school.Urn)).ShouldBeNull();
        foreach (var (viewer, may) in new[] { (admin, true), (support, true), (teacher, false), (stranger, false), (Viewer.Supplier, false) })
        {
            (await database.EvidenceAsync(viewer, id, file)).Refused.ShouldBe(!may, viewer.Name);
        }

        (await database.WithdrawAsync(teacher, id)).Refusals.ShouldBe([new NotFound()]);
        (await database.WithdrawAsync(support, id)).Refusals.ShouldBe([new NotFound()]);
        (await database.WithdrawAsync(admin, id)).Value.ShouldBeTrue();
        (await database.OfSchoolAsync(teacher, school)).Queries.Single().State.ShouldBe(AllocationQueryState.Withdrawn);
    }

    [Fact]
    public async Task A_file_of_a_draft_or_of_another_query_is_not_found_under_a_number()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, other) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var (teacher, stranger) = (await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(other));
        var theirs = await database.AskAsync(stranger, other, "20", files: [new("secret.pdf", SmallFiles.Pdf)]);
        var mine = await database.AskAsync(teacher, school, "20");
        var file = (await database.OfSchoolAsync(stranger, other)).Queries.Single().Files.Single().Id;

        (await database.EvidenceAsync(teacher, mine, file)).Refusals.ShouldBe([new NotFound()]);
        (await database.EvidenceAsync(teacher, theirs, file)).Refusals.ShouldBe([new NotFound()]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_granted_is_set_aside_and_can_be_ordered_at_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 5, ordered: 40);
        var (teacher, support) = (await database.Given.SchoolUserAsync(school), await database.Given.SupportAsync());
        var id = await database.AskAsync(teacher, school, "20", "5");
        var before = database.Get<LiveUpdates>().ChangeOf(Topic.School(school.Id));

        (await database.AnswerAsync(support, id, 12, 5, "There are not enough laptops")).Value.ShouldBe(AllocationQueryState.Granted);

        (await database.NumbersAsync(school)).ShouldBe([new(Laptops, 52, 52, 40), new(Routers, 10, 10, 0)]);
        var query = (await database.OfSchoolAsync(teacher, school)).Queries.Single();
        (query.State, query.InPart, query.Granted, query.Answer, query.DecidedBy)
            .ShouldBe((AllocationQueryState.Granted, true, "12 laptops and tablets and 5 routers", "There are not enough laptops", support.Name));
        (await database.ReadAsync(db => db.History.Where(e => e.SchoolId == school.Id).OrderBy(e => e.Id).Select(e => new { e.What, e.Detail, e.Why }).ToListAsync()))
            .Select(e => (e.What, e.Detail, e.Why)).ShouldBe(
            [
                (HistoryKind.AllocationQueryAsked, "20 laptops and tablets and 5 routers", null),
                (HistoryKind.AllocationQueryGranted, "12 laptops and tablets and 5 routers", "There are not enough laptops"),
                (HistoryKind.AllocationChanged, "Laptops and tablets: 40 to 52; can order 0 to 12", $"Request {id} for more devices"),
                (HistoryKind.AllocationChanged, "Routers: 5 to 10; can order 5 to 10", $"Request {id} for more devices"),
            ]);
        database.Get<LiveUpdates>().ChangeOf(Topic.School(school.Id)).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Who_asked_gets_an_email_with_the_answer()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Rowan School");
        var teacher = await database.Given.SchoolUserAsync(school);
        await database.AnswerAsync(await database.Given.SupportAsync(), await database.AskAsync(teacher, school, "20"), 12, 0, "There are not enough");
        await database.AnswerAsync(await database.Given.SupportAsync(), await database.AskAsync(teacher, school, "8"), 0, 0, "You asked last week");

        var messages = await database.ReadAsync(db => db.Outbox.Where(m => m.Kind == AllocationQueryAnswered.Kind).OrderBy(m => m.Id).ToListAsync());
        foreach (var message in messages)
        {
            await database.Services.GetServices<IOutboxSender>().Single(s => s.Kind == AllocationQueryAnswered.Kind).SendAsync(message, default);
        }

        var sent = database.Get<TestMailbox>().Sent;
        sent.Count.ShouldBe(2);
        sent.ShouldAllBe(email => email.To == teacher.EmailAddress && email.Subject == "Your request for more devices for Rowan School");
        sent[0].Body.ShouldContain("We have set aside more for the school: 12 laptops and tablets.");
        sent[0].Body.ShouldContain("Support says:\n\nThere are not enough\n");
        sent[0].Body.ShouldContain($"https://portal.example.org/schools/{school.Urn}");
        sent[1].Body.ShouldContain("We cannot set aside more at the moment.");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Refusing_says_why_and_changes_no_number(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 5);
        var (teacher, support) = (await database.Given.SchoolUserAsync(school), await database.Given.SupportAsync());
        var id = await database.AskAsync(teacher, school, "20");

        (await database.AnswerAsync(support, id, 0, 0, " ")).Refusals.ShouldBe([new NoAnswer()]);
        (await database.AnswerAsync(support, id, 0, 0, "You have plenty")).Value.ShouldBe(AllocationQueryState.Refused);

        (await database.NumbersAsync(school)).Select(n => n.Allocation).ShouldBe([40, 5]);
        (await database.OfSchoolAsync(teacher, school)).Queries.Single().Story.Select(e => (e.What, e.Why))
            .ShouldBe([(HistoryKind.AllocationQueryAsked, null), (HistoryKind.AllocationQueryRefused, "You have plenty")]);
        (await database.AskAsync(teacher, school, "3")).ShouldNotBe(id);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_agents_who_answer_at_once_one_wins_and_the_other_is_told(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40);
        Viewer[] agents = [await database.Given.SupportAsync(), await database.Given.SupportAsync()];
        var teacher = await database.Given.SchoolUserAsync(school);
        for (var round = 1; round <= 5; round++)
        {
            var id = await database.AskAsync(teacher, school, "20");

            var answers = await Task.WhenAll(agents.Select(agent => Task.Run(() => database.AnswerAsync(agent, id, 20, 0))));

            var winner = agents[Array.FindIndex(answers, a => !a.Refused)];
            answers.Single(a => a.Refused).Refusals.ShouldBe([new AlreadyAnswered(AllocationQueryState.Granted, winner.Name)]);
            (await database.NumbersAsync(school))[0].Allocation.ShouldBe(40 + (20 * round));
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task However_many_grant_at_once_no_more_than_the_national_total_is_set_aside(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var ids = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            var school = await database.Given.SchoolAsync(laptops: 10, routers: 0);
            ids.Add(await database.AskAsync(await database.Given.SchoolUserAsync(school), school, "20"));
        }

        await database.Get<NationalTotalService>().SetAsync(support, Laptops, (6 * 10) + 70, "Three and a half requests");
        var answers = await Task.WhenAll(ids.Select(id => Task.Run(() => database.AnswerAsync(support, id, 20, 0))));

        answers.Count(a => !a.Refused).ShouldBe(3);
        answers.Where(a => a.Refused).ShouldAllBe(a => a.Refusals.Single().Equals(new MoreThanNationalTotal(Laptops, 20, 10)));
        (await database.Get<NationalTotalReader>().ReadAsync(support)).Value.Lines[0].ShouldBe(new(Laptops, 130, 120));
    }

    [Fact]
    public async Task A_query_that_was_withdrawn_is_not_answered_and_one_that_was_answered_is_not_withdrawn()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var (teacher, support) = (await database.Given.SchoolUserAsync(school), await database.Given.SupportAsync());
        var first = await database.AskAsync(teacher, school, "20");
        await database.WithdrawAsync(teacher, first);
        (await database.AnswerAsync(support, first, 20, 0)).Refusals.ShouldBe([new AlreadyAnswered(AllocationQueryState.Withdrawn, teacher.Name)]);

        var second = await database.AskAsync(teacher, school, "20");
        await database.AnswerAsync(support, second, 20, 0);
        (await database.WithdrawAsync(teacher, second)).Refusals.ShouldBe([new AlreadyAnswered(AllocationQueryState.Granted, support.Name)]);
    }

    [Fact]
    public async Task Only_support_answers_and_sets_the_national_total()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        var id = await database.AskAsync(teacher, school, "20");

        foreach (var viewer in new[] { teacher, Viewer.Supplier, Viewer.Service })
        {
            (await database.AnswerAsync(viewer, id, 20, 0)).Refusals.Single().ShouldBeOfType<NotAllowed>();
            (await database.Get<NationalTotalService>().SetAsync(viewer, Laptops, 5, "A guess")).Refusals.Single().ShouldBeOfType<NotAllowed>();
            (await database.Get<AllocationQueries>().ListAsync(viewer, new())).Refusals.Single().ShouldBeOfType<NotAllowed>();
            (await database.Get<AllocationQueries>().FindAsync(viewer, id)).ShouldBeNull();
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_national_total_is_set_with_a_reason_and_kept_in_history(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var totals = database.Get<NationalTotalService>();
        await database.Given.SchoolAsync(laptops: 30, routers: 2);

        (await totals.SetAsync(support, Laptops, -1, "")).Refusals.ShouldBe([new NotATotal(Laptops), new NoReason()]);
        (await totals.SetAsync(support, Laptops, 100, "The first order")).Value.ShouldBeTrue();
        (await totals.SetAsync(support, Laptops, 100, "The first order")).Value.ShouldBeFalse();
        (await totals.SetAsync(support, Laptops, 20, "Fewer came")).Value.ShouldBeTrue();

        var figures = (await database.Get<NationalTotalReader>().ReadAsync(support)).Value;
        figures.Lines.Select(line => (line.Total, line.SetAside, line.Left)).ShouldBe([(20, 30, -10), (null, 2, null)]);
        figures.History.Select(e => (e.Detail, e.Why)).ShouldBe([("Laptops and tablets: 100 to 20", "Fewer came"), ("Laptops and tablets: not set to 100", "The first order")]);
    }
}
