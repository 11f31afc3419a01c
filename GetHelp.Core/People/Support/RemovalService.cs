using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Sessions;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People.Support;

/// <summary>Removes people from the service altogether (spec 01 §4.6): support alone does. What they did stays, and so does what is known of them,
/// until retention or an erasure takes it away; whoever invites them again brings them back.</summary>
public sealed class RemovalService(WriteTransactions transactions)
{
    /// <returns>Whether that changed anything.</returns>
    public Task<Result<bool>> RemoveAsync(Viewer viewer, int userId, string? why, CancellationToken cancellationToken = default) => transactions.RunAsync<bool>(
        viewer,
        async write =>
        {
            if (!viewer.IsSupport)
            {
                return new NotAllowed("remove people from the service");
            }

            if (viewer.UserId == userId)
            {
                return new CannotRemoveYourself();
            }

            if (Reason.WhyNot(why) is { } refusal)
            {
                return refusal;
            }

            var (user, organisations) = await write.LockPersonEverywhereAsync(userId, cancellationToken);
            return user is null ? new NotFound()
                : user.DeletedAt is not null ? false
                : await RemoveAsync(write, user, organisations, Reason.OneLine(why), cancellationToken);
        },
        cancellationToken);

    /// <summary>The same as part of a write that holds the person and their organisations.</summary>
    internal static async Task<bool> RemoveAsync(
        WriteTransaction write, User user, IReadOnlyList<LockedPeople> organisations, string? why, CancellationToken cancellationToken)
    {
        foreach (var people in organisations.Where(people => people.Now.Find(user.Id) is not null))
        {
            await people.LoseAsync(people.Now.Find(user.Id)!, cancellationToken);
            people.LetFirstOrder();
        }

        user.Remove(write.Now);
        await write.ForgetLinksAsync(user.Id, cancellationToken);
        await write.EndAllOfAsync(user.Id, cancellationToken);
        write.Record(HistoryKind.PersonLeftService, new() { PersonId = user.Id }, user.FullName, why);
        write.Tell(Topic.Person(user.Id));
        return true;
    }
}

/// <summary>Support removes others.</summary>
public sealed record CannotRemoveYourself : Refusal
{
    public override string Message => "You cannot remove yourself. Ask a colleague of support.";
}
