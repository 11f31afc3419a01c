using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace GetHelp.Tests.Allocations.Queries;

/// <summary>How tests ask for more devices and answer, the way the pages do.</summary>
internal static class AskingForMore
{
    public static async Task<bool> WriteAsync(
        this TestDatabase database, Viewer viewer, School school, string laptops, string routers = "", string reasons = "Year 7 has none", params GivenFile[] files) =>
        (await database.Get<AllocationQueryService>().WriteDraftAsync(viewer, new()
        {
            Urn = school.Urn,
            Typed = new() { LaptopsAndTablets = laptops, Routers = routers, Reasons = reasons },
            Files = files,
        })).Value;

    public static async Task<Result<int>> SendAsync(this TestDatabase database, Viewer viewer, School school) =>
        await database.Get<AllocationQueryService>().SendAsync(viewer, school.Urn, (await database.DraftAsync(viewer, school)).Key!.Value);

    /// <summary>Writes and sends.</summary>
    /// <returns>The query's number.</returns>
    public static async Task<int> AskAsync(
        this TestDatabase database, Viewer viewer, School school, string laptops, string routers = "", string reasons = "Year 7 has none", params GivenFile[] files)
    {
        (await database.WriteAsync(viewer, school, laptops, routers, reasons, files)).ShouldBeTrue();
        return (await database.SendAsync(viewer, school)).Value;
    }

    public static Task<Result<AllocationQueryState>> AnswerAsync(this TestDatabase database, Viewer viewer, int id, int laptops, int routers, string? answer = null) =>
        database.Get<AllocationQueryService>().AnswerAsync(viewer, new()
        {
            AllocationQueryId = id,
            Granted = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = laptops, [DeviceCategory.Routers] = routers },
            Answer = answer,
        });

    public static Task<Result<bool>> WithdrawAsync(this TestDatabase database, Viewer viewer, int id) =>
        database.Get<AllocationQueryService>().WithdrawAsync(viewer, id);

    public static async Task<QueryDraftDetails> DraftAsync(this TestDatabase database, Viewer viewer, School school) =>
        (await database.Get<AllocationQueryReader>().DraftAsync(viewer, school.Urn)).ShouldNotBeNull();

    public static async Task<SchoolAllocationQueries> OfSchoolAsync(this TestDatabase database, Viewer viewer, School school) =>
        (await database.Get<AllocationQueryReader>().OfSchoolAsync(viewer, school.Urn)).ShouldNotBeNull();

    public static Task<Result<EvidenceFile>> EvidenceAsync(this TestDatabase database, Viewer viewer, int id, int fileId) =>
        database.Get<AllocationQueryReader>().OpenEvidenceAsync(viewer, id, fileId);

    public static Task<List<AllocationLine>> NumbersAsync(this TestDatabase database, School school) => database.ReadAsync(db => db.Allocations
        .Where(a => a.SchoolId == school.Id).OrderBy(a => a.Category).Select(a => new AllocationLine(a.Category, a.Amount, a.Cap, a.Ordered)).ToListAsync());
}
