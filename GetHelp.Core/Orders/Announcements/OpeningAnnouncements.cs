using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>Writes to people when ordering opens for them: after each write that opens something, whatever it is. Nobody is told twice of what still
/// holds, so saving a school again, or opening the next of a body's schools, sends nothing (the original sent a letter to each person for each school
/// and save; docs/adr/0013-who-is-told-that-ordering-opens.md).</summary>
public sealed class OpeningAnnouncements(IOptions<SiteOptions> site) : IBeforeCommit
{
    public async Task FollowAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        if (!write.Openings.Any)
        {
            return;
        }

        var scene = await OpeningScene.ReadAsync(write, cancellationToken);
        var ready = new AccountsReady(write.Openings.ReadyPeople);
        foreach (var audience in scene.Audiences)
        {
            Announce(write, scene, audience, ready);
        }

        await WriteToReadyAsync(write, ready, cancellationToken);
        TellSupportOfNobody(write, scene);
        await write.Db.SaveChangesAsync(cancellationToken);
    }

    private static void Announce(WriteTransaction write, OpeningScene scene, OpeningAudience audience, AccountsReady ready)
    {
        var told = scene.ToldOf(audience).ToLookup(row => row.UserId);
        var kept = new HashSet<OpeningTold>();
        foreach (var person in scene.PeopleOf(audience.Organisation))
        {
            // An account that is ready opens for its owner whatever was open already.
            var opened = LettersTo(person, person.OrdersOn(audience.Account) && ready.Includes(person.UserId) ? scene.OpenFor(audience) : scene.OpenedFor(audience));
            var holds = LettersTo(person, scene.OpenFor(audience));
            var news = OpeningNews.Of([.. told[person.UserId].Select(row => row.Letter)], opened.Select(group => group.Key), holds.Select(group => group.Key));
            kept.UnionWith(Keep(write, audience, person.UserId, news, told[person.UserId]));
            foreach (var fresh in opened.Where(group => news.Fresh.Contains(group.Key) && !ready.Take(person.UserId, group.Key, [.. group])))
            {
                OpeningLetters.Write(write, person.User!, audience, fresh.Key, [.. fresh]);
            }
        }

        write.Db.OpeningsTold.RemoveRange(scene.ToldOf(audience).Except(kept)); // what holds no more, and who is there no more
    }

    /// <summary>What there is to tell somebody, and of what.</summary>
    private static ILookup<OpeningLetter, OpenInScene> LettersTo(Membership person, IEnumerable<OpenInScene> open) => open
        .Select(one => (One: one, Letter: one.LetterTo(person))).Where(pair => pair.Letter is not null)
        .ToLookup(pair => pair.Letter!.Value, pair => pair.One);

    /// <summary>Keeps what somebody knows now.</summary>
    /// <returns>The rows that stay.</returns>
    private static IReadOnlyList<OpeningTold> Keep(WriteTransaction write, OpeningAudience audience, int userId, OpeningNews news, IEnumerable<OpeningTold> told)
    {
        var rows = told.Where(row => news.Known.Contains(row.Letter)).ToList();
        write.Db.OpeningsTold.AddRange(news.Known.Except(rows.Select(row => row.Letter)).Select(letter => new OpeningTold
        {
            UserId = userId,
            SchoolId = audience.Organisation.SchoolId,
            ResponsibleBodyId = audience.Organisation.ResponsibleBodyId,
            Account = audience.Account,
            Letter = letter,
            At = write.Now,
        }));
        return rows;
    }

    /// <summary>One letter to each person whose account is ready, which says what they can order by now.</summary>
    private static async Task WriteToReadyAsync(WriteTransaction write, AccountsReady ready, CancellationToken cancellationToken)
    {
        var ids = ready.People;
        var people = ids.Count == 0 ? [] : await write.Db.Users.AsNoTracking().Where(u => ids.Contains(u.Id) && u.Memberships.Any(m => m.OrdersDevices || m.OrdersForSocialCare)).ToListAsync(cancellationToken);
        foreach (var person in people)
        {
            write.Email(ready.LetterTo(person), OpeningLetters.Key());
        }
    }

    /// <summary>Somebody has to be found for what can be ordered where nobody is, of the school or of its responsible body.</summary>
    private void TellSupportOfNobody(WriteTransaction write, OpeningScene scene)
    {
        if (site.Value.SupportEmail is not { Length: > 0 } support)
        {
            return;
        }

        var to = new Recipient("support", support);
        var schools = scene.Opened.OfType<SchoolInScene>()
            .Where(one => HasNobody(scene, one.Audience.Organisation) && HasNobody(scene, OrganisationId.ResponsibleBody(one.School.ResponsibleBodyId))).ToList();
        if (schools.Count > 0)
        {
            write.Email(new NobodyToTellLetter(to, [.. schools.Select(one => new NamedSchool(one.School.Name, one.School.Urn))]), OpeningLetters.Key());
        }

        foreach (var care in scene.Opened.OfType<SocialCareInScene>().Where(one => HasNobody(scene, one.Audience.Organisation)))
        {
            write.Email(new NobodyForSocialCareLetter(to, care.Body.Name, care.Body.Id), OpeningLetters.Key());
        }
    }

    private static bool HasNobody(OpeningScene scene, OrganisationId organisation) => !scene.PeopleOf(organisation).Any();
}

/// <summary>People whose account has just become ready: whatever there is to tell them is in one letter.</summary>
internal sealed class AccountsReady(IReadOnlySet<int> people)
{
    private readonly List<(int UserId, OpeningLetter Letter, IReadOnlyList<OpenInScene> Of)> taken = [];

    public IReadOnlyCollection<int> People => people;

    public bool Includes(int userId) => people.Contains(userId);

    /// <summary>Puts what is news into the person's letter; false when it has no place in one.</summary>
    public bool Take(int userId, OpeningLetter letter, IReadOnlyList<OpenInScene> open)
    {
        var takes = Includes(userId) && (letter.SaysCanOrder() || letter == OpeningLetter.SomethingMissing);
        if (takes)
        {
            taken.Add((userId, letter, open));
        }

        return takes;
    }

    public AccountReadyLetter LetterTo(User person) => new()
    {
        To = new(person.FullName, person.EmailAddress),
        CanOrder = Names(person, letter => letter.SaysCanOrder()),
        Routers = Names(person, letter => letter.SaysRoutersAlone()),
        Missing = Names(person, letter => letter == OpeningLetter.SomethingMissing),
    };

    private IReadOnlyList<string> Names(User person, Func<OpeningLetter, bool> says) =>
        [.. taken.Where(one => one.UserId == person.Id && says(one.Letter)).SelectMany(one => one.Of).Select(one => one.OrderedBy).Distinct().Order(StringComparer.Ordinal)];
}
