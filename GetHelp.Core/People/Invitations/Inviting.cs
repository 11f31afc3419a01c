using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Identities;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People.Invitations;

/// <summary>Inviting, inside of a write.</summary>
public static class Inviting
{
    /// <summary>Invites somebody as part of a write, which is refused with what this refuses. Who uses this service already keeps their own name and
    /// telephone number: only what is not known of them is filled in.</summary>
    public static async Task<Result<Invited>> InviteAsync(
        this WriteTransaction write, OrganisationId organisation, Invitation invitation, CancellationToken cancellationToken = default) =>
        await write.LockPeopleForAsync(organisation, cancellationToken) is { } people
            ? await write.LetInAsync(people, invitation, cancellationToken)
            : new NotFound();

    /// <summary>The same where the organisation's people are held already, and may be invited to one after the other.</summary>
    internal static async Task<Result<Invited>> LetInAsync(
        this WriteTransaction write, LockedPeople people, Invitation invitation, CancellationToken cancellationToken)
    {
        var details = invitation.Person.Tidy();
        if (details.WhyNot().ToList() is { Count: > 0 } wrong)
        {
            return Result<Invited>.Refuse(wrong);
        }

        var known = await write.LockPersonAsync(details.EmailAddress, cancellationToken);
        var wasKnown = known is { DeletedAt: null };
        return people.Now.WhyNotInvite(details.EmailAddress, known) is { } refusal
            ? refusal
            : people.LetIn(
                await write.PersonAsync(known, details, cancellationToken),
                wasKnown,
                invitation.OrdersOn,
                account => people.Now.WhyNotOrder(write.Viewer, account));
    }

    /// <summary>What would be said to inviting this person as things are: nothing is held, so it may be another thing a moment later.</summary>
    public static async Task<IReadOnlyList<Refusal>> WhyNotInviteAsync(
        GetHelpDbContext db, Viewer viewer, OrganisationId organisation, PersonDetails person, CancellationToken cancellationToken = default)
    {
        var details = person.Tidy();
        return await OrganisationPeople.ReadAsync(db, viewer, organisation, cancellationToken) is not { } people ? [new NotFound()]
            : details.WhyNot().ToList() is { Count: > 0 } refusals ? refusals
            : people.WhyNotInvite(details.EmailAddress, await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.EmailAddress == details.EmailAddress, cancellationToken)) is { } refusal
                ? [refusal]
                : [];
    }

    /// <summary>Adds a person who is in the database.</summary>
    /// <param name="whyNotOrder">Why they would not order on an account.</param>
    internal static Invited LetIn(
        this LockedPeople people, User user, bool wasKnown, IReadOnlyCollection<Account> asked, Func<Account, Refusal?> whyNotOrder)
    {
        var whyNot = people.Now.Accounts.Where(asked.Contains).Select(account => (Account: account, Refusal: whyNotOrder(account))).ToList();
        var colleague = people.Add(user, wasKnown, [.. whyNot.Where(w => w.Refusal is null).Select(w => w.Account)]);
        return new()
        {
            UserId = colleague.UserId,
            Name = colleague.Name,
            WasKnown = wasKnown,
            OrdersOn = colleague.OrdersOn,
            NotOrdering = [.. whyNot.Select(w => w.Refusal).OfType<Refusal>()],
        };
    }

    /// <summary>The person, who is in the database from here on.</summary>
    private static async Task<User> PersonAsync(this WriteTransaction write, User? known, PersonDetails details, CancellationToken cancellationToken)
    {
        var user = await write.TakeAsync(known, details, cancellationToken);
        await write.Db.SaveChangesAsync(cancellationToken);
        return user;
    }

    /// <summary>The person with what is known of them now, still to be saved.</summary>
    internal static async Task<User> TakeAsync(this WriteTransaction write, User? known, PersonDetails details, CancellationToken cancellationToken)
    {
        var user = known ?? new User { FullName = details.Name, EmailAddress = details.EmailAddress, Telephone = details.Telephone };
        if (known is null)
        {
            write.Db.Users.Add(user);
        }
        else if (user.DeletedAt is not null)
        {
            await write.ForgetLinksAsync(user.Id, cancellationToken);
            await write.ForgetIdentitiesAsync(user.Id, cancellationToken);
            user.ComeBack();
        }

        user.FillIn(details);
        return user;
    }
}
