using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>What the outbox holds of an answer: which query was answered.</summary>
public sealed record AllocationQueryAnswered(int AllocationQueryId)
{
    public const string Kind = "email.allocation-query-answered";
}

/// <summary>Tells whoever asked for more devices what support has answered.</summary>
public sealed class AllocationQueryAnsweredSender(IDbContextFactory<GetHelpDbContext> contexts, INotifier notifier, LetterPrinter printer) : IOutboxSender
{
    public string Kind => AllocationQueryAnswered.Kind;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var id = message.Content<AllocationQueryAnswered>().AllocationQueryId;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var query = await db.AllocationQueries.AsNoTracking().Include(q => q.Lines).Include(q => q.School).SingleAsync(q => q.Id == id, cancellationToken);
        var to = await db.Users.Where(u => u.Id == query.AskedByUserId && u.DeletedAt == null).Select(u => u.EmailAddress).SingleOrDefaultAsync(cancellationToken);
        if (to is not null)
        {
            await notifier.SendAsync(printer.Print(AllocationQueryAnsweredLetter.Of(query, to)), cancellationToken);
        }
    }
}
