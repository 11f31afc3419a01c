using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>Keeps who has read how their details are used, and when (spec 04 §9).</summary>
public sealed class PrivacyNoticeService(WriteTransactions transactions)
{
    /// <summary>The viewer has seen the notice. From this moment the supplier may be told of them.</summary>
    /// <returns>Whether it was the first time.</returns>
    public Task<Result<bool>> SeenAsync(Viewer viewer, CancellationToken cancellationToken = default) => transactions.RunAsync<bool>(
        viewer,
        async write =>
        {
            if (await write.Db.Users.SingleOrDefaultAsync(u => u.Id == viewer.UserId && u.DeletedAt == null, cancellationToken) is not { } user)
            {
                return new NotFound();
            }

            // Support and the supplier's people are told by their employers: they have no notice to read here.
            if (user.Role != Role.Member || user.PrivacyNoticeSeenAt is not null)
            {
                return false;
            }

            user.SawPrivacyNotice(write.Now);
            write.Record(HistoryKind.PrivacyNoticeSeen);
            write.Tell(Topic.Person(user.Id));
            return true;
        },
        cancellationToken);
}
