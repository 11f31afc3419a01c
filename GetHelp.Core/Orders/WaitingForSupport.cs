using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>A request or a report that support has not answered, as their list shows it.</summary>
public sealed record WaitingRow
{
    public required int Id { get; init; }

    public required OrderNumber Number { get; init; }

    /// <summary>Whom the order is for.</summary>
    public required string For { get; init; }

    /// <summary>Null on the social care account.</summary>
    public Urn? Urn { get; init; }

    /// <summary>What they want or what is wrong, in their own words.</summary>
    public required string Said { get; init; }

    public required Contact Contact { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>For how long: "3 minutes", "2 days".</summary>
    public required string Age { get; init; }

    /// <summary>What is asked, with a request.</summary>
    public OrderRequestKind? Asked { get; init; }

    /// <summary>Which delivery, with a report.</summary>
    public DeliveryKind? Delivery { get; init; }

    /// <summary>What is wrong with the delivery, with a report.</summary>
    public DeliveryProblem? Problem { get; init; }
}

/// <summary>Everything about orders that waits for support's answer, those that wait longest first.</summary>
/// <param name="RequestCount">How many there are, of which the rows are the first.</param>
/// <param name="ReportCount">How many there are, of which the rows are the first.</param>
public sealed record Waiting(IReadOnlyList<WaitingRow> Requests, int RequestCount, IReadOnlyList<WaitingRow> Reports, int ReportCount);

/// <summary>Reads what waits for support's answer.</summary>
public sealed class WaitingForSupport(IDbContextFactory<GetHelpDbContext> contexts, SharedReads shared, TimeProvider clock)
{
    /// <summary>So many of each are shown; the next ones move up as these are answered.</summary>
    public const int MostShown = 100;

    public async Task<Result<Waiting>> ReadAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("see what waits for support");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var requests = await Open(db)
            .OrderBy(r => r.Id).Take(MostShown)
            .Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new { r.Id, r.OrderId, r.Kind, Said = r.Why, r.Contact, At = r.AskedAt, School = (string?)o.School!.Name, Urn = (Urn?)o.School.Urn, Body = o.ResponsibleBody!.Name })
            .OrderBy(r => r.Id).ToListAsync(cancellationToken);
        var reports = await Unanswered(db)
            .OrderBy(r => r.Id).Take(MostShown)
            .Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new { r.Id, r.OrderId, r.Delivery, r.Problem, r.Said, r.Contact, At = r.ReportedAt, School = (string?)o.School!.Name, Urn = (Urn?)o.School.Urn, Body = o.ResponsibleBody!.Name })
            .OrderBy(r => r.Id).ToListAsync(cancellationToken);
        return new Waiting(
            [.. requests.Select(r => Row(r.Id, r.OrderId, OrderInWords.For(r.School, r.Body), r.Urn, r.Said, r.Contact, r.At, now) with { Asked = r.Kind })],
            await CountAsync(Open(db), requests.Count, cancellationToken),
            [.. reports.Select(r => Row(r.Id, r.OrderId, OrderInWords.For(r.School, r.Body), r.Urn, r.Said, r.Contact, r.At, now) with { Delivery = r.Delivery, Problem = r.Problem })],
            await CountAsync(Unanswered(db), reports.Count, cancellationToken));
    }

    /// <summary>How many there are in all: read once for all of support until it changes. Nought for anybody else.</summary>
    public Task<int> CountAsync(Viewer viewer) => viewer.IsSupport
        ? shared.GetAsync(Topic.Requests, nameof(WaitingForSupport), CountNowAsync, TimeSpan.FromMinutes(5))
        : Task.FromResult(0);

    private async Task<int> CountNowAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await Open(db).CountAsync() + await Unanswered(db).CountAsync();
    }

    private static IQueryable<OrderRequest> Open(GetHelpDbContext db) => db.OrderRequests.AsNoTracking().Where(r => r.State == OrderRequestState.Open);

    private static IQueryable<DeliveryReport> Unanswered(GetHelpDbContext db) => db.DeliveryReports.AsNoTracking().Where(r => r.AnsweredAt == null);

    /// <summary>Counted only where there are more than are shown.</summary>
    private static async Task<int> CountAsync<T>(IQueryable<T> all, int shown, CancellationToken cancellationToken) =>
        shown < MostShown ? shown : await all.CountAsync(cancellationToken);

    private static WaitingRow Row(int id, int orderId, string school, Urn? urn, string said, Contact contact, DateTime at, DateTime now) => new()
    {
        Id = id,
        Number = new(orderId),
        For = school,
        Urn = urn,
        Said = said,
        Contact = contact,
        At = at,
        Age = OrderInWords.Age(now - at),
    };
}
