using System.Collections.Concurrent;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People;
using KeptSpreadsheet = GetHelp.Core.Uploads.KeptUpload<
    GetHelp.Core.Organisations.Spreadsheet.GivenSpreadsheet, GetHelp.Core.Organisations.Spreadsheet.SheetRow,
    GetHelp.Core.Organisations.Spreadsheet.SpreadsheetTaken, GetHelp.Core.Organisations.Spreadsheet.SheetLine>;

namespace GetHelp.Core.Organisations.Spreadsheet;

/// <summary>Changes a body's schools by a workbook that was downloaded and filled in: keep it, say what it would change as things are now, and make those of its
/// changes that can be made. <see cref="SchoolChangesService"/> decides and changes, as it does for every page.</summary>
public sealed class SpreadsheetService(
    SchoolChangesService changes, OrganisationNames names, SpreadsheetStore store, LiveUpdates live, TimeProvider clock)
{
    /// <summary>Those whose rows are being changed by this process.</summary>
    private readonly ConcurrentDictionary<Guid, bool> taking = [];

    /// <summary>Keeps what a workbook asks. Nothing changes.</summary>
    /// <returns>The id by which it is found.</returns>
    public async Task<Result<Guid>> GiveAsync(Viewer viewer, int responsibleBodyId, GivenFile file, CancellationToken cancellationToken = default)
    {
        if (!MayChange(viewer, responsibleBodyId))
        {
            return new NotFound();
        }

        var rows = SchoolSheetReader.Read(file);
        if (rows.Refused)
        {
            return Result<Guid>.Refuse(rows.Refusals);
        }

        var spreadsheet = new GivenSpreadsheet
        {
            Id = Guid.NewGuid(),
            ResponsibleBodyId = responsibleBodyId,
            GivenAt = clock.GetUtcNow().UtcDateTime,
            GivenBy = viewer.Name,
            FileName = EvidenceName.Of(file.Name),
        };
        await store.SaveAsync(spreadsheet.Id, spreadsheet, rows.Value, cancellationToken);
        return spreadsheet.Id;
    }

    /// <summary>What a workbook would change as things are now; what it has changed, once somebody took it. Null when there is no such workbook of this body that
    /// the viewer may see.</summary>
    public async Task<SpreadsheetView?> FindAsync(
        Viewer viewer, int responsibleBodyId, Guid id, SheetFilter? filter = null, int page = 1, CancellationToken cancellationToken = default)
    {
        if (Find(viewer, responsibleBodyId, id) is not { } kept || await names.ResponsibleBodyAsync(viewer, responsibleBodyId, cancellationToken) is not { } body)
        {
            return null;
        }

        var (taken, done) = kept.Now();
        var rows = done.Count > 0 ? Lines(kept, done) : await PreviewAsync(viewer, kept, cancellationToken);
        var matching = rows.Where(row => Matches(filter, row.Line)).ToList();
        var shown = matching.OnPage(page, SpreadsheetView.PageSize).ToList();
        return new()
        {
            Spreadsheet = kept.Head,
            ResponsibleBody = body.Name,
            Stage = done.Count > 0 ? SpreadsheetStage.Done : SpreadsheetStage.Previewed,
            Taken = taken,
            Changes = rows.Count(row => row.Line.State == SheetLineState.Changes),
            AsTheyAre = rows.Count(row => row.Line.State == SheetLineState.AsItIs),
            Problems = rows.Count(row => row.Line.IsProblem),
            Lines = [.. shown.Select(row => row.Line)],
            SchoolIds = [.. shown.Select(row => row.SchoolId).OfType<int>()],
            Pages = Paging.Pages(matching.Count, SpreadsheetView.PageSize),
        };
    }

    /// <summary>Makes those changes of a workbook that can be made now, all in one commit.</summary>
    /// <returns>False when somebody has taken it already, or is about to.</returns>
    public async Task<Result<bool>> TakeAsync(Viewer viewer, int responsibleBodyId, Guid id, CancellationToken cancellationToken = default)
    {
        if (Find(viewer, responsibleBodyId, id) is not { } kept || viewer.UserId is not { } userId)
        {
            return new NotFound();
        }

        if (!taking.TryAdd(id, true))
        {
            return false;
        }

        try
        {
            return await TakeAsync(viewer, kept, new(userId, viewer.Name, clock.GetUtcNow().UtcDateTime), cancellationToken);
        }
        finally
        {
            taking.TryRemove(id, out _);
        }
    }

    private async Task<Result<bool>> TakeAsync(Viewer viewer, KeptSpreadsheet kept, SpreadsheetTaken by, CancellationToken cancellationToken)
    {
        // The journal is begun and has no outcome only where a process ended in between: what it had changed is so already then, and the rest is not.
        if (!kept.TryTake(by) && kept.Now().Outcomes.Count > 0)
        {
            return false;
        }

        var applied = await changes.ApplyAsync(viewer, kept.Head.ResponsibleBodyId, Asked(kept), cancellationToken);
        if (applied.Refused)
        {
            return Result<bool>.Refuse(applied.Refusals);
        }

        kept.Append([.. Lines(kept, applied.Value).Select(row => row.Line)]);
        live.Publish([Topic.Spreadsheet(kept.Head.Id)]);
        return true;
    }

    private static bool MayChange(Viewer viewer, int responsibleBodyId) => WhoOrdersRules.MaySee(viewer, OrganisationId.ResponsibleBody(responsibleBodyId));

    private KeptSpreadsheet? Find(Viewer viewer, int responsibleBodyId, Guid id) =>
        MayChange(viewer, responsibleBodyId) && store.Find(id) is { } kept && kept.Head.ResponsibleBodyId == responsibleBodyId ? kept : null;

    private static List<SchoolChange> Asked(KeptSpreadsheet kept) => [.. kept.Rows.Select(row => row.Change).OfType<SchoolChange>()];

    private async Task<IReadOnlyList<SheetLineOfSchool>> PreviewAsync(Viewer viewer, KeptSpreadsheet kept, CancellationToken cancellationToken)
    {
        var preview = await changes.PreviewAsync(viewer, kept.Head.ResponsibleBodyId, Asked(kept), cancellationToken);
        return Lines(kept, preview.Value);
    }

    private static IReadOnlyList<SheetLineOfSchool> Lines(KeptSpreadsheet kept, IReadOnlyDictionary<long, SheetLine> done) =>
        [.. kept.Rows.Select(row => new SheetLineOfSchool(done[row.Line], null))];

    /// <summary>Each row of the workbook with what the changes say of its school.</summary>
    private static IReadOnlyList<SheetLineOfSchool> Lines(KeptSpreadsheet kept, SchoolChangesOutcome outcome)
    {
        var decided = outcome.Rows.ToDictionary(row => row.Urn);
        return [.. kept.Rows.Select(row => row.Change is { Urn: var urn } ? SheetLines.Of(row, decided[urn]) : new(SheetLines.Of(row), null))];
    }

    private static bool Matches(SheetFilter? filter, SheetLine line) => filter switch
    {
        SheetFilter.Problems => line.IsProblem,
        SheetFilter.Changes => line.State == SheetLineState.Changes,
        SheetFilter.AsTheyAre => line.State == SheetLineState.AsItIs,
        _ => true,
    };
}
