using System.Xml.Linq;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>What has passed between this service and the supplier: caps that were told and accepted, and counts that agree, but for a few
/// schools of named people.</summary>
internal sealed class DemonstrationSupplier(WriteTransaction write, CancellationToken cancellationToken)
{
    /// <summary>For how many days the counts have differed where they do.</summary>
    public const int DifferForDays = 4;

    /// <summary>The hour of the evening at which the supplier begins to report.</summary>
    public const int ReportsAt = 21;

    private const string Accepted = """<CapAdjustmentResponse><HeaderResult status="Success" /><FailedRecords /></CapAdjustmentResponse>""";

    /// <summary>As many records as the supplier puts into one message.</summary>
    private const int RecordsInMessage = 250;

    /// <summary>Whose cap the supplier has wrong.</summary>
    private static readonly Urn AnotherCap = Urn.From(119714);

    /// <summary>So many more, or fewer, than were ordered here the supplier counts.</summary>
    private static readonly IReadOnlyDictionary<(Urn, DeviceCategory), int> Beyond = new Dictionary<(Urn, DeviceCategory), int>
    {
        [(Urn.From(119771), DeviceCategory.LaptopsAndTablets)] = -3,
        [(Urn.From(119722), DeviceCategory.LaptopsAndTablets)] = -1,
        [(Urn.From(119129), DeviceCategory.LaptopsAndTablets)] = 2,
    };

    private readonly BulkInsert bulk = new(write.Db);
    private readonly DateTime toldAt = DemonstrationOrders.At(write.Now, daysAgo: 1, hour: 16);

    /// <summary>How many the supplier counts of what was ordered here.</summary>
    public static int Counts(Urn urn, DeviceCategory category, int ordered) => Math.Max(0, ordered + Beyond.GetValueOrDefault((urn, category)));

    /// <summary>What was ordered past this service, of one school.</summary>
    public static IEnumerable<LivedOrder> Orders(School school, DateTime now) =>
        Beyond.Where(beyond => beyond.Key.Item1 == school.Urn && beyond.Value > 0).Select(beyond => DemonstrationOrders.WithSupplier(school, beyond.Key.Item2, beyond.Value, now));

    /// <param name="named">The schools of named people.</param>
    public async Task AddAsync(IEnumerable<School> named)
    {
        await TellAsync();
        await AddCallsAsync([.. named]);
        await AddReportsAsync();
    }

    /// <summary>Everything that there is to know, told yesterday afternoon: of a school with numbers of its own its cap, or what is gone where that is more.</summary>
    private async Task TellAsync()
    {
        var db = write.Db;
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "CapUpdates" ("SchoolId", "Category", "Told", "ToldAt")
             SELECT "SchoolId", "Category", CASE WHEN "MayOrder" AND "Cap" > "Taken" THEN "Cap" ELSE "Taken" END, {toldAt} FROM (
                 SELECT a."SchoolId", a."Category", a."Cap", CASE WHEN a."Used" > a."Ordered" THEN a."Used" ELSE a."Ordered" END AS "Taken",
                     s."OrderState" IN ('CanOrder', 'CanOrderForSpecificCircumstances') AS "MayOrder"
                 FROM "Allocations" a JOIN "Schools" s ON s."Id" = a."SchoolId") numbers
             """,
            cancellationToken);
        foreach (var body in await db.ResponsibleBodies.Where(b => b.PoolsCaps).Select(b => b.Id).ToListAsync(cancellationToken))
        {
            foreach (var same in (await CapNumbers.ReadAsync(db, CapsChanged.Pool(body), cancellationToken)).GroupBy(line => (line.Category, line.Number)))
            {
                var ids = same.Select(line => line.SchoolId).ToList();
                await db.CapUpdates.Where(u => u.Category == same.Key.Category && ids.Contains(u.SchoolId))
                    .ExecuteUpdateAsync(u => u.SetProperty(x => x.Told, same.Key.Number), cancellationToken);
            }
        }
    }

    /// <summary>The messages that told of the named people's schools; older ones are not kept.</summary>
    private async Task AddCallsAsync(List<School> named)
    {
        var ids = named.ConvertAll(school => school.Id);
        var told = (await write.Db.CapUpdates.AsNoTracking().Where(u => ids.Contains(u.SchoolId)).OrderByDescending(u => u.Category).ToListAsync(cancellationToken))
            .ToLookup(u => u.SchoolId);
        var calls = named.Select((school, i) => Call(school, told[school.Id], toldAt.AddMinutes(i))).ToList();
        await bulk.InsertAsync(calls, cancellationToken);
        foreach (var call in calls)
        {
            var school = call.Records[0].SchoolId;
            await write.Db.CapUpdates.Where(u => u.SchoolId == school)
                .ExecuteUpdateAsync(u => u.SetProperty(x => x.ToldAt, call.At).SetProperty(x => x.PayloadId, call.PayloadId), cancellationToken);
        }
    }

    private static CapCall Call(School school, IEnumerable<CapUpdate> told, DateTime at)
    {
        var (payloadId, records) = ($"demonstration-caps-{school.Urn}", told.Select(u => new CapCallRecord
        {
            SchoolId = school.Id,
            Category = u.Category,
            ShipTo = school.ShipTo!,
            Number = u.Told!.Value,
        }).ToList());
        return new()
        {
            PayloadId = payloadId,
            At = at,
            Request = CapXml.Write(payloadId, at, records),
            Status = 200,
            Response = Accepted,
            DurationMilliseconds = 140 + at.Minute,
            Outcome = CapCallOutcome.Accepted,
            Said = "200 Success",
            Records = records,
        };
    }

    /// <summary>Last night's messages count everything that was ordered; one of some days before had the differences already.</summary>
    private async Task AddReportsAsync()
    {
        var counted = await (
            from a in write.Db.Allocations.AsNoTracking()
            join u in write.Db.CapUpdates on new { a.SchoolId, a.Category } equals new { u.SchoolId, u.Category }
            where a.Ordered > 0 || a.Used > 0
            orderby a.SchoolId, a.Category
            select new Counted(a.SchoolId, a.School!.Urn, a.School.ShipTo!, a.Category, a.Ordered, a.Used, u.Told!.Value)).ToListAsync(cancellationToken);
        var lastNight = DemonstrationOrders.At(write.Now, daysAgo: 1, ReportsAt);
        var messages = counted.Chunk(RecordsInMessage).Select((records, i) => Message($"demonstration-usage-{i + 1}", lastNight.AddMinutes(i), records))
            .Prepend(Message("demonstration-usage-before", DemonstrationOrders.At(write.Now, DifferForDays, ReportsAt), [.. counted.Where(c => c.Differs)])).ToList();
        await bulk.InsertAsync(messages.ConvertAll(message => message.Payload), cancellationToken);
        var reports = new Dictionary<(int, DeviceCategory), UsageReport>();
        foreach (var (payload, records) in messages)
        {
            foreach (var (record, position) in records.Select((record, position) => (record, position)))
            {
                var key = (record.SchoolId, record.Category);
                var report = reports.TryGetValue(key, out var known) ? known : reports[key] = new() { SchoolId = record.SchoolId, Category = record.Category };
                report.Take(payload, position, payload.SentAt!.Value, record.SuppliersCap, record.Differs);
            }
        }

        await bulk.InsertAsync(reports.Values, cancellationToken);
    }

    private static (UsagePayload Payload, IReadOnlyList<Counted> Records) Message(string payloadId, DateTime sentAt, IReadOnlyList<Counted> records) => (
        new()
        {
            PayloadId = payloadId,
            SentAt = sentAt,
            ReceivedAt = sentAt.AddSeconds(2),
            AnsweredAt = sentAt.AddSeconds(3),
            Sender = "Lucy Varga: Warehouse",
            Document = Document(payloadId, sentAt, records),
            Outcome = UsageOutcome.Succeeded,
            Records = records.Count,
        },
        records);

    private static string Document(string payloadId, DateTime sentAt, IReadOnlyList<Counted> records) => new XElement(
        "CapUsage",
        new XAttribute("payloadID", payloadId),
        new XAttribute("dateTime", sentAt),
        records.Select(record => new XElement(
            "Record",
            new XAttribute("capType", record.Category.CapType()),
            new XAttribute("shipTo", record.ShipTo),
            new XAttribute("capAmount", record.SuppliersCap),
            new XAttribute("usedCap", record.Used)))).ToString();

    /// <summary>What the supplier counts of one school and category.</summary>
    private sealed record Counted(int SchoolId, Urn Urn, string ShipTo, DeviceCategory Category, int Ordered, int Used, int Told)
    {
        public bool Differs => Used != Ordered || SuppliersCap != Told;

        public int SuppliersCap => Urn == AnotherCap && Category == DeviceCategory.LaptopsAndTablets ? Told - 1 : Told;
    }
}
