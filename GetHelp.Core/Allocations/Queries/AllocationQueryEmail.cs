using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>What the outbox holds of an answer: which query was answered.</summary>
public sealed record AllocationQueryAnswered(int AllocationQueryId)
{
    public const string Kind = "email.allocation-query-answered";
}

/// <summary>Tells whoever asked for more devices what support has answered.</summary>
public sealed class AllocationQueryAnsweredSender(IDbContextFactory<GetHelpDbContext> contexts, INotifier notifier, IOptions<SiteOptions> site) : IOutboxSender
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
            await notifier.SendAsync(Email(query, to), cancellationToken);
        }
    }

    private EmailMessage Email(AllocationQuery query, string to) => new()
    {
        To = to,
        Subject = $"Your request for more devices for {query.School!.Name}",
        Body = $"""
            Dear {query.AskedBy}

            On {LondonTime.DateOf(query.AskedAt):d MMMM yyyy} you asked for more devices for {query.School.Name}: {query.Asked()}.

            {Decision(query)}

            {(query.Answer is null ? "" : $"Support says:\n\n{query.Answer}\n\n")}See what is set aside for the school, and order:

            {new Uri(site.Value.BaseAddress, $"/schools/{query.School.Urn}")}

            Get help with technology
            """,
    };

    private static string Decision(AllocationQuery query) => query.State == AllocationQueryState.Granted
        ? $"We have set aside more for the school: {query.Granted()}."
        : "We cannot set aside more at the moment.";
}
