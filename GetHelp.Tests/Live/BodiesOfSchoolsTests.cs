using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Live;

public sealed class BodiesOfSchoolsTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_tells_of_schools_tells_their_responsible_bodies_once_each(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (first, second) = (await database.Given.ResponsibleBodyAsync(), await database.Given.ResponsibleBodyAsync());
        var (ash, elm, oak) = (await database.Given.SchoolAsync(body: first), await database.Given.SchoolAsync(body: first), await database.Given.SchoolAsync(body: second));

        (await ToldAsync(database, Topic.School(ash.Id), Topic.School(elm.Id), Topic.Stock)).ShouldBe(
            [Topic.School(ash.Id), Topic.School(elm.Id), Topic.Stock, Topic.SchoolsOf(first.Id)], ignoreOrder: true);
        (await ToldAsync(database, Topic.School(ash.Id), Topic.School(oak.Id))).ShouldBe(
            [Topic.School(ash.Id), Topic.School(oak.Id), Topic.SchoolsOf(first.Id), Topic.SchoolsOf(second.Id)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_topic_that_only_begins_like_a_schools_tells_nobody_else()
    {
        await using var database = await TestDatabase.CreateAsync();

        (await ToldAsync(database, Topic.SchoolList(Guid.Empty), Topic.Pool(1), Topic.SchoolsOf(1))).ShouldBe([Topic.SchoolList(Guid.Empty), Topic.Pool(1), Topic.SchoolsOf(1)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_school_that_the_write_has_read_costs_no_statement()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var dispose = database;
        var school = await database.Given.SchoolAsync();

        var told = await database.Get<WriteTransactions>().RunAsync<int>(Viewer.Service, async write =>
        {
            await write.Db.Schools.FindAsync(school.Id);
            write.Tell(Topic.School(school.Id));
            counter.StartAgain();
            await new BodiesOfSchools().FollowAsync(write, CancellationToken.None);
            write.Topics.ShouldContain(Topic.SchoolsOf(school.ResponsibleBodyId));
            return counter.Count;
        });

        told.Value.ShouldBe(0);
    }

    private static async Task<IReadOnlyCollection<Topic>> ToldAsync(TestDatabase database, params Topic[] topics)
    {
        WriteTransaction? written = null;
        Result<bool> result = await database.Get<WriteTransactions>().RunAsync<bool>(Viewer.Service, write =>
        {
            written = write;
            write.Tell(topics);
            return Task.FromResult<Result<bool>>(true);
        });
        result.Refused.ShouldBeFalse();
        return written!.Topics;
    }
}
