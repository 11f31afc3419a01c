using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>An organisation's people, held until the commit: nobody else adds, removes or nominates meanwhile. Whoever changes an organisation's
/// memberships does so through this.</summary>
internal sealed class LockedPeople(WriteTransaction write, OrganisationPeople organisation, List<Membership> memberships)
{
    /// <summary>As they are now, with what this write has changed so far.</summary>
    public OrganisationPeople Now => organisation.With(memberships);

    public void Allow(Colleague colleague, Account account)
    {
        Of(colleague).Order(account, may: true);
        write.Record(HistoryKind.PersonMayOrder, organisation.Organisation.Subject(), $"{colleague.Name} can order{organisation.On(account)}");
        MayOrderMessage.Send(write, organisation.Organisation, colleague, account);
        Tell(colleague);
    }

    public void Stop(Colleague colleague, Account account)
    {
        Of(colleague).Order(account, may: false);
        write.Record(HistoryKind.PersonMayNotOrder, organisation.Organisation.Subject(), $"{colleague.Name} can no longer order{organisation.On(account)}");
        Tell(colleague);
    }

    /// <summary>Ends the membership. Orders are the organisation's: those that the person placed stay with it as they are.</summary>
    public void Remove(Colleague colleague)
    {
        var membership = Of(colleague);
        memberships.Remove(membership);
        write.Db.Memberships.Remove(membership);
        write.Record(HistoryKind.PersonRemoved, organisation.Organisation.Subject(), $"{colleague.Name} was removed");
        Tell(colleague);
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

    private Membership Of(Colleague colleague) => memberships.Single(membership => membership.UserId == colleague.UserId);

    private void Tell(Colleague colleague)
    {
        write.Tell(organisation.Organisation.People, Topic.Person(colleague.UserId));
        if (organisation.Organisation.SchoolId is { } school)
        {
            write.Tell(Topic.School(school)); // whose pages say who orders
        }
    }
}

internal static class PeopleLock
{
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
