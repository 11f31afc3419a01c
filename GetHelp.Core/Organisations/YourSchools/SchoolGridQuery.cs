using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;

namespace GetHelp.Core.Organisations.YourSchools;

/// <summary>The columns of a responsible body's grid of schools. Names are stored with whoever chose them.</summary>
public enum SchoolGridColumn
{
    /// <summary>Name and URN: always there.</summary>
    School,
    Setting,
    WhoWillOrder,
    Contact,
    OrderState,
    LaptopsAndTablets,
    Routers,
    Chromebooks,
    GoogleDomain,
    RecoveryAddress,
    Status,
}

/// <summary>What was said about Chromebooks, to filter by.</summary>
public enum ChromebookFilter
{
    Yes,
    No,
    DoNotKnow,

    /// <summary>Nobody has said.</summary>
    NotSaid,
}

/// <summary>Which of a responsible body's open schools its grid shows: search, filters, sort and page.</summary>
public sealed record SchoolGridQuery
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    public required int ResponsibleBodyId { get; init; }

    /// <summary>A URN, or a part of a name or town; null for every school.</summary>
    public string? Search { get; init; }

    /// <summary>Only the schools of this group (spec 02 §9.3).</summary>
    public OrderingGroup? Group { get; init; }

    public SchoolStatus? Status { get; init; }

    public WhoWillOrder? WhoWillOrder { get; init; }

    public SchoolSetting? Setting { get; init; }

    /// <summary>Whether something can be ordered for the school now, of its own or of the pool that it is in.</summary>
    public bool? CanOrder { get; init; }

    public ChromebookFilter? Chromebooks { get; init; }

    /// <summary>Null for the order of the spec: group by group, by name.</summary>
    public SchoolGridColumn? Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The same body's schools in the same order, all of them.</summary>
    public SchoolGridQuery Unfiltered => new() { ResponsibleBodyId = ResponsibleBodyId, Sort = Sort, Descending = Descending };

    public bool IsFiltered => this with { Page = 1 } != Unfiltered;
}
