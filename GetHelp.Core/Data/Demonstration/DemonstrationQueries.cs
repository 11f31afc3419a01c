using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.History;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>Requests for more devices, of the named people's schools: some wait for support, some are answered. What was granted is part of the
/// demonstration figures.</summary>
internal sealed class DemonstrationQueries(WriteTransaction write, Viewer support)
{
    private static readonly IReadOnlyList<Planned> All =
    [
        new(119714, DaysAgo: 3, Laptops: 20, Routers: 4, "Year 10 has grown by a form since September, and most of its pupils share a phone at home."),
        new(119753, DaysAgo: 2, Laptops: 15, Routers: 0, "We have given out everything we had. Fifteen more families have told us that they have nothing."),
        new(119722, DaysAgo: 1, Laptops: 8, Routers: 0, "Eight pupils have joined us from a school that has closed."),
        new(119771, DaysAgo: 9, Laptops: 12, Routers: 2, "Two of our buses no longer run, so more pupils learn at home.") { Granted = 12, GrantedRouters = 2 },
        new(137111, DaysAgo: 14, Laptops: 30, Routers: 0, "A whole year group is at home until the roof is mended.") { Granted = 10, Answer = "These are for the pupils in exam years. Ask again if the repair takes longer than a month." },
        new(119743, DaysAgo: 20, Laptops: 40, Routers: 5, "We would like spare devices in every classroom.") { Answer = "Devices are for pupils who cannot come to school. Most of yours are still to be ordered." },
    ];

    public async Task AddAsync(IReadOnlyDictionary<Urn, School> schools, IReadOnlyDictionary<Urn, User> people, CancellationToken cancellationToken)
    {
        var asked = All.Select(planned => (Planned: planned, Query: Ask(planned, schools[Urn.From(planned.Urn)], people[Urn.From(planned.Urn)])))
            .OrderBy(one => one.Query.AskedAt).ToList();
        write.Db.AllocationQueries.AddRange(asked.Select(one => one.Query));
        await write.Db.SaveChangesAsync(cancellationToken);
        foreach (var (planned, query) in asked)
        {
            Tell(query, schools[Urn.From(planned.Urn)]);
        }
    }

    private AllocationQuery Ask(Planned planned, School school, User by)
    {
        var query = new AllocationQuery
        {
            Key = new(planned.Urn, 1, 0, [0, 0, 0, 0, 0, 0, 0, 2]),
            SchoolId = school.Id,
            AskedByUserId = by.Id,
            AskedBy = by.FullName,
            AskedAt = DemonstrationOrders.At(write.Now, planned.DaysAgo, hour: 11),
            Reasons = planned.Reasons,
            Lines = [.. planned.Asked.Where(asked => asked.Value > 0).Select(asked => new AllocationQueryLine { Category = asked.Key, SchoolId = school.Id, Asked = asked.Value })],
        };
        var decidedAt = query.AskedAt.AddHours(28);
        if (planned.Granted > 0)
        {
            query.Grant(planned.WasGranted, support, decidedAt, planned.Answer);
        }
        else if (planned.Answer is not null)
        {
            query.Refuse(support, decidedAt, planned.Answer);
        }

        return query;
    }

    /// <summary>The story, as the service would have kept it.</summary>
    private void Tell(AllocationQuery query, School school)
    {
        Keep(query, query.AskedAt, HistoryKind.AllocationQueryAsked, query.AskedBy, query.Asked());
        if (query.DecidedAt is not { } decidedAt)
        {
            return;
        }

        var isGranted = query.State == AllocationQueryState.Granted;
        Keep(query, decidedAt, isGranted ? HistoryKind.AllocationQueryGranted : HistoryKind.AllocationQueryRefused, support.Name, isGranted ? query.Granted() : query.Asked(), query.Answer);
        foreach (var line in query.Lines.Where(line => line.Granted > 0).OrderBy(line => line.Category))
        {
            var after = AllocationLine.Of(school.Allocations.Single(a => a.Category == line.Category));
            var before = after with { Allocation = after.Allocation - line.Granted, Cap = after.Cap - line.Granted };
            write.Db.History.Add(new()
            {
                At = decidedAt,
                UserId = support.UserId,
                Who = support.Name,
                What = HistoryKind.AllocationChanged,
                SchoolId = school.Id,
                Detail = AllocationInWords.Change(before, after),
                Why = $"Request {query.Id} for more devices",
            });
        }
    }

    private void Keep(AllocationQuery query, DateTime at, HistoryKind what, string who, string detail, string? why = null) => write.Db.History.Add(new()
    {
        At = at,
        UserId = what == HistoryKind.AllocationQueryAsked ? query.AskedByUserId : support.UserId,
        Who = who,
        What = what,
        SchoolId = query.SchoolId,
        AllocationQueryId = query.Id,
        Detail = detail,
        Why = why,
    });

    /// <summary>One request, and what support made of it: nothing yet, while neither is granted nor answered.</summary>
    private sealed record Planned(int Urn, int DaysAgo, int Laptops, int Routers, string Reasons)
    {
        public int Granted { get; init; }

        public int GrantedRouters { get; init; }

        public string? Answer { get; init; }

        public IReadOnlyDictionary<DeviceCategory, int> Asked => Of(Laptops, Routers);

        public IReadOnlyDictionary<DeviceCategory, int> WasGranted => Of(Granted, GrantedRouters);

        private static Dictionary<DeviceCategory, int> Of(int laptops, int routers) =>
            new() { [DeviceCategory.LaptopsAndTablets] = laptops, [DeviceCategory.Routers] = routers };
    }
}
