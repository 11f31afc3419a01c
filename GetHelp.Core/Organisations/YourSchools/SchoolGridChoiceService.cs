using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.YourSchools;

/// <summary>Remembers which columns somebody wants to see.</summary>
public sealed class SchoolGridChoiceService(WriteTransactions transactions)
{
    /// <returns>Whether that changed anything.</returns>
    public Task<Result<bool>> ChooseAsync(Viewer viewer, IReadOnlyCollection<SchoolGridColumn> columns, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (viewer.UserId is not { } userId)
                {
                    return new NotAllowed("choose columns");
                }

                if (await write.Db.SchoolGridChoices.SingleOrDefaultAsync(c => c.UserId == userId, cancellationToken) is not { } known)
                {
                    write.Db.SchoolGridChoices.Add(SchoolGridChoice.Of(userId, columns));
                    return true;
                }

                known.Change(columns);
                return write.Db.ChangeTracker.HasChanges();
            },
            cancellationToken);
}
