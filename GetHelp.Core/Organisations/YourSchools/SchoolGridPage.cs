using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;

namespace GetHelp.Core.Organisations.YourSchools;

/// <summary>One school, as its responsible body's grid shows it. Equal rows look equal.</summary>
public sealed record SchoolGridRow
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string Name { get; init; }

    public string? Town { get; init; }

    public required SchoolSetting Setting { get; init; }

    public required WhoWillOrder WhoWillOrder { get; init; }

    /// <summary>Whom the body has chosen to ask at the school; null while it has not.</summary>
    public SchoolGridContact? Contact { get; init; }

    /// <summary>The headteacher's name, as the register has it; null where nobody knows.</summary>
    public string? Headteacher { get; init; }

    public required OrderState OrderState { get; init; }

    /// <summary>The school's own numbers, in a pool too.</summary>
    public required AllocationLine LaptopsAndTablets { get; init; }

    /// <inheritdoc cref="LaptopsAndTablets"/>
    public required AllocationLine Routers { get; init; }

    /// <summary>Whether what can be ordered for it is the pool's, and not its own.</summary>
    public required bool IsPooled { get; init; }

    public required ChromebookDetails Chromebooks { get; init; }

    public required SchoolStatus Status { get; init; }
}

/// <summary>How far a school's contact has come.</summary>
public enum ContactAccess
{
    NotInvited,
    Invited,
    SignedIn,
}

/// <summary>Whom to ask at a school.</summary>
/// <param name="IsHeadteacher">As the register knows them.</param>
/// <param name="InvitedAt">UTC; null for who was there before there were invitations, and for who was not invited.</param>
public sealed record SchoolGridContact(string Name, string EmailAddress, string? TelephoneNumber, bool IsHeadteacher, ContactAccess Access, DateTime? InvitedAt);

/// <summary>So many schools.</summary>
public sealed record SchoolsWithStatus(SchoolStatus Status, int Count);

/// <summary>A page of the grid, and what stands around it.</summary>
public sealed record SchoolGridPage
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required ResponsibleBodyKind Kind { get; init; }

    /// <summary>The columns that this viewer has chosen; null for who has not chosen any.</summary>
    public IReadOnlyList<SchoolGridColumn>? Columns { get; init; }

    /// <summary>The sums of the body's virtual cap pool; null where it has none.</summary>
    public IReadOnlyList<PoolTotals>? Pool { get; init; }

    public required IReadOnlyList<SchoolGridRow> Rows { get; init; }

    /// <summary>How many match, on all pages.</summary>
    public required int Matching { get; init; }

    /// <summary>How many match in each group, were it not for the group that is chosen; every group, in their order.</summary>
    public required IReadOnlyList<SchoolsInGroup> Groups { get; init; }

    /// <summary>How many match with each status, were it not for the status that is chosen; every status that there is.</summary>
    public required IReadOnlyList<SchoolsWithStatus> Statuses { get; init; }

    public bool HasSocialCare => Kind == ResponsibleBodyKind.LocalAuthority;

    public int Pages => Paging.Pages(Matching, SchoolGridQuery.PageSize);
}

/// <summary>The schools before and after one of a grid, in its order; null at its ends.</summary>
/// <param name="Position">From 1.</param>
/// <param name="Of">How many there are in all.</param>
public sealed record SchoolNeighbours(Urn? Previous, Urn? Next, int Position, int Of);
