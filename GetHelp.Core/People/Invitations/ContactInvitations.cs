using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People.Invitations;

/// <summary>Whom the responsible body of a school names there.</summary>
/// <param name="Person">Tidy and checked.</param>
internal sealed record ContactToInvite(int SchoolId, PersonDetails Person);

/// <summary>Lets the contacts of many schools into their schools, on behalf of the schools' responsible body, in a constant number of readings
/// (spec 01 §4.3). They may order, as far as no three people do already. Who calls has seen to it that the viewer may name them.</summary>
internal static class ContactInvitations
{
    private static readonly Account[] Education = [Account.Education];

    /// <summary>Invites them, as part of a write. A contact who cannot be invited holds up nobody else.</summary>
    /// <returns>What became of each, by the school's id.</returns>
    public static async Task<IReadOnlyDictionary<int, ContactInvited>> InviteContactsAsync(
        this WriteTransaction write, IReadOnlyCollection<ContactToInvite> contacts, CancellationToken cancellationToken)
    {
        if (contacts.Count == 0)
        {
            return new Dictionary<int, ContactInvited>();
        }

        var people = await write.LockPeopleOfSchoolsAsync(SchoolIds(contacts), cancellationToken);
        var known = await write.LockPersonsAsync(Addresses(contacts), cancellationToken);
        var decided = Decide(contacts, people.ToDictionary(pair => pair.Key, pair => pair.Value.Now), known, write.Now);
        foreach (var contact in contacts.Where(contact => decided[contact.SchoolId].What is ContactInvitation.Invited or ContactInvitation.Added))
        {
            var address = contact.Person.EmailAddress;
            known[address] = await write.TakeAsync(known.GetValueOrDefault(address), contact.Person, cancellationToken);
        }

        await write.Db.SaveChangesAsync(cancellationToken); // an invitation says whom it is for by their number
        foreach (var contact in contacts)
        {
            people[contact.SchoolId].Let(contact.Person.EmailAddress, decided[contact.SchoolId].What, known);
        }

        return decided;
    }

    /// <summary>What inviting them would come to as things are: nothing is held, so it may be another thing a moment later.</summary>
    public static async Task<IReadOnlyDictionary<int, ContactInvited>> ForeseeAsync(
        GetHelpDbContext db, IReadOnlyCollection<ContactToInvite> contacts, DateTime now, CancellationToken cancellationToken)
    {
        if (contacts.Count == 0)
        {
            return new Dictionary<int, ContactInvited>();
        }

        var (schoolIds, addresses) = (SchoolIds(contacts), Addresses(contacts));
        var organisations = await OrganisationPeople.OfSchools(db, schoolIds).ToListAsync(cancellationToken);
        var memberships = (await OrganisationPeople.MembershipsOfSchools(db, schoolIds).AsNoTrackingWithIdentityResolution().ToListAsync(cancellationToken)).ToLookup(m => m.SchoolId);
        var known = await db.Users.AsNoTracking().Where(u => addresses.Contains(u.EmailAddress)).ToDictionaryAsync(u => u.EmailAddress, cancellationToken);
        var people = organisations.ToDictionary(
            school => school.Organisation.SchoolId!.Value, school => school.With([.. memberships[school.Organisation.SchoolId]]));
        return Decide(contacts, people, known, now);
    }

    private static Dictionary<int, ContactInvited> Decide(
        IEnumerable<ContactToInvite> contacts, Dictionary<int, OrganisationPeople> people, Dictionary<string, User> known, DateTime now)
    {
        var invited = new HashSet<string>(); // one person may be the contact of several schools
        var decided = new Dictionary<int, ContactInvited>();
        foreach (var contact in contacts)
        {
            var one = people[contact.SchoolId].Decide(contact.Person, known.GetValueOrDefault(contact.Person.EmailAddress), now);
            decided[contact.SchoolId] = one.What == ContactInvitation.Invited && !invited.Add(contact.Person.EmailAddress) ? one with { What = ContactInvitation.Added } : one;
        }

        return decided;
    }

    private static ContactInvited Decide(this OrganisationPeople people, PersonDetails person, User? known, DateTime now)
    {
        if (people.People.FirstOrDefault(colleague => colleague.EmailAddress == person.EmailAddress) is { } colleague)
        {
            return InvitationRules.WhyNotInviteAgain(colleague, now) is { } notAgain
                ? new(colleague.Name, ContactInvitation.NotNeeded, notAgain)
                : new(colleague.Name, ContactInvitation.InvitedAgain);
        }

        return people.WhyNotInvite(person.EmailAddress, known) is { } refusal ? new(person.Name, ContactInvitation.Failed, refusal)
            : known is { DeletedAt: null } ? new(known.FullName, ContactInvitation.Added, people.WhyNotAnother(Account.Education))
            : new(person.Name, ContactInvitation.Invited, people.WhyNotAnother(Account.Education));
    }

    private static void Let(this LockedPeople people, string address, ContactInvitation what, Dictionary<string, User> known)
    {
        if (what == ContactInvitation.InvitedAgain)
        {
            people.InviteAgain(people.Now.Find(known[address].Id)!);
        }
        else if (what is ContactInvitation.Invited or ContactInvitation.Added)
        {
            people.LetIn(known[address], wasKnown: what == ContactInvitation.Added, Education, people.Now.WhyNotAnother);
        }
    }

    private static List<int> SchoolIds(IEnumerable<ContactToInvite> contacts) => [.. contacts.Select(contact => contact.SchoolId).Distinct()];

    private static List<string> Addresses(IEnumerable<ContactToInvite> contacts) => [.. contacts.Select(contact => contact.Person.EmailAddress).Distinct()];
}
