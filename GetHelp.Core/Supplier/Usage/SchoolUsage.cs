using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Usage;

/// <summary>Applies what one message tells of one school, in the write that it is given.</summary>
internal sealed class SchoolUsage(WriteTransaction write, UsagePayload payload, DateTime sentAt)
{
    private readonly UsageResults results = new();

    public async Task<UsageResults> ApplyAsync(IReadOnlyList<PlacedRecord> records, CancellationToken cancellationToken)
    {
        var sound = records.Where(placed => IsSound(placed.Record)).ToList();
        if (sound.Count == 0)
        {
            return results;
        }

        var shipTo = sound[0].Record.ShipTo;
        if (await write.Db.Schools.Where(s => s.ShipTo == shipTo).Select(s => (int?)s.Id).SingleOrDefaultAsync(cancellationToken) is not { } id)
        {
            sound.ForEach(placed => Fail(placed.Record, $"No school has the shipTo {shipTo}"));
            return results;
        }

        var ledger = await write.LockSchoolAsync(id, cancellationToken);
        var reports = await write.Db.UsageReports.Where(r => r.SchoolId == id).ToListAsync(cancellationToken);
        foreach (var (record, position) in sound)
        {
            if (ledger.Allocations.SingleOrDefault(a => a.Category == record.Category) is not { } allocation)
            {
                Fail(record, $"Nothing is set aside for the school in {record.CapType}");
                continue;
            }

            await TakeAsync(ledger, allocation, Report(reports, allocation), record, position, cancellationToken);
        }

        ledger.Tell(write);
        write.Tell(Topic.Usage);
        return results;
    }

    private async Task TakeAsync(
        SchoolLedger ledger, Allocation allocation, UsageReport report, UsageRecord record, int position, CancellationToken cancellationToken)
    {
        if (report.Has(payload, position))
        {
            return;
        }

        if (report.IsNewerThan(sentAt))
        {
            results.Outdated++;
            return;
        }

        allocation.Report(record.Used!.Value, ledger.State);
        report.Take(payload, position, sentAt, record.Cap, allocation.Used != allocation.Ordered);
        await SupplierOrders.MatchAsync(write, ledger, allocation, cancellationToken);
    }

    private UsageReport Report(List<UsageReport> reports, Allocation allocation)
    {
        if (reports.Find(r => r.Category == allocation.Category) is { } known)
        {
            return known;
        }

        var made = new UsageReport { SchoolId = allocation.SchoolId, Category = allocation.Category };
        reports.Add(made);
        write.Db.UsageReports.Add(made);
        return made;
    }

    private bool IsSound(UsageRecord record)
    {
        if (record.WhyNot() is not { } why)
        {
            return true;
        }

        Fail(record, why);
        return false;
    }

    private void Fail(UsageRecord record, string why) => results.Failed.Add(new(record, why));
}
