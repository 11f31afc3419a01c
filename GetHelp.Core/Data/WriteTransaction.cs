using System.Diagnostics;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Announcements;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Data;

/// <summary>One write while it happens: what it reads and changes, what history keeps of it, what is to be sent and told because of it.</summary>
public sealed class WriteTransaction(GetHelpDbContext db, Viewer viewer, DateTime now)
{
    private readonly HashSet<Topic> topics = [];

    public GetHelpDbContext Db => db;

    public Viewer Viewer => viewer;

    /// <summary>UTC; the same for everything in this write.</summary>
    public DateTime Now => now;

    /// <summary>What has changed for those who are looking.</summary>
    public IReadOnlyCollection<Topic> Topics => topics;

    public bool HasMessages { get; private set; }

    /// <summary>Whose account at the supplier this write may concern.</summary>
    public TouchedAccounts Accounts { get; } = new();

    /// <summary>For whom ordering may have opened or closed by this write.</summary>
    public Openings Openings { get; } = new();

    /// <summary>Keeps what happened: by whom and when is known here.</summary>
    public void Record(HistoryKind what, HistorySubject about = default, string? detail = null, string? why = null) => db.History.Add(new()
    {
        At = now,
        UserId = viewer.UserId,
        Who = viewer.Name,
        What = what,
        SchoolId = about.SchoolId,
        ResponsibleBodyId = about.ResponsibleBodyId,
        OrderId = about.OrderId,
        Delivery = about.Delivery,
        AllocationQueryId = about.AllocationQueryId,
        PersonId = about.PersonId,
        Detail = detail,
        Why = why,
    });

    /// <summary>Has a message sent after the commit.</summary>
    /// <param name="idempotencyKey">Unique among all messages: the same cause must give the same key.</param>
    public void Send<T>(string kind, T payload, string idempotencyKey)
    {
        HasMessages = true;
        db.Outbox.Add(new()
        {
            Kind = kind,
            Payload = PortalJson.Write(payload),
            IdempotencyKey = idempotencyKey,
            CreatedAt = now,
            Trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } cause ? cause.Id : null,
            DueAt = now,
        });
    }

    /// <summary>Has those who send look at once: messages that waited are due.</summary>
    public void WakeOutbox() => HasMessages = true;

    /// <summary>Has the open pages that show this topic read again after the commit.</summary>
    public void Tell(params ReadOnlySpan<Topic> changed)
    {
        foreach (var topic in changed)
        {
            topics.Add(topic);
        }
    }

    /// <summary>One order with its lines and deliveries, held until the commit: its status follows from all of its deliveries, so two changes
    /// of different deliveries must not be decided on the same reading.</summary>
    public async Task<Order?> LockOrderAsync(OrderNumber number, CancellationToken cancellationToken = default)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Orders" WHERE "Id" = {number.Id} FOR UPDATE""", cancellationToken);
        }

        return await db.Orders.Include(o => o.Lines).Include(o => o.Deliveries).AsSplitQuery()
            .SingleOrDefaultAsync(o => o.Id == number.Id, cancellationToken);
    }
}
