using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>How a board is sorted.</summary>
public enum OrderBoardSort
{
    /// <summary>By number, which is by age.</summary>
    Number,
    School,
    ResponsibleBody,
    Status,
    Due,
}

/// <summary>What of all orders a board shows: its filters, its sort and its page.</summary>
public sealed record OrderBoardQuery
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Only the orders of this responsible body's schools.</summary>
    public int? ResponsibleBodyId { get; init; }

    public OrderStatus? Status { get; init; }

    /// <summary>Only schools in this local authority's area, and what it ordered for social care.</summary>
    public int? LocalAuthorityId { get; init; }

    public Product? Product { get; init; }

    public Account? Account { get; init; }

    public OrderSource? Source { get; init; }

    /// <summary>Only orders that were placed by schools, or only those that responsible bodies placed, social care included.</summary>
    public WhoWillOrder? OrderedBy { get; init; }

    /// <summary>Only orders with Chromebooks whose Google domain nobody could find out: a security matter.</summary>
    public bool UnknownDomain { get; init; }

    /// <summary>Only orders of which something should have come before today.</summary>
    public bool Overdue { get; init; }

    /// <summary>Only orders of which something is asked or reported that waits for an answer.</summary>
    public bool Waiting { get; init; }

    /// <summary>An order's number, a school's URN, or a part of a school's or responsible body's name.</summary>
    public string? Search { get; init; }

    public OrderBoardSort Sort { get; init; }

    public bool Ascending { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>One order, as a board shows it. Equal rows look equal.</summary>
public sealed record OrderBoardRow
{
    public required OrderNumber Number { get; init; }

    public OrderSource Source { get; init; }

    public Account Account { get; init; }

    /// <summary>Null on the social care account.</summary>
    public string? School { get; init; }

    /// <inheritdoc cref="School"/>
    public Urn? Urn { get; init; }

    /// <inheritdoc cref="OrderDetails.For"/>
    public string For => OrderInWords.For(School, ResponsibleBody);

    public string? Town { get; init; }

    public required string ResponsibleBody { get; init; }

    /// <summary>Where its Chromebooks are enrolled; null when there are none in it.</summary>
    public string? GoogleDomain { get; init; }

    /// <summary>"12 Chromebooks and 3 routers".</summary>
    public required string Contents { get; init; }

    public required OrderStatus Status { get; init; }

    /// <summary>Why the supplier refused it; null when it did not.</summary>
    public string? RejectionReason { get; init; }

    /// <summary>What is asked of it and not decided; null when nothing is.</summary>
    public OrderRequestKind? OpenRequest { get; init; }

    /// <summary>For longer than <see cref="OrderBoard.DifferenceStays"/> the supplier has not counted as many for the school as we do; told to those alone who see every order.</summary>
    public bool CountsDiffer { get; init; }

    /// <summary>How many reports of its deliveries wait for an answer.</summary>
    public int OpenReports { get; init; }

    public DateOnly? DueOn { get; init; }

    public bool Overdue { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PlacedAt { get; init; }

    /// <summary>Since it was placed: "3 minutes", "2 days".</summary>
    public required string Age { get; init; }
}

/// <summary>A page of a board.</summary>
public sealed record OrderBoardPage
{
    public required IReadOnlyList<OrderBoardRow> Rows { get; init; }

    /// <summary>How many orders match, on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>How many of each status match the other filters.</summary>
    public required IReadOnlyDictionary<OrderStatus, int> ByStatus { get; init; }

    /// <summary>How many match the other filters and are overdue.</summary>
    public required int Overdue { get; init; }

    /// <summary>How many match the other filters and wait for an answer.</summary>
    public required int Waiting { get; init; }

    /// <summary>The newest order that matches, 0 if none: a later one is new to who has seen this page.</summary>
    public required int Newest { get; init; }

    public int Pages => Paging.Pages(Total, OrderBoardQuery.PageSize);
}

/// <summary>The live board over all orders that a viewer may see: filtered, sorted and paged by the database.</summary>
public sealed class OrderBoard(IDbContextFactory<GetHelpDbContext> contexts, SharedReads shared, TimeProvider clock)
{
    /// <summary>How long the two counts of a school may differ before a board says so: an order is counted by the supplier within a day.</summary>
    public static readonly TimeSpan DifferenceStays = TimeSpan.FromDays(1);

    /// <summary>A page of the board, shared between all who look at the same one.</summary>
    public Task<OrderBoardPage> ReadAsync(Viewer viewer, OrderBoardQuery query) =>
        shared.GetAsync(Topic.Orders, (viewer.Sight, query), () => ReadNowAsync(viewer, query));

    /// <summary>The same rows as before, as they are now, for somebody who is in the middle of reading them; and how many have come since.</summary>
    /// <param name="shown">The orders on the page, in their order.</param>
    /// <param name="newest">The newest order when the page was made.</param>
    public async Task<(IReadOnlyList<OrderBoardRow> Rows, int Waiting)> ReadInPlaceAsync(
        Viewer viewer, OrderBoardQuery query, IReadOnlyList<OrderNumber> shown, int newest)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var ids = shown.Select(n => n.Id).ToList();
        var rows = (await RowsAsync(db, viewer, db.Orders.AsNoTracking().VisibleTo(viewer).Where(o => ids.Contains(o.Id)))).ToDictionary(r => r.Number.Id);
        var waiting = await Filtered(db, viewer, query).CountAsync(o => o.Id > newest);
        return ([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], waiting);
    }

    /// <summary>The orders of one school, newest first.</summary>
    public async Task<IReadOnlyList<OrderBoardRow>> OfSchoolAsync(Viewer viewer, int schoolId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await RowsAsync(db, viewer, db.Orders.AsNoTracking().VisibleTo(viewer).OfSchool(schoolId).OrderByDescending(o => o.Id));
    }

    /// <summary>The orders of one local authority's social care account, newest first.</summary>
    public async Task<IReadOnlyList<OrderBoardRow>> OfSocialCareAsync(Viewer viewer, int responsibleBodyId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await RowsAsync(db, viewer, db.Orders.AsNoTracking().VisibleTo(viewer)
            .Where(o => o.ResponsibleBodyId == responsibleBodyId && o.Account == Account.SocialCare).OrderByDescending(o => o.Id));
    }

    /// <summary>Those of these orders that the viewer may see, oldest first.</summary>
    public async Task<IReadOnlyList<OrderBoardRow>> TheseAsync(Viewer viewer, IReadOnlyCollection<OrderNumber> numbers)
    {
        var ids = numbers.Select(n => n.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync();
        return await RowsAsync(db, viewer, db.Orders.AsNoTracking().VisibleTo(viewer).Where(o => ids.Contains(o.Id)).OrderBy(o => o.Id));
    }

    /// <summary>Every row that matches, whatever its page, for an export. What is placed meanwhile is not in it, so that no page shifts.</summary>
    public async IAsyncEnumerable<OrderBoardRow> ReadAllAsync(Viewer viewer, OrderBoardQuery query)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var newest = await Filtered(db, viewer, query).MaxAsync(o => (int?)o.Id) ?? 0;
        var all = Sorted(Filtered(db, viewer, query).Where(o => o.Id <= newest), query);
        for (var page = 1; ; page++)
        {
            var rows = await RowsAsync(db, viewer, PageOf(all, query with { Page = page }));
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < OrderBoardQuery.PageSize)
            {
                yield break;
            }
        }
    }

    private static IQueryable<Order> Sorted(IQueryable<Order> orders, OrderBoardQuery query) => (query.Sort, query.Ascending) switch
    {
        (OrderBoardSort.School, true) => orders.OrderBy(o => o.School!.Name).ThenByDescending(o => o.Id),
        (OrderBoardSort.School, false) => orders.OrderByDescending(o => o.School!.Name).ThenByDescending(o => o.Id),
        (OrderBoardSort.ResponsibleBody, true) => orders.OrderBy(o => o.ResponsibleBody!.Name).ThenByDescending(o => o.Id),
        (OrderBoardSort.ResponsibleBody, false) => orders.OrderByDescending(o => o.ResponsibleBody!.Name).ThenByDescending(o => o.Id),
        (OrderBoardSort.Status, true) => orders.OrderBy(o => o.Status).ThenByDescending(o => o.Id),
        (OrderBoardSort.Status, false) => orders.OrderByDescending(o => o.Status).ThenByDescending(o => o.Id),
        (OrderBoardSort.Due, true) => orders.OrderBy(o => o.DueOn == null).ThenBy(o => o.DueOn).ThenByDescending(o => o.Id),
        (OrderBoardSort.Due, false) => orders.OrderBy(o => o.DueOn == null).ThenByDescending(o => o.DueOn).ThenByDescending(o => o.Id),
        (_, true) => orders.OrderBy(o => o.Id),
        (_, false) => orders.OrderByDescending(o => o.Id),
    };

    private static IQueryable<Order> PageOf(IQueryable<Order> orders, OrderBoardQuery query) =>
        orders.OnPage(query.Page, OrderBoardQuery.PageSize);

    private async Task<OrderBoardPage> ReadNowAsync(Viewer viewer, OrderBoardQuery query)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var today = LondonTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var counts = await Filtered(db, viewer, query with { Status = null, Overdue = false, Waiting = false })
            .GroupBy(o => o.Status)
            .Select(g => new { Status = g.Key, Count = g.Count(), Overdue = g.Count(o => o.DueOn < today), Waiting = g.Count(o => o.OpenRequest != null || o.OpenReports > 0), Newest = g.Max(o => o.Id) })
            .ToListAsync();
        var chosen = counts.Where(c => query.Status is null || c.Status == query.Status).ToList();
        return new()
        {
            Rows = await RowsAsync(db, viewer, PageOf(Sorted(Filtered(db, viewer, query), query), query)),
            Total = query.Waiting ? chosen.Sum(c => c.Waiting) : query.Overdue ? chosen.Sum(c => c.Overdue) : chosen.Sum(c => c.Count),
            ByStatus = counts.ToDictionary(c => c.Status, c => c.Count),
            Overdue = counts.Sum(c => c.Overdue),
            Waiting = counts.Sum(c => c.Waiting),
            Newest = chosen.Select(c => c.Newest).DefaultIfEmpty(0).Max(),
        };
    }

    private IQueryable<Order> Filtered(GetHelpDbContext db, Viewer viewer, OrderBoardQuery query)
    {
        var orders = db.Orders.AsNoTracking().VisibleTo(viewer);
        var today = LondonTime.DateOf(clock.GetUtcNow().UtcDateTime);
        orders = query.ResponsibleBodyId is { } body ? orders.Where(o => o.ResponsibleBodyId == body) : orders;
        orders = query.Status is { } status ? orders.Where(o => o.Status == status) : orders;
        orders = query.LocalAuthorityId is { } authority ? orders.Where(o => o.School!.LocalAuthorityId == authority || (o.SchoolId == null && o.ResponsibleBodyId == authority)) : orders;
        orders = query.Product is { } product ? orders.Where(o => o.Lines.Any(l => l.Product == product)) : orders;
        orders = query.Account is { } account ? orders.Where(o => o.Account == account) : orders;
        orders = query.Source is { } source ? orders.Where(o => o.Source == source) : orders;
        orders = query.OrderedBy is { } who ? OrderedBy(orders, who) : orders;
        orders = query.UnknownDomain ? orders.Where(o => o.GoogleDomain == ChromebookRules.Unknown) : orders;
        orders = query.Overdue ? orders.Where(o => o.DueOn < today) : orders;
        orders = query.Waiting ? orders.Where(o => o.OpenRequest != null || o.OpenReports > 0) : orders;
        return string.IsNullOrWhiteSpace(query.Search) ? orders : Matching(orders, query.Search.Trim());
    }

    /// <summary>Of an older order it is not kept who ordered for its school then: it counts as whose it is now.</summary>
    private static IQueryable<Order> OrderedBy(IQueryable<Order> orders, WhoWillOrder who) => who == WhoWillOrder.School
        ? orders.Where(o => o.SchoolId != null && (o.OrderedBy ?? o.School!.WhoWillOrder) == WhoWillOrder.School)
        : orders.Where(o => o.SchoolId == null || (o.OrderedBy ?? o.School!.WhoWillOrder) == WhoWillOrder.ResponsibleBody);

    private static IQueryable<Order> Matching(IQueryable<Order> orders, string search)
    {
        var number = OrderNumber.TryParse(search, out var parsed) ? parsed.Id : 0;
        if (Urn.TryParse(search, out var urn))
        {
            return orders.Where(o => o.School!.Urn == urn || o.Id == number);
        }

        if (number > 0)
        {
            return orders.Where(o => o.Id == number);
        }

        var pattern = Containing.Pattern(search);
        return orders.Where(o => EF.Functions.Like(o.School!.Name.ToLower(), pattern, Containing.Escape) || EF.Functions.Like(o.ResponsibleBody!.Name.ToLower(), pattern, Containing.Escape));
    }

    private async Task<IReadOnlyList<OrderBoardRow>> RowsAsync(GetHelpDbContext db, Viewer viewer, IQueryable<Order> orders)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (today, stays, told) = (LondonTime.DateOf(now), now - DifferenceStays, viewer.SeesEverything);
        var rows = await orders
            .Select(o => new { CountsDiffer = told && db.UsageReports.Any(r => r.SchoolId == o.SchoolId && r.DiffersSince < stays), o.Id, o.Source, o.Account, School = (string?)o.School!.Name, Urn = (Urn?)o.School.Urn, o.School.Address.Town, o.GoogleDomain, Body = o.ResponsibleBody!.Name, o.Status, o.RejectionReason, o.OpenRequest, o.OpenReports, o.DueOn, o.PlacedAt })
            .ToListAsync();
        var ids = rows.Select(r => r.Id).ToList();
        var lines = (await db.OrderLines.AsNoTracking().Where(l => ids.Contains(l.OrderId)).ToListAsync()).ToLookup(l => l.OrderId);
        return rows.ConvertAll(r => new OrderBoardRow
        {
            Number = new(r.Id),
            Source = r.Source,
            Account = r.Account,
            GoogleDomain = r.GoogleDomain,
            School = r.School,
            Urn = r.Urn,
            Town = r.Town,
            ResponsibleBody = r.Body,
            Contents = OrderInWords.Contents(lines[r.Id].Select(l => new LineAsked(l.Product, l.Quantity))),
            Status = r.Status,
            RejectionReason = r.RejectionReason,
            OpenRequest = r.OpenRequest,
            OpenReports = r.OpenReports,
            CountsDiffer = r.CountsDiffer,
            DueOn = r.DueOn,
            Overdue = r.DueOn < today,
            PlacedAt = r.PlacedAt,
            Age = OrderInWords.Age(now - r.PlacedAt),
        });
    }
}
