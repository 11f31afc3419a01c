using System.Collections.Concurrent;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using KeptList = GetHelp.Core.Uploads.KeptUpload<GetHelp.Core.Allocations.Many.SchoolList, GetHelp.Core.Allocations.Many.ListRow, GetHelp.Core.Allocations.Many.ListTaken, GetHelp.Core.Allocations.Many.ListOutcome>;

namespace GetHelp.Core.Allocations.Many;

/// <summary>Changes many schools by a list (spec 02 §3.2 and §4): preview it, take it, and, on nobody's session, change its schools one by
/// one. Each is a commit of its own, by the rules of <see cref="AllocationService"/>, so that whoever orders meanwhile waits for one school at
/// most. Running it again, after an end in the middle or by a second press, changes nothing twice.</summary>
public sealed class SchoolListService(
    IDbContextFactory<GetHelpDbContext> contexts, AllocationService allocations, ListStore store, Viewers viewers, LiveUpdates live, TimeProvider clock)
{
    /// <summary>Those that wait for their turn in this process, or are having it.</summary>
    private readonly ConcurrentDictionary<Guid, bool> asked = [];

    /// <summary>Keeps a list, and what taking it would change. Nothing changes.</summary>
    /// <returns>The list's id.</returns>
    public async Task<Result<Guid>> PreviewAsync(
        Viewer viewer, IReadOnlyList<GivenRow> given, string why, string? fileName = null, CancellationToken cancellationToken = default)
    {
        if (WhyNot(viewer) is { } refusal)
        {
            return refusal;
        }

        if (Reason.WhyNot(why) is { } noReason)
        {
            return noReason;
        }

        var rules = await RulesAsync(given, cancellationToken);
        var rows = given.Select(rules.Decide).ToList();
        var list = new SchoolList
        {
            Id = Guid.NewGuid(),
            GivenAt = clock.GetUtcNow().UtcDateTime,
            GivenBy = viewer.Name,
            FileName = fileName,
            Why = Reason.OneLine(why),
            Changes = rows.Count(row => row.Kind == ListRowKind.Changes),
            AsTheyAre = rows.Count(row => row.Kind == ListRowKind.AsItIs),
            Bad = rows.Count(row => row.Kind == ListRowKind.Bad),
        };
        await store.SaveAsync(list.Id, list, rows, cancellationToken);
        return list.Id;
    }

    /// <summary>The lists that can be looked at, newest first.</summary>
    public Result<IReadOnlyList<SchoolList>> Lists(Viewer viewer) => WhyNot(viewer) is { } refusal ? refusal : store.All().OrderByDescending(list => list.GivenAt).ToList();

    /// <summary>Null when there is no such list, or it is not the viewer's to see.</summary>
    public SchoolListView? Find(Viewer viewer, Guid id, ListFilter? filter = null, int page = 1)
    {
        if (WhyNot(viewer) is not null || store.Find(id) is not { } kept)
        {
            return null;
        }

        var (taken, outcomes) = kept.Now();
        var matching = kept.Rows.Select(row => new ListLine(row, outcomes.GetValueOrDefault(row.Line))).Where(line => Matches(filter, line)).ToList();
        var refused = outcomes.Values.Count(outcome => outcome.Kind == ListOutcomeKind.Refused);
        return new()
        {
            List = kept.Head,
            Stage = taken is null ? ListStage.Previewed : outcomes.Count >= kept.Head.Changes ? ListStage.Done : asked.ContainsKey(id) ? ListStage.Changing : ListStage.Stopped,
            Taken = taken,
            Done = outcomes.Count - refused,
            Refused = refused,
            Lines = [.. matching.OnPage(page, SchoolListView.PageSize)],
            Pages = Paging.Pages(matching.Count, SchoolListView.PageSize),
        };
    }

    /// <summary>Says that the good rows are to be changed. Whoever hears true then has them changed by <see cref="RunAsync"/>.</summary>
    /// <returns>False when they are being changed already, or have been.</returns>
    public Result<bool> Take(Viewer viewer, Guid id)
    {
        if (WhyNot(viewer) is { } refusal)
        {
            return refusal;
        }

        if (store.Find(id) is not { } kept || viewer.UserId is not { } userId)
        {
            return new NotFound();
        }

        var isFirst = kept.Head.Changes > 0 && kept.TryTake(new(userId, viewer.Name, clock.GetUtcNow().UtcDateTime));
        var goesOn = !isFirst && IsUnfinished(kept) && !asked.ContainsKey(id);
        return (isFirst || goesOn) && Ask(id);
    }

    /// <summary>Changes the schools of a list that was taken, from where it is. Its changes are of whoever took it, as long as they may.</summary>
    public async Task RunAsync(Guid id, CancellationToken cancellationToken = default)
    {
        try
        {
            if (store.Find(id) is { } kept && kept.Now() is ({ } taken, var outcomes))
            {
                await ChangeAsync(kept, taken, outcomes, cancellationToken);
            }
        }
        finally
        {
            asked.TryRemove(id, out _);
            live.Publish([Topic.SchoolList(id)]);
        }
    }

    /// <summary>The lists that a process which is gone left half done; deletes those that are too old to be looked at. To be called when the
    /// service starts.</summary>
    public IReadOnlyList<Guid> Interrupted()
    {
        return [.. store.All().Select(list => store.Find(list.Id)).OfType<KeptList>().Where(IsUnfinished).Select(kept => kept.Head.Id).Where(Ask)];
    }

    private async Task ChangeAsync(KeptList kept, ListTaken taken, IReadOnlyDictionary<long, ListOutcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var row in kept.Rows.Where(row => row.Kind == ListRowKind.Changes && !outcomes.ContainsKey(row.Line)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var viewer = await viewers.FindAsync(taken.UserId, cancellationToken);
            var changed = viewer is null
                ? new NotAllowed("change what a school can order")
                : await allocations.ChangeSchoolAsync(viewer, row.Asked(kept.Head.Why), cancellationToken);
            kept.Append(Outcome(row, changed));
            live.Publish([Topic.SchoolList(kept.Head.Id)]);
        }
    }

    private static ListOutcome Outcome(ListRow row, Result<bool> changed) =>
        changed.Refused ? new(row.Line, ListOutcomeKind.Refused, string.Join(" ", changed.Refusals.Select(refusal => refusal.Message)))
        : new(row.Line, changed.Value ? ListOutcomeKind.Changed : ListOutcomeKind.AsItWas);

    private bool Ask(Guid id)
    {
        live.Publish([Topic.SchoolList(id)]);
        return asked.TryAdd(id, true);
    }

    private static bool IsUnfinished(KeptList kept) => kept.Now() is ({ }, var outcomes) && outcomes.Count < kept.Head.Changes;

    private static bool Matches(ListFilter? filter, ListLine line) => filter switch
    {
        ListFilter.Problems => line.IsProblem,
        ListFilter.Changes => line.Row.Kind == ListRowKind.Changes,
        ListFilter.AsTheyAre => line.Row.Kind == ListRowKind.AsItIs,
        _ => true,
    };

    private static Refusal? WhyNot(Viewer viewer) => viewer.IsSupport ? null : new NotAllowed("change what schools can order");

    /// <summary>Two statements, however many rows there are.</summary>
    private async Task<ListRules> RulesAsync(IReadOnlyList<GivenRow> given, CancellationToken cancellationToken)
    {
        var urns = given.Select(row => Urn.TryParse(row.Urn, out var urn) ? urn : (Urn?)null).OfType<Urn>().Distinct().ToList();
        var ukprns = given.Select(row => GivenNumbers.TryUkprn(row.Ukprn, out var ukprn) ? ukprn : (int?)null).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // As one parameter each: a list of all schools would be more than a statement takes.
        var schools = await db.Schools.AsNoTracking().Include(s => s.ResponsibleBody).Include(s => s.Allocations)
            .Where(s => EF.Parameter(urns).Contains(s.Urn) || (s.Ukprn != null && EF.Parameter(ukprns).Contains(s.Ukprn)))
            .ToListAsync(cancellationToken);
        var pools = schools.Select(VirtualCapPool.Of).OfType<int>().Distinct().ToList();
        return new(schools, await VirtualCapPool.TotalsOfAsync(db, pools, cancellationToken));
    }
}
