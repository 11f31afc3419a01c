using System.Linq.Expressions;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations;

/// <summary>Which schools, or which responsible bodies, somebody looks for.</summary>
public record SchoolSearch
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>A URN, or a part of a name or town; null for every school.</summary>
    public string? Text { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>What support's list of schools can be sorted by; by name otherwise, and where two are alike.</summary>
public enum SupportSchoolSort
{
    Town,
    ResponsibleBody,
    OrderState,
}

/// <summary>Which of all schools support looks for, and in which order.</summary>
public sealed record SupportSchoolSearch : SchoolSearch
{
    /// <summary>Null for every order state.</summary>
    public OrderState? OrderState { get; init; }

    /// <summary>Null whoever orders.</summary>
    public WhoWillOrder? WhoWillOrder { get; init; }

    /// <summary>Null for the name.</summary>
    public SupportSchoolSort? Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>Whether less than every school is looked for.</summary>
    public bool IsFiltered => Text is not null || OrderState is not null || WhoWillOrder is not null;
}

/// <summary>One school that was found. Equal rows look equal.</summary>
public sealed record SchoolFound
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string Name { get; init; }

    public string? Town { get; init; }

    public required string ResponsibleBody { get; init; }

    public required OrderState OrderState { get; init; }

    public required AllocationLine LaptopsAndTablets { get; init; }

    public required AllocationLine Routers { get; init; }
}

/// <summary>A page of schools that were found.</summary>
public sealed record SchoolsFound(IReadOnlyList<SchoolFound> Rows, int Total)
{
    public int Pages => Paging.Pages(Total, SchoolSearch.PageSize);
}

/// <summary>All that support needs to know of a school before it changes what the school can order.</summary>
public sealed record SupportSchool
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string Name { get; init; }

    public string? Town { get; init; }

    public required string ResponsibleBody { get; init; }

    public required int ResponsibleBodyId { get; init; }

    /// <summary>Whether the register counts it as closed.</summary>
    public required bool IsClosed { get; init; }

    public required OrderState OrderState { get; init; }

    /// <summary>Every category, whether or not something is set aside.</summary>
    public required IReadOnlyList<AllocationLine> Numbers { get; init; }

    public required WhoWillOrder WhoWillOrder { get; init; }

    public required SchoolStatus Status { get; init; }

    /// <summary>The sums of the virtual cap pool that the school is in; null when it is in none.</summary>
    public IReadOnlyList<PoolTotals>? Pool { get; init; }

    public required ChromebookDetails Chromebooks { get; init; }

    /// <summary>The people who may place orders for the school, by name.</summary>
    public required IReadOnlyList<WhoOrders> WhoOrders { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<OrderBoardRow> Orders { get; init; }

    /// <summary>The last things that happened, newest first.</summary>
    public required IReadOnlyList<SchoolHappening> History { get; init; }
}

/// <summary>Somebody who may place orders for a school.</summary>
public sealed record WhoOrders(string Name, string EmailAddress);

/// <summary>Something that happened to a school, or to an order of it.</summary>
public sealed record SchoolHappening(StoryEntry What, OrderNumber? Order)
{
    internal static SchoolHappening Of(HistoryEntry entry) => new(
        new(entry.Id, entry.What, entry.At, entry.Who, entry.Delivery, entry.Detail, entry.Why),
        entry.OrderId is { } order ? new OrderNumber(order) : null);
}

/// <summary>Finds schools for support, which looks after all of them.</summary>
public sealed class SupportSchools(IDbContextFactory<GetHelpDbContext> contexts, OrderBoard board)
{
    /// <summary>How much of a school's history its page shows.</summary>
    public const int HappeningsShown = 50;

    /// <summary>Open schools.</summary>
    public async Task<Result<SchoolsFound>> SearchAsync(Viewer viewer, SupportSchoolSearch search, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("look for schools");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = Filtered(db.Schools.AsNoTracking().Where(s => s.Status == OrganisationStatus.Open).Matching(search.Text), search);
        var rows = await Sorted(matching, search)
            .OnPage(search.Page, SchoolSearch.PageSize)
            .Select(s => new { s.Id, s.Urn, s.Name, s.Address.Town, Body = s.ResponsibleBody!.Name, s.OrderState })
            .ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(r => r.Id);
        var numbers = (await db.Allocations.AsNoTracking().Where(a => ids.Contains(a.SchoolId)).ToListAsync(cancellationToken))
            .ToLookup(a => a.SchoolId, a => AllocationLine.Of(a));
        return new SchoolsFound(
            rows.ConvertAll(r => new SchoolFound
            {
                SchoolId = r.Id,
                Urn = r.Urn,
                Name = r.Name,
                Town = r.Town,
                ResponsibleBody = r.Body,
                OrderState = r.OrderState,
                LaptopsAndTablets = numbers[r.Id].Of(DeviceCategory.LaptopsAndTablets),
                Routers = numbers[r.Id].Of(DeviceCategory.Routers),
            }),
            await matching.CountAsync(cancellationToken));
    }

    private static IQueryable<School> Filtered(IQueryable<School> schools, SupportSchoolSearch search)
    {
        schools = search.OrderState is { } state ? schools.Where(s => s.OrderState == state) : schools;
        return search.WhoWillOrder is { } who ? schools.Where(s => s.WhoWillOrder == who) : schools;
    }

    private static IQueryable<School> Sorted(IQueryable<School> schools, SupportSchoolSearch search) => search.Sort switch
    {
        SupportSchoolSort.Town => By(schools, s => s.Address.Town ?? "", search).ThenBy(s => s.Name).ThenBy(s => s.Id),
        SupportSchoolSort.ResponsibleBody => By(schools, s => s.ResponsibleBody!.Name, search).ThenBy(s => s.Name).ThenBy(s => s.Id),

        // In the order of the states, not of their names, by which they are kept.
        SupportSchoolSort.OrderState => By(
            schools,
            s => s.OrderState == OrderState.CannotOrder ? 0 : s.OrderState == OrderState.CannotOrderAsReopened ? 1 : s.OrderState == OrderState.CanOrderForSpecificCircumstances ? 2 : 3,
            search).ThenBy(s => s.Name).ThenBy(s => s.Id),
        _ => By(schools, s => s.Name, search).ThenBy(s => s.Id),
    };

    private static IOrderedQueryable<School> By<T>(IQueryable<School> schools, Expression<Func<School, T>> what, SupportSchoolSearch search) =>
        search.Descending ? schools.OrderByDescending(what) : schools.OrderBy(what);

    /// <summary>One school, open or closed; null when there is none of this URN, or the viewer is not of support.</summary>
    public async Task<SupportSchool?> FindAsync(Viewer viewer, Urn urn, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!viewer.IsSupport
            || await db.Schools.AsNoTracking().Include(s => s.Allocations).Include(s => s.ResponsibleBody)
                .SingleOrDefaultAsync(s => s.Urn == urn, cancellationToken) is not { } school)
        {
            return null;
        }

        var numbers = AllocationRules.Categories.Select(school.Allocations.Select(AllocationLine.Of).Of).ToList();
        var pool = VirtualCapPool.Of(school) is { } body ? await VirtualCapPool.TotalsAsync(db, body, cancellationToken) : null;
        var facts = new SchoolStatusFacts
        {
            WhoWillOrder = school.WhoWillOrder,
            HasPeople = await db.Memberships.AnyAsync(m => m.SchoolId == school.Id && m.User!.DeletedAt == null, cancellationToken),
            HasContact = school.ContactId is not null,
            ChromebooksComplete = school.Chromebooks.IsComplete,
        };
        return new()
        {
            SchoolId = school.Id,
            Urn = school.Urn,
            Name = school.Name,
            Town = school.Address.Town,
            ResponsibleBody = school.ResponsibleBody!.Name,
            ResponsibleBodyId = school.ResponsibleBodyId,
            IsClosed = school.Status == OrganisationStatus.Closed,
            OrderState = school.OrderState,
            Numbers = numbers,
            WhoWillOrder = school.WhoWillOrder,
            Status = SchoolStatusRule.Of(facts.With(school.OrderState, numbers, pool)),
            Pool = pool,
            Chromebooks = school.Chromebooks,
            WhoOrders = await WhoOrdersAsync(db, school, cancellationToken),
            Orders = await board.OfSchoolAsync(viewer, school.Id),
            History = await HistoryAsync(db, school.Id, cancellationToken),
        };
    }

    private static Task<List<WhoOrders>> WhoOrdersAsync(GetHelpDbContext db, School school, CancellationToken cancellationToken) =>
        db.Memberships.AsNoTracking().OrderingFor(school)
            .OrderBy(m => m.User!.FullName).Select(m => new WhoOrders(m.User!.FullName, m.User.EmailAddress)).ToListAsync(cancellationToken);

    private static async Task<List<SchoolHappening>> HistoryAsync(GetHelpDbContext db, int schoolId, CancellationToken cancellationToken)
    {
        var entries = await db.History.AsNoTracking().Where(e => e.SchoolId == schoolId)
            .OrderByDescending(e => e.Id).Take(HappeningsShown).ToListAsync(cancellationToken);
        return entries.ConvertAll(SchoolHappening.Of);
    }
}
