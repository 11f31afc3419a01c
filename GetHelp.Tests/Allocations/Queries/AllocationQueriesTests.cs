using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Queries;

public sealed class AllocationQueriesTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Open_queries_are_listed_oldest_first_and_decided_ones_newest_first(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var ids = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            var school = await database.Given.SchoolAsync($"School {i}");
            ids.Add(await database.AskAsync(await database.Given.SchoolUserAsync(school), school, "20", "5", files: [new("survey.pdf", SmallFiles.Pdf)]));
            database.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await database.AnswerAsync(support, ids[1], 20, 5);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database.AnswerAsync(support, ids[0], 3, 0, "A few");

        var open = (await database.Get<AllocationQueries>().ListAsync(support, new())).Value;
        var decided = (await database.Get<AllocationQueries>().ListAsync(support, new() { Decided = true })).Value;

        (open.Open, open.Decided, open.Total, decided.Total).ShouldBe((2, 2, 2, 2));
        open.Rows.Select(r => (r.Id, r.School, r.Asked, r.Files)).ShouldBe(
            [(ids[2], "School 2", "20 laptops and tablets and 5 routers", 1), (ids[3], "School 3", "20 laptops and tablets and 5 routers", 1)]);
        decided.Rows.Select(r => (r.Id, r.State, r.InPart, r.DecidedBy)).ShouldBe(
            [(ids[0], AllocationQueryState.Granted, true, support.Name), (ids[1], AllocationQueryState.Granted, false, support.Name)]);
    }

    /// <summary>Two primary schools of 200 to 400 pupils were granted 10 devices for 40 and 30 for 60 disadvantaged pupils; a third was refused.
    /// A secondary school, and a larger primary school, are nothing like it.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_query_is_shown_beside_those_of_schools_of_its_phase_and_size(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        await AnsweredAsync(Phase.Primary, pupils: 250, disadvantaged: 40, granted: 10);
        await AnsweredAsync(Phase.Primary, pupils: 400, disadvantaged: 60, granted: 30);
        await AnsweredAsync(Phase.Primary, pupils: 201, disadvantaged: 70, granted: 0);
        await AnsweredAsync(Phase.Secondary, pupils: 250, disadvantaged: 10, granted: 10);
        await AnsweredAsync(Phase.Primary, pupils: 401, disadvantaged: 10, granted: 10);
        var (withdrawn, who) = await AskedAsync(Phase.Primary, 300, 10);
        await database.WithdrawAsync(who, withdrawn);
        var (id, _) = await AskedAsync(Phase.Primary, pupils: 300, disadvantaged: 50);

        var found = (await database.Get<AllocationQueries>().FindAsync(support, id))!;

        (found.Pupils, found.DisadvantagedPupils, found.Similar.Phase, found.Similar.Band).ShouldBe((300, 50, Phase.Primary, SizeBand.UpTo400));
        found.Similar.Figures[0].ShouldBe(new()
        {
            Category = DeviceCategory.LaptopsAndTablets,
            Asked = 3,
            Granted = 2,
            MedianPerPupil = 0.375m,
            MeanPerPupil = 0.375m,
        });
        found.Similar.Figures[1].Asked.ShouldBe(0);
        found.Numbers.Select(n => n.Allocation).ShouldBe([100, 10]);

        async Task AnsweredAsync(Phase phase, int pupils, int disadvantaged, int granted)
        {
            var (query, _) = await AskedAsync(phase, pupils, disadvantaged);
            (await database.AnswerAsync(support, query, granted, 0, "As we do for all")).Refused.ShouldBeFalse();
        }

        async Task<(int Id, Core.People.Viewer Who)> AskedAsync(Phase phase, int pupils, int disadvantaged)
        {
            var school = await database.Given.SchoolAsync();
            var teacher = await database.Given.SchoolUserAsync(school);
            await using var db = database.Open();
            await db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(set => set
                .SetProperty(s => s.Phase, phase).SetProperty(s => s.Pupils, pupils).SetProperty(s => s.DisadvantagedPupils, disadvantaged));
            return (await database.AskAsync(teacher, school, "40"), teacher);
        }
    }

    [Fact]
    public async Task The_list_and_a_query_cost_the_same_statements_however_many_there_are()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var dispose = database;
        var support = await database.Given.SupportAsync();
        var (queries, costs) = (database.Get<AllocationQueries>(), new List<(int List, int Query, int School)>());
        foreach (var more in new[] { 1, 4, 12 })
        {
            School school = null!;
            var id = 0;
            for (var i = 0; i < more; i++)
            {
                school = await database.Given.SchoolAsync();
                id = await database.AskAsync(await database.Given.SchoolUserAsync(school), school, "20", "5", files: [new("survey.pdf", SmallFiles.Pdf), new("pupils.csv", SmallFiles.Csv)]);
            }

            var teacher = await database.Given.SchoolUserAsync(school);
            costs.Add((
                await CountAsync(() => queries.ListAsync(support, new())),
                await CountAsync(() => queries.FindAsync(support, id)),
                await CountAsync(() => database.OfSchoolAsync(teacher, school))));
        }

        costs.Distinct().ShouldHaveSingleItem().ShouldBe((3, 10, 7));

        async Task<int> CountAsync(Func<Task> read)
        {
            counter.StartAgain();
            await read();
            return counter.Count;
        }
    }
}
