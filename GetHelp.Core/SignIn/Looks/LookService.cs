using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using GetHelp.Core.SignIn.Sessions;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.Looks;

/// <summary>Lets support see the service as somebody else sees it, in one of its sessions, and keeps in the history of both when that began and ended.</summary>
public sealed class LookService(WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts, TimeProvider clock)
{
    /// <summary>Has the viewer's session look as somebody, for at most <see cref="LookRules.Longest"/>.</summary>
    public Task<Result<bool>> BeginAsync(Viewer viewer, int sessionId, int userId, string? why, CancellationToken cancellationToken = default) => transactions.RunAsync<bool>(
        viewer,
        async write =>
        {
            var person = await write.Db.Users.SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
            if (LookRules.WhyNot(viewer, person, why) is { } refusal)
            {
                return refusal;
            }

            var begun = await write.Db.Sessions.GoingOn(write.Now).Where(s => s.Id == sessionId && s.UserId == viewer.UserId).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.LooksAsUserId, userId).SetProperty(s => s.LooksUntil, write.Now + LookRules.Longest), cancellationToken);
            if (begun == 0)
            {
                return new NotFound();
            }

            write.Record(HistoryKind.LookBegan, new() { PersonId = userId }, person!.FullName, Reason.OneLine(why));
            write.Tell(Topic.Person(viewer.UserId!.Value));
            return true;
        },
        cancellationToken);

    /// <summary>The agent is themselves again.</summary>
    public Task StopAsync(SessionState session, CancellationToken cancellationToken = default) => transactions.RunAsync<int>(
        session.Owner,
        async write => await EndAsync(write, sessions => sessions.Where(s => s.Id == session.Id && s.LooksAsUserId != null), cancellationToken),
        cancellationToken);

    /// <summary>Closes looks whose time is over, or whose session is: nobody presses "Stop" on those.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EndOverdueAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Overdue(db.Sessions, clock.GetUtcNow().UtcDateTime).AnyAsync(cancellationToken)
            ? (await transactions.RunAsync<int>(Viewer.Service, async write => await EndAsync(write, sessions => Overdue(sessions, write.Now), cancellationToken), cancellationToken)).Value
            : 0;
    }

    private static IQueryable<Session> Overdue(IQueryable<Session> sessions, DateTime now) =>
        sessions.Where(s => s.LooksAsUserId != null && (s.LooksUntil <= now || s.ExpiresAt <= now || s.EndedAt != null));

    private static async Task<int> EndAsync(WriteTransaction write, Func<IQueryable<Session>, IQueryable<Session>> which, CancellationToken cancellationToken)
    {
        var looks = await which(write.Db.Sessions).Include(s => s.User).Include(s => s.LooksAs).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var look in looks)
        {
            // In the agent's name, at the moment itself, whoever notices it and however much later.
            write.Db.History.Add(new()
            {
                At = new[] { write.Now, look.LooksUntil, look.ExpiresAt, look.EndedAt }.Min()!.Value,
                UserId = look.UserId,
                Who = look.User!.FullName,
                What = HistoryKind.LookEnded,
                PersonId = look.LooksAsUserId,
                Detail = look.LooksAs!.FullName,
            });
            write.Tell(Topic.Person(look.UserId));
        }

        var ids = looks.ConvertAll(look => look.Id);
        return await write.Db.Sessions.Where(s => ids.Contains(s.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.LooksAsUserId, (int?)null).SetProperty(s => s.LooksUntil, (DateTime?)null), cancellationToken);
    }
}
