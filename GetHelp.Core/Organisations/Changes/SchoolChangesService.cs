using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations.Changes.Recent;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.Changes;

/// <summary>Changes schools on behalf of their responsible body: one cell of one school, or hundreds of schools at once, or all of it back again. The
/// one way, whoever asks: a page, the grid, a spreadsheet.</summary>
public sealed class SchoolChangesService(WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts, TimeProvider clock)
{
    /// <summary>What these changes would come to as things are: nothing is held, so it may be another thing a moment later.</summary>
    public async Task<Result<SchoolChangesOutcome>> PreviewAsync(
        Viewer viewer, int responsibleBodyId, IReadOnlyCollection<SchoolChange> changes, CancellationToken cancellationToken = default)
    {
        if (!MayChange(viewer, responsibleBodyId))
        {
            return new NotFound();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schools = await SchoolsOf(db, responsibleBodyId, changes).AsNoTracking().ToListAsync(cancellationToken);
        var rows = Decide(schools, changes);
        return With(rows, await ContactInvitations.ForeseeAsync(db, ToInvite(rows), clock.GetUtcNow().UtcDateTime, cancellationToken));
    }

    /// <summary>Makes those of the changes that can be, all in one commit; a row with a problem changes nothing and holds up no other.</summary>
    public Task<Result<SchoolChangesOutcome>> ApplyAsync(
        Viewer viewer, int responsibleBodyId, IReadOnlyCollection<SchoolChange> changes, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<SchoolChangesOutcome>(
            viewer,
            async write =>
            {
                if (!MayChange(viewer, responsibleBodyId))
                {
                    return new NotFound();
                }

                var outcome = await ApplyAsync(write, responsibleBodyId, changes, cancellationToken);
                var made = MadeChange.Of(responsibleBodyId, viewer, write.Now, outcome.Rows);
                if (made is not null)
                {
                    write.Db.MadeChanges.Add(made);
                }

                return outcome with { MadeChangeId = made?.Id };
            },
            cancellationToken);

    /// <summary>Makes every school as it was before something was changed, where nobody has changed it once more since. Once: what is left then is told row by
    /// row. Where nothing at all can be as it was, it can be tried again.</summary>
    public Task<Result<SchoolChangesOutcome>> UndoAsync(Viewer viewer, int responsibleBodyId, Guid madeChangeId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<SchoolChangesOutcome>(
            viewer,
            async write =>
            {
                if (!MayChange(viewer, responsibleBodyId)
                    || await write.Db.MadeChanges.SingleOrDefaultAsync(m => m.Id == madeChangeId && m.ResponsibleBodyId == responsibleBodyId, cancellationToken) is not { } made)
                {
                    return new NotFound();
                }

                if (made.WhyNotUndo(write.Now) is { } whyNot)
                {
                    return whyNot;
                }

                var outcome = await ApplyAsync(write, responsibleBodyId, made.Changes(), cancellationToken);
                if (outcome.Rows.Any(row => row.Problems.Count == 0))
                {
                    made.Undone(viewer, write.Now);
                }

                return outcome;
            },
            cancellationToken);

    /// <summary>Whether the viewer may change schools of this body.</summary>
    internal static bool MayChange(Viewer viewer, int responsibleBodyId) => WhoOrdersRules.MaySee(viewer, OrganisationId.ResponsibleBody(responsibleBodyId));

    private static async Task<SchoolChangesOutcome> ApplyAsync(
        WriteTransaction write, int responsibleBodyId, IReadOnlyCollection<SchoolChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Any(change => change.WhoWillOrder is not null))
        {
            await write.LockPoolsAsync([responsibleBodyId], cancellationToken); // before anything that is decided on
        }

        var schools = await SchoolsOf(write.Db, responsibleBodyId, changes).ToListAsync(cancellationToken);
        var rows = Decide(schools, changes);
        await ApplyAsync(write, responsibleBodyId, schools.ToDictionary(school => school.Id), rows, cancellationToken);
        return With(rows, await write.InviteContactsAsync(ToInvite(rows), cancellationToken));
    }

    private static IQueryable<School> SchoolsOf(GetHelpDbContext db, int responsibleBodyId, IEnumerable<SchoolChange> changes)
    {
        var urns = changes.Select(change => change.Urn).Distinct().ToList();
        return db.Schools.Include(s => s.Contacts).Where(s => s.ResponsibleBodyId == responsibleBodyId && urns.Contains(s.Urn));
    }

    private static List<SchoolChangeRow> Decide(List<School> schools, IEnumerable<SchoolChange> changes)
    {
        var rules = new SchoolChangeRules(schools.Select(ChangeableSchool.Of));
        return [.. changes.Select(rules.Decide)];
    }

    private static List<ContactToInvite> ToInvite(IEnumerable<SchoolChangeRow> rows) =>
        [.. rows.Where(row => row.Asked.Invite && row.Problems.Count == 0).Select(row => new ContactToInvite(row.SchoolId!.Value, row.After!.Contact!))];

    private static SchoolChangesOutcome With(IEnumerable<SchoolChangeRow> rows, IReadOnlyDictionary<int, ContactInvited> invited) =>
        new([.. rows.Select(row => row.Problems.Count > 0 ? row : row with { Invitation = invited.GetValueOrDefault(row.SchoolId!.Value) })]);

    private static async Task ApplyAsync(
        WriteTransaction write, int responsibleBodyId, Dictionary<int, School> schools, IEnumerable<SchoolChangeRow> rows, CancellationToken cancellationToken)
    {
        var changing = rows.Where(row => row.Changed.Count > 0).ToList();
        var who = changing.Where(row => row.Changed.Contains(SchoolField.WhoWillOrder)).ToDictionary(row => row.SchoolId!.Value, row => row.After!.WhoWillOrder);
        if (who.Count > 0)
        {
            await WhoWillOrderService.SetEachAsync(write, responsibleBodyId, who, cancellationToken);
        }

        foreach (var row in changing)
        {
            var school = schools[row.SchoolId!.Value];
            ChromebookDetailsService.Keep(write, school, row.After!.Chromebooks);
            Choose(write, school, row.Before!.Contact, row.After.Contact);
        }
    }

    private static void Choose(WriteTransaction write, School school, PersonDetails? before, PersonDetails? after)
    {
        if (before != after)
        {
            school.Choose(after);
            write.Record(HistoryKind.ContactChanged, new() { SchoolId = school.Id }, InWords(before, after));
            write.Tell(Topic.School(school.Id));
        }
    }

    /// <summary>By name alone: the school's own people read it, and addresses are told to those who may see them.</summary>
    private static string InWords(PersonDetails? before, PersonDetails? after) => before?.Name == after?.Name
        ? $"{after?.Name}: how to reach them"
        : $"{before?.Name ?? "nobody"} to {after?.Name ?? "nobody"}";
}
