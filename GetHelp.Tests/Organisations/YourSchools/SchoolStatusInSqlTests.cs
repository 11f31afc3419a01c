using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.YourSchools;

/// <summary>The grid's status is worked out by the database: on every combination of what it follows from, it is the rule's.</summary>
public sealed class SchoolStatusInSqlTests
{
    private static readonly ChromebookDetails[] Chromebooks =
    [
        new(),
        new() { Answer = ChromebookAnswer.No },
        new() { Answer = ChromebookAnswer.DoNotKnow },
        new() { Answer = ChromebookAnswer.Yes },
        new() { Answer = ChromebookAnswer.Yes, Domain = "school.example.org" },
        new() { Answer = ChromebookAnswer.Yes, Domain = "UNKNOWN" },
        new() { Answer = ChromebookAnswer.Yes, Domain = "school.example.org", RecoveryAddress = "recovery@example.net" },
    ];

    private static readonly (OrderState State, int Ordered)[] Numbers =
        [(OrderState.CanOrder, 0), (OrderState.CanOrder, 4), (OrderState.CanOrder, 10), (OrderState.CanOrderForSpecificCircumstances, 2), (OrderState.CannotOrder, 0), (OrderState.CannotOrderAsReopened, 5)];

    private static readonly bool[] YesAndNo = [true, false];

    private enum People
    {
        None,
        One,

        /// <summary>Who was removed from the service does not count (spec 08 A23).</summary>
        OneRemoved,
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Every_combination_has_the_status_of_the_rule(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        foreach (var (pools, ordered) in new[] { (false, 0), (true, 0), (true, 10) })
        {
            var body = await database.Given.ResponsibleBodyAsync(pools: pools);
            var combinations = Combinations(body, ordered).ToList();
            await AddAsync(database, combinations);
            var pool = pools ? await database.ReadAsync(db => VirtualCapPool.TotalsAsync(db, body.Id)) : null;
            var expected = combinations.ToDictionary(c => c.School.Urn, c => c.StatusBy(pool));
            var reader = database.Get<SchoolGridReader>();
            var query = new SchoolGridQuery { ResponsibleBodyId = body.Id };

            var rows = (await reader.ReadAllAsync(Viewer.Service, query))!;

            rows.ToDictionary(row => row.Urn, row => row.Status).ShouldBe(expected, ignoreOrder: true);
            foreach (var status in Enum.GetValues<SchoolStatus>())
            {
                var urns = await reader.UrnsAsync(Viewer.Service, query with { Status = status });
                urns.ShouldBe(expected.Where(pair => pair.Value == status).Select(pair => pair.Key), ignoreOrder: true, $"{status}, pool {pools}");
            }

            (await reader.ReadAsync(Viewer.Service, query))!.Statuses
                .ShouldBe(expected.Values.GroupBy(status => status).OrderBy(those => those.Key).Select(those => new SchoolsWithStatus(those.Key, those.Count())));
        }
    }

    [Fact]
    public void The_combinations_reach_every_status() =>
        Combinations(new() { Name = "A body" }, 0).Select(c => c.StatusBy(pool: null)).Distinct().Order().ShouldBe(Enum.GetValues<SchoolStatus>());

    private static IEnumerable<Combination> Combinations(ResponsibleBody body, int orderedFromPool) =>
        from who in Enum.GetValues<WhoWillOrder>()
        from people in Enum.GetValues<People>()
        from hasContact in YesAndNo
        from chromebooks in Chromebooks
        from numbers in Numbers
        select new Combination(SchoolWith(body, who, hasContact, chromebooks, numbers.State, numbers.Ordered + (who == WhoWillOrder.ResponsibleBody ? orderedFromPool : 0)), people);

    private static School SchoolWith(ResponsibleBody body, WhoWillOrder who, bool hasContact, ChromebookDetails chromebooks, OrderState state, int ordered)
    {
        var school = new School
        {
            Urn = Urn.From(Interlocked.Increment(ref lastUrn)),
            Name = "A school",
            ResponsibleBodyId = body.Id,
            LocalAuthorityId = body.Id,
            WhoWillOrder = who,
            Chromebooks = chromebooks,
            OrderState = state,
            Allocations = [Allocation.Of(DeviceCategory.LaptopsAndTablets, 10, state, ordered, given: 3), Allocation.Of(DeviceCategory.Routers, 0, state)],
        };
        if (hasContact)
        {
            school.Contacts.Add(new() { Role = SchoolContactRole.Contact, Name = "Jo Head", EmailAddress = "jo.head@example.org" });
        }

        return school;
    }

    private static async Task AddAsync(TestDatabase database, List<Combination> combinations)
    {
        await using var db = database.Open();
        db.AddRange(combinations.Select(c => c.School));
        await db.SaveChangesAsync();
        foreach (var (school, people) in combinations)
        {
            if (people != People.None)
            {
                db.Add(new User { FullName = "Sam", EmailAddress = $"{people}-{school.Urn}@example.org", Memberships = [new() { SchoolId = school.Id }] });
            }
        }

        await db.SaveChangesAsync();
        await db.Schools.Where(s => s.Contacts.Any()).ExecuteUpdateAsync(s => s.SetProperty(x => x.ContactId, x => x.Contacts.Select(c => (int?)c.Id).First()));
        await db.Users.Where(u => u.EmailAddress.StartsWith(nameof(People.OneRemoved))).ExecuteUpdateAsync(u => u.SetProperty(x => x.DeletedAt, database.Clock.Now));
    }

    private static int lastUrn = 700_000;

    private sealed record Combination(School School, People People)
    {
        public SchoolStatus StatusBy(IReadOnlyList<PoolTotals>? pool) => SchoolStatusRule.Of(new SchoolStatusFacts
        {
            WhoWillOrder = School.WhoWillOrder,
            HasPeople = People == People.One,
            HasContact = School.Contacts.Count > 0,
            ChromebooksComplete = School.Chromebooks.IsComplete,
        }.With(School.OrderState, School.Allocations.Select(AllocationLine.Of), School.WhoWillOrder == WhoWillOrder.ResponsibleBody ? pool : null));
    }
}
