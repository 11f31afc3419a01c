using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.PersonalData;

/// <summary>Gathers by what a person is found: what they are called now, and whatever rows of theirs have called them since.</summary>
internal static class PersonReader
{
    public static async Task<PersonIdentifiers> IdentifiersAsync(GetHelpDbContext db, User user, CancellationToken cancellationToken)
    {
        var (texts, former) = (new PersonalTexts(db), await FormerAsync(db, user.Id, cancellationToken));
        var addresses = await GatherAsync(texts, PersonalContent.Email, user.Id, [user.EmailAddress, .. former.Select(f => f.EmailAddress)], cancellationToken);
        var names = await GatherAsync(texts, PersonalContent.Name, user.Id, [user.FullName, .. former.Select(f => f.Name)], cancellationToken);
        var telephones = await GatherAsync(texts, PersonalContent.Telephone, user.Id, [user.Telephone ?? "", .. former.Select(f => f.Telephone)], cancellationToken);
        return new()
        {
            EmailAddresses = addresses,
            Names = await TheirsAloneAsync(names.Where(PersonIdentifiers.IsName), name => SharesNameAsync(db, user.Id, name, addresses, cancellationToken)),
            Telephones = await TheirsAloneAsync(telephones, number => SharesTelephoneAsync(db, user.Id, number, addresses, cancellationToken)),
        };
    }

    /// <summary>What the history of changes says they were before.</summary>
    private static async Task<IReadOnlyList<PersonDetails>> FormerAsync(GetHelpDbContext db, int userId, CancellationToken cancellationToken)
    {
        var changes = await db.History.AsNoTracking().Where(e => e.PersonId == userId && e.What == History.HistoryKind.PersonChanged && e.Detail != null)
            .Select(e => e.Detail!).ToListAsync(cancellationToken);
        return [.. changes.SelectMany(PersonChangeInWords.Read)];
    }

    private static async Task<HashSet<string>> GatherAsync(
        PersonalTexts texts, PersonalContent content, int userId, IEnumerable<string> known, CancellationToken cancellationToken)
    {
        var found = known.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var column in PersonalDataMap.Columns.Where(column => column.Owner is not null && column.Content == content))
        {
            found.UnionWith(await texts.OfOwnerAsync(column, userId, cancellationToken));
        }

        found.RemoveWhere(string.IsNullOrWhiteSpace);
        return found;
    }

    private static async Task<HashSet<string>> TheirsAloneAsync(IEnumerable<string> texts, Func<string, Task<bool>> isShared)
    {
        var alone = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts)
        {
            if (!await isShared(text))
            {
                alone.Add(text);
            }
        }

        return alone;
    }

    private static async Task<bool> SharesNameAsync(GetHelpDbContext db, int userId, string name, HashSet<string> addresses, CancellationToken cancellationToken) =>
        await db.Users.AnyAsync(u => u.Id != userId && EF.Functions.Like(u.FullName.ToLower(), Containing.Whole(name), Containing.Escape), cancellationToken)
        || await db.SchoolContacts.AnyAsync(c => EF.Functions.Like(c.Name.ToLower(), Containing.Whole(name), Containing.Escape) && !addresses.Contains(c.EmailAddress.ToLower()), cancellationToken);

    private static async Task<bool> SharesTelephoneAsync(GetHelpDbContext db, int userId, string number, HashSet<string> addresses, CancellationToken cancellationToken) =>
        await db.Users.AnyAsync(u => u.Id != userId && u.Telephone == number, cancellationToken)
        || await db.SchoolContacts.AnyAsync(c => c.TelephoneNumber == number && !addresses.Contains(c.EmailAddress.ToLower()), cancellationToken);
}
