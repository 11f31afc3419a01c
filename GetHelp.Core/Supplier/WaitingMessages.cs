using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier;

/// <summary>What support does about messages that the supplier could not be told.</summary>
internal static class WaitingMessages
{
    /// <summary>Tries everything of a kind that waits, now.</summary>
    /// <param name="shownBy">The pages on which it waits.</param>
    /// <returns>How many messages.</returns>
    public static Task<Result<int>> RetryAllAsync(
        this WriteTransactions transactions, Viewer viewer, string kind, Topic shownBy, CancellationToken cancellationToken) =>
        transactions.RunAsync<int>(
            viewer,
            async write =>
            {
                if (!viewer.IsSupport)
                {
                    return new NotAllowed("tell the supplier again");
                }

                var messages = await write.Db.Outbox.Where(m => m.Kind == kind && m.DueAt > write.Now)
                    .ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, write.Now), cancellationToken);
                write.WakeOutbox();
                write.Tell(shownBy);
                return messages;
            },
            cancellationToken);
}
