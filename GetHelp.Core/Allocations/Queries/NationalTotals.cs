using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>Sets how many devices there are for all of England.</summary>
public sealed class NationalTotalService(WriteTransactions transactions)
{
    /// <returns>Whether that changed anything: what was so already is no news and leaves no trace.</returns>
    public Task<Result<bool>> SetAsync(Viewer viewer, DeviceCategory category, int devices, string why, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (!viewer.IsSupport)
                {
                    return new NotAllowed("set the national total");
                }

                Refusal?[] whyNot = [devices is < 0 or > NationalTotal.Most ? new NotATotal(category) : null, Reason.WhyNot(why)];
                if (whyNot.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Result<bool>.Refuse(refusals);
                }

                var total = await write.Db.NationalTotals.SingleOrDefaultAsync(t => t.Category == category, cancellationToken);
                if (total?.Devices == devices)
                {
                    return false;
                }

                var before = total is null ? "not set" : $"{total.Devices:N0}";
                total ??= write.Db.NationalTotals.Add(new() { Category = category }).Entity;
                total.Devices = devices;
                write.Record(HistoryKind.NationalTotalChanged, detail: $"{category.Name()}: {before} to {devices:N0}", why: Reason.OneLine(why));
                write.Tell(Topic.NationalTotals);
                return true;
            },
            cancellationToken);
}

/// <summary>The national totals and what became of them.</summary>
public sealed record NationalFigures
{
    /// <summary>Every category.</summary>
    public required IReadOnlyList<NationalLine> Lines { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<StoryEntry> History { get; init; }
}

/// <summary>Reads how many devices there are for all of England, and how many of them are set aside.</summary>
public sealed class NationalTotalReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>How many changes of a total are shown.</summary>
    private const int ChangesShown = 50;

    public async Task<Result<NationalFigures>> ReadAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("see the national total");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new NationalFigures
        {
            Lines = await LinesAsync(db, cancellationToken),
            History = await db.History.AsNoTracking().Where(e => e.What == HistoryKind.NationalTotalChanged).OrderByDescending(e => e.Id).Take(ChangesShown)
                .Select(e => new StoryEntry(e.Id, e.What, e.At, e.Who, e.Delivery, e.Detail, e.Why)).ToListAsync(cancellationToken),
        };
    }

    internal static async Task<IReadOnlyList<NationalLine>> LinesAsync(GetHelpDbContext db, CancellationToken cancellationToken)
    {
        var totals = await db.NationalTotals.AsNoTracking().ToDictionaryAsync(t => t.Category, t => (int?)t.Devices, cancellationToken);
        var setAside = await db.Allocations.GroupBy(a => a.Category).Select(g => new { g.Key, Amount = g.Sum(a => a.Amount) })
            .ToDictionaryAsync(g => g.Key, g => g.Amount, cancellationToken);
        var socialCare = await db.SocialCareAllocations.GroupBy(a => a.Category).Select(g => new { g.Key, Amount = g.Sum(a => a.Amount) })
            .ToDictionaryAsync(g => g.Key, g => g.Amount, cancellationToken);
        return
        [
            .. AllocationRules.Categories.Select(category => new NationalLine(
                category, totals.GetValueOrDefault(category), setAside.GetValueOrDefault(category) + socialCare.GetValueOrDefault(category))),
        ];
    }

    /// <summary>What is left of each total that is set, held until the commit: whoever else grants waits, and then counts what was granted here.</summary>
    internal static async Task<IReadOnlyDictionary<DeviceCategory, int>> LockLeftAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        if (write.Db.Database.IsNpgsql())
        {
            await write.Db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "NationalTotals" ORDER BY "Category" FOR UPDATE""", cancellationToken);
        }

        var lines = await LinesAsync(write.Db, cancellationToken);
        return lines.Where(line => line.Left is not null).ToDictionary(line => line.Category, line => line.Left!.Value);
    }
}

/// <summary>Not a whole number from nought to <see cref="NationalTotal.Most"/>.</summary>
public sealed record NotATotal(DeviceCategory Category) : Refusal
{
    public override string Message => $"{Category.Name()}: enter a whole number, such as 1,200,000, of at most {NationalTotal.Most:N0}.";
}
