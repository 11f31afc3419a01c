using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Notifications;
using GetHelp.Core.People;
using GetHelp.Core.People.Support;
using GetHelp.Core.Supplier.Accounts;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.PersonalData;

/// <summary>Erases people (docs/adr/0018-personal-data.md): everything that is theirs alone goes, and wherever else they were named it says
/// "Removed person". Orders, numbers and what happened stay. One commit; there is no way back but a backup.</summary>
public sealed class Erasure(WriteTransactions transactions)
{
    /// <returns>Whether that changed anything.</returns>
    public Task<Result<bool>> EraseAsync(Viewer viewer, int userId, CancellationToken cancellationToken = default) => transactions.RunAsync<bool>(
        viewer,
        async write =>
        {
            var (user, organisations) = await write.LockPersonEverywhereAsync(userId, cancellationToken);
            if (PersonalDataRules.WhyNotErase(viewer, user) is { } refusal)
            {
                return refusal;
            }

            var identifiers = await PersonReader.IdentifiersAsync(write.Db, user!, cancellationToken);
            if (await WaitingForSupplierAsync(write.Db, identifiers, cancellationToken) is > 0 and var waiting)
            {
                return new SupplierNotToldYet(waiting);
            }

            if (user!.DeletedAt is null)
            {
                await RemovalService.RemoveAsync(write, user, organisations, why: null, cancellationToken);
            }

            await TakeAwayAsync(write, user, identifiers, cancellationToken);
            write.Record(HistoryKind.PersonErased, new() { PersonId = userId });
            write.Tell([.. organisations.SelectMany(people => people.Now.Organisation.Topics), Topic.Person(userId), Topic.Orders, Topic.Accounts]);
            return true;
        },
        cancellationToken);

    private static async Task TakeAwayAsync(WriteTransaction write, User user, PersonIdentifiers identifiers, CancellationToken cancellationToken)
    {
        var isAccountOpen = await write.Db.AccountChanges.AnyAsync(c => c.UserId == user.Id && c.SentAt == null, cancellationToken) || await HasAccountAsync(write.Db, user.Id, cancellationToken);
        user.Memberships.Clear();
        user.Erase(write.Now);
        await write.Db.SaveChangesAsync(cancellationToken); // from here on rows are changed past the change tracker
        await RecallLettersAsync(write.Db, identifiers, cancellationToken);
        await ForgetContactsAsync(write, identifiers, cancellationToken);
        var texts = new PersonalTexts(write.Db);
        foreach (var (entity, owner) in PersonalDataMap.TheirsAlone)
        {
            await texts.DeleteAsync(entity, owner, user.Id, cancellationToken);
        }

        var columns = PersonalDataMap.Columns.Where(column => column.Entity != typeof(User) && !(isAccountOpen && column.Entity == typeof(AccountChange))).ToList();
        await FillAsync(texts, columns, user.Id, identifiers, cancellationToken);
        await ScrubAsync(texts, columns, identifiers, cancellationToken);
    }

    /// <summary>The supplier cannot close an account without knowing whose: what it was told stays until it has, and goes then (<see cref="ErasedAccounts"/>).</summary>
    private static Task<bool> HasAccountAsync(GetHelpDbContext db, int userId, CancellationToken cancellationToken) =>
        db.AccountChanges.AnyAsync(c => c.UserId == userId && c.Kind != AccountChangeKind.Remove && !db.AccountChanges.Any(later => later.UserId == userId && later.Id > c.Id), cancellationToken);

    /// <summary>Rows that say by number or address whose they are.</summary>
    private static async Task FillAsync(PersonalTexts texts, IReadOnlyList<PersonalColumn> columns, int userId, PersonIdentifiers identifiers, CancellationToken cancellationToken)
    {
        foreach (var column in columns.Where(column => column.Owner is not null && PersonalDataMap.TheirsAlone.All(alone => alone.Entity != column.Entity)))
        {
            await texts.FillAsync(column, column.Owner!, [userId], texts.InPlaceOf(column), cancellationToken);
        }

        foreach (var column in columns.Where(column => column.OwnerAddress is not null && identifiers.EmailAddresses.Count > 0))
        {
            await texts.FillAsync(column, column.OwnerAddress!, identifiers.EmailAddresses, texts.InPlaceOf(column), cancellationToken);
        }
    }

    /// <summary>Wherever else they are named: by whomever, in whatever. Where nothing but a name or an address can stand, the whole of it goes.</summary>
    private static async Task ScrubAsync(PersonalTexts texts, IReadOnlyList<PersonalColumn> columns, PersonIdentifiers identifiers, CancellationToken cancellationToken)
    {
        foreach (var kept in await texts.NamingAsync(columns, identifiers, cancellationToken))
        {
            var isText = kept.Column.Content is PersonalContent.Words or PersonalContent.Document;
            await texts.ReplaceAsync(kept, isText ? kept.Scrubbed : texts.InPlaceOf(kept.Column), cancellationToken);
        }
    }

    /// <summary>E-mails to them that have not left are not sent.</summary>
    private static async Task RecallLettersAsync(GetHelpDbContext db, PersonIdentifiers identifiers, CancellationToken cancellationToken)
    {
        var waiting = await db.Outbox.AsNoTracking().Where(m => m.SentAt == null && m.Kind == EmailSender.MessageKind).ToListAsync(cancellationToken);
        var theirs = waiting.Where(message => identifiers.EmailAddresses.Contains(message.Content<Letter>().To.EmailAddress)).Select(message => message.Id).ToList();
        await db.OutboxAttempts.Where(a => theirs.Contains(a.MessageId)).ExecuteDeleteAsync(cancellationToken);
        await db.Outbox.Where(m => theirs.Contains(m.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Somebody may be the contact of schools without belonging to them: those schools have none now.</summary>
    private static async Task ForgetContactsAsync(WriteTransaction write, PersonIdentifiers identifiers, CancellationToken cancellationToken)
    {
        var contacts = await write.Db.SchoolContacts.Where(c => identifiers.EmailAddresses.Contains(c.EmailAddress.ToLower())).ToListAsync(cancellationToken);
        var ids = contacts.ConvertAll(contact => contact.Id);
        await write.Db.Schools.Where(s => s.ContactId != null && ids.Contains(s.ContactId.Value))
            .ExecuteUpdateAsync(s => s.SetProperty(school => school.ContactId, (int?)null), cancellationToken);
        await write.Db.SchoolContacts.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(cancellationToken);
        write.Tell([.. contacts.Select(contact => Topic.School(contact.SchoolId))]);
    }

    /// <summary>How many messages to the supplier name them and have not left.</summary>
    private static async Task<int> WaitingForSupplierAsync(GetHelpDbContext db, PersonIdentifiers identifiers, CancellationToken cancellationToken)
    {
        var waiting = await db.Outbox.AsNoTracking().Where(m => m.SentAt == null && m.Kind.StartsWith("supplier.")).Select(m => m.Payload).ToListAsync(cancellationToken);
        var scrubber = new TextScrubber(identifiers);
        return waiting.Count(payload => scrubber.ScrubJson(payload) != payload);
    }
}
