using System.Linq.Expressions;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Onboarding.Welcome;
using GetHelp.Core.Orders;
using GetHelp.Core.People.Invitations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>An organisation's people, held until the commit: nobody else adds, removes or nominates meanwhile. Whoever changes an organisation's
/// memberships does so through this.</summary>
internal sealed class LockedPeople(WriteTransaction write, OrganisationPeople organisation, List<Membership> memberships)
{
    /// <summary>As they are now, with what this write has changed so far.</summary>
    public OrganisationPeople Now => organisation.With(memberships);

    /// <summary>Who is changing them.</summary>
    public Viewer Viewer => write.Viewer;

    /// <summary>Whether this write has changed anything of theirs.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Adds somebody, and tells them what they may do here in the same e-mail.</summary>
    public Colleague Add(User user, bool wasKnown, IReadOnlyCollection<Account> ordersOn)
    {
        var membership = new Membership
        {
            UserId = user.Id,
            User = user,
            SchoolId = organisation.Organisation.SchoolId,
            ResponsibleBodyId = organisation.Organisation.ResponsibleBodyId,
            InvitedAt = write.Now,
        };
        foreach (var account in memberships.Count == 0 ? organisation.Accounts : ordersOn)
        {
            membership.Order(account, may: true);
        }

        memberships.Add(membership);
        write.Db.Memberships.Add(membership);
        var colleague = Now.Find(user.Id)!;
        write.Record(HistoryKind.PersonInvited, About(colleague), $"{colleague.Name}, {colleague.EmailAddress}: {May(colleague)}");
        InvitationMessage.Send(write, organisation.Organisation, user.Id, wasKnown);
        Tell(colleague);
        return colleague;
    }

    /// <summary>Sends the invitation again.</summary>
    public void InviteAgain(Colleague colleague)
    {
        Of(colleague).InvitedAt = write.Now;
        write.Record(HistoryKind.PersonInvitedAgain, About(colleague), $"{colleague.Name}, {colleague.EmailAddress}");
        InvitationMessage.Send(write, organisation.Organisation, colleague.UserId, wasKnown: false);
        Tell(colleague);
    }

    /// <summary>Lets a colleague order on these accounts, or stops them, as far as that is not so already.</summary>
    /// <returns>Why not; empty when it is so now.</returns>
    public IReadOnlyList<Refusal> Order(int userId, IReadOnlyDictionary<Account, bool> orders)
    {
        var refusals = new List<Refusal>();
        foreach (var (account, may) in orders.OrderBy(order => order.Key))
        {
            var colleague = Now.Find(userId)!;
            if (colleague.MayOrder(account) == may)
            {
                continue;
            }

            if ((may ? Now.WhyNotAllow(Viewer, colleague, account) : Now.WhyNotStop(Viewer, colleague, account)) is { } refusal)
            {
                refusals.Add(refusal);
                continue;
            }

            ((Action<Colleague, Account>)(may ? Allow : Stop))(colleague, account);
        }

        return refusals;
    }

    public void Allow(Colleague colleague, Account account)
    {
        Of(colleague).Order(account, may: true);
        write.Record(HistoryKind.PersonMayOrder, About(colleague), $"{colleague.Name} can order{organisation.On(account)}");
        MayOrderMessage.Send(write, organisation.Organisation, colleague, account);
        Tell(colleague);
    }

    public void Stop(Colleague colleague, Account account)
    {
        Of(colleague).Order(account, may: false);
        write.Record(HistoryKind.PersonMayNotOrder, About(colleague), $"{colleague.Name} can no longer order{organisation.On(account)}");
        Tell(colleague);
    }

    /// <summary>Ends the membership, and the welcome that the person is on. Orders are the organisation's: those that the person placed stay with it as
    /// they are.</summary>
    public async Task RemoveAsync(Colleague colleague, CancellationToken cancellationToken) =>
        write.Db.Memberships.Remove(await TakeOutAsync(colleague, cancellationToken));

    /// <summary>The same for somebody who is removed from the service altogether: that they belonged here stays known of them, and gives no rights.</summary>
    public async Task LoseAsync(Colleague colleague, CancellationToken cancellationToken)
    {
        var membership = await TakeOutAsync(colleague, cancellationToken);
        foreach (var account in Enum.GetValues<Account>())
        {
            membership.Order(account, may: false);
        }
    }

    private async Task<Membership> TakeOutAsync(Colleague colleague, CancellationToken cancellationToken)
    {
        await write.Db.Journeys.ForgetWelcomeAsync(organisation.Organisation, colleague.UserId, cancellationToken);
        var membership = Of(colleague);
        memberships.Remove(membership);
        write.Record(HistoryKind.PersonRemoved, About(colleague), $"{colleague.Name} was removed");
        Tell(colleague);
        return membership;
    }

    /// <summary>Sees to it that the first person, who may be another one now, may order on every account.</summary>
    public void LetFirstOrder()
    {
        if (Now.People is [var first, ..])
        {
            foreach (var account in organisation.Accounts.Where(account => !first.MayOrder(account)))
            {
                Allow(first, account);
            }
        }
    }

    private HistorySubject About(Colleague colleague) => organisation.Organisation.Subject() with { PersonId = colleague.UserId };

    private Membership Of(Colleague colleague) => memberships.Single(membership => membership.UserId == colleague.UserId);

    private string May(Colleague colleague) => colleague.OrdersOn.Count switch
    {
        0 => "cannot order",
        1 => $"can order{organisation.On(colleague.OrdersOn[0])}",
        _ => "can order on both accounts",
    };

    private void Tell(Colleague colleague)
    {
        HasChanged = true;
        write.Tell(organisation.Organisation.Topics);
        write.Tell(Topic.Person(colleague.UserId));
    }
}

internal static class PeopleLock
{
    /// <summary>Holds the people of an organisation for one of them, or for support; null when it is not theirs to change, which is read under the
    /// lock too.</summary>
    public static async Task<LockedPeople?> LockPeopleForAsync(this WriteTransaction write, OrganisationId id, CancellationToken cancellationToken) =>
        WhoOrdersRules.MaySee(write.Viewer, id)
        && await write.LockPeopleAsync(id, cancellationToken) is { } people
        && (write.Viewer.IsSupport || people.Now.Find(write.Viewer.UserId) is not null)
            ? people
            : null;

    /// <summary>Holds the people of many schools, by the school's id; without those that there are not. For who has a say about all of these schools.</summary>
    public static async Task<IReadOnlyDictionary<int, LockedPeople>> LockPeopleOfSchoolsAsync(
        this WriteTransaction write, IReadOnlyCollection<int> schoolIds, CancellationToken cancellationToken)
    {
        if (write.Db.Database.IsNpgsql())
        {
            await write.Db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Schools" WHERE "Id" = ANY({schoolIds.ToArray()}) ORDER BY "Id" FOR NO KEY UPDATE""", cancellationToken);
        }

        var organisations = await OrganisationPeople.OfSchools(write.Db, schoolIds).ToListAsync(cancellationToken);
        var memberships = (await OrganisationPeople.MembershipsOfSchools(write.Db, schoolIds).ToListAsync(cancellationToken)).ToLookup(m => m.SchoolId);
        return organisations.ToDictionary(
            school => school.Organisation.SchoolId!.Value, school => new LockedPeople(write, school, [.. memberships[school.Organisation.SchoolId]]));
    }

    /// <summary>Holds those of these addresses who are known, removed or not, by their address. After the people of organisations.</summary>
    public static async Task<Dictionary<string, User>> LockPersonsAsync(
        this WriteTransaction write, IReadOnlyCollection<string> emailAddresses, CancellationToken cancellationToken)
    {
        if (write.Db.Database.IsNpgsql())
        {
            await write.Db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Users" WHERE "EmailAddress" = ANY({emailAddresses.ToArray()}) ORDER BY "Id" FOR NO KEY UPDATE""", cancellationToken);
        }

        return await write.Db.Users.Include(u => u.Memberships).Where(u => emailAddresses.Contains(u.EmailAddress)).ToDictionaryAsync(u => u.EmailAddress, cancellationToken);
    }

    /// <summary>Holds a person, with all that they belong to: nobody else adds them anywhere meanwhile. After the people of an organisation.</summary>
    public static Task<User?> LockPersonAsync(this WriteTransaction write, int userId, CancellationToken cancellationToken) =>
        write.LockPersonAsync(
            $"""SELECT 1 FROM "Users" WHERE "Id" = {userId} FOR NO KEY UPDATE""", u => u.Id == userId, cancellationToken);

    /// <summary>The same by address, removed or not.</summary>
    public static Task<User?> LockPersonAsync(this WriteTransaction write, string emailAddress, CancellationToken cancellationToken) =>
        write.LockPersonAsync(
            $"""SELECT 1 FROM "Users" WHERE "EmailAddress" = {emailAddress} FOR NO KEY UPDATE""", u => u.EmailAddress == emailAddress, cancellationToken);

    private static async Task<User?> LockPersonAsync(
        this WriteTransaction write, FormattableString hold, Expression<Func<User, bool>> who, CancellationToken cancellationToken)
    {
        if (write.Db.Database.IsNpgsql())
        {
            await write.Db.Database.ExecuteSqlAsync(hold, cancellationToken);
        }

        return await write.Db.Users.Include(u => u.Memberships).SingleOrDefaultAsync(who, cancellationToken);
    }

    /// <summary>Holds a person, removed or not, with the people of every organisation that they belong to. The person is null where there is none.</summary>
    public static async Task<(User? Person, IReadOnlyList<LockedPeople> Organisations)> LockPersonEverywhereAsync(
        this WriteTransaction write, int userId, CancellationToken cancellationToken)
    {
        var places = await write.Db.Memberships.AsNoTracking().Where(m => m.UserId == userId)
            .OrderBy(m => m.SchoolId).ThenBy(m => m.ResponsibleBodyId).ToListAsync(cancellationToken);
        var organisations = new List<LockedPeople>();
        foreach (var place in places)
        {
            organisations.Add((await write.LockPeopleAsync(place.Organisation, cancellationToken))!);
        }

        var user = await write.LockPersonAsync(userId, cancellationToken);
        return user is null || user.Memberships.Select(m => m.Id).ToHashSet().SetEquals(places.Select(m => m.Id))
            ? (user, organisations)
            : throw new LostRaceException($"Person {userId} joined or left an organisation meanwhile.");
    }

    /// <summary>Holds the people of an organisation; null when there is no such organisation.</summary>
    /// <remarks>SQLite holds the whole database already. On PostgreSQL the organisation's own row stands for its people, because a lock on
    /// memberships would not hold off a new one (FOR NO KEY UPDATE: orders may go on referring to it).</remarks>
    public static async Task<LockedPeople?> LockPeopleAsync(this WriteTransaction write, OrganisationId id, CancellationToken cancellationToken)
    {
        var db = write.Db;
        if (db.Database.IsNpgsql())
        {
            await (id.IsSchool
                ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Schools" WHERE "Id" = {id.SchoolId} FOR NO KEY UPDATE""", cancellationToken)
                : db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "ResponsibleBodies" WHERE "Id" = {id.ResponsibleBodyId} FOR NO KEY UPDATE""", cancellationToken));
        }

        return await OrganisationPeople.FindAsync(db, id, cancellationToken) is { } organisation
            ? new(write, organisation, await OrganisationPeople.MembershipsOf(db, id).ToListAsync(cancellationToken))
            : null;
    }
}
