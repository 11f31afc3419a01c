using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>One of an organisation's people.</summary>
public sealed record Colleague
{
    public required int UserId { get; init; }

    public required string Name { get; init; }

    public required string EmailAddress { get; init; }

    /// <summary>Empty where none is known.</summary>
    public string Telephone { get; init; } = "";

    /// <summary>Null until they have signed in for the first time.</summary>
    public DateTime? LastSignedInAt { get; init; }

    /// <summary>When the newest invitation was sent; null for who was here before there were any.</summary>
    public DateTime? InvitedAt { get; init; }

    /// <summary>Is one of another organisation's people too, or of those who see every organisation.</summary>
    public bool BelongsElsewhere { get; init; }

    /// <summary>The accounts on which they may order.</summary>
    public IReadOnlyList<Account> OrdersOn { get; init; } = [];

    /// <summary>Belongs to the organisation longer than anybody else who is still there.</summary>
    public required bool IsFirst { get; init; }

    public bool MayOrder(Account account) => OrdersOn.Contains(account);

    /// <summary>Chosen by a colleague to order: whoever may, beside the first person.</summary>
    public bool IsNominated(Account account) => MayOrder(account) && !IsFirst;
}

/// <summary>The people of an organisation, and who of them may order for it.</summary>
public sealed record OrganisationPeople
{
    private static readonly Account[] EducationAlone = [Account.Education];
    private static readonly Account[] Both = [Account.Education, Account.SocialCare];

    public required OrganisationId Organisation { get; init; }

    public required string Name { get; init; }

    /// <summary>Null for a responsible body.</summary>
    public Urn? Urn { get; init; }

    /// <summary>The responsible body that places the school's orders at present; null where there is none.</summary>
    public string? OrderedBy { get; init; }

    /// <summary>On what the organisation can order: a local authority has two accounts, everybody else one.</summary>
    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>Who is still there, the first person first.</summary>
    public IReadOnlyList<Colleague> People { get; init; } = [];

    public Colleague? Find(int? userId) => People.FirstOrDefault(person => person.UserId == userId);

    public IEnumerable<Colleague> WhoOrders(Account account) => People.Where(person => person.MayOrder(account));

    /// <summary>" on the social care account", where there is more than one account to speak of.</summary>
    internal string On(Account account) =>
        Accounts.Count == 1 ? "" : account == Account.SocialCare ? " on the social care account" : " on the education account";

    /// <summary>The same organisation with the people of these memberships, which are those of people who were not deleted, oldest first.</summary>
    internal OrganisationPeople With(IReadOnlyList<Membership> memberships) => this with
    {
        People =
        [
            .. memberships.Select((membership, index) => new Colleague
            {
                UserId = membership.UserId,
                Name = membership.User!.FullName,
                EmailAddress = membership.User.EmailAddress,
                Telephone = membership.User.Telephone ?? "",
                LastSignedInAt = membership.User.LastSignedInAt,
                InvitedAt = membership.InvitedAt,
                BelongsElsewhere = membership.User.Memberships.Count > 1 || membership.User.Role != Role.Member,
                OrdersOn = [.. Accounts.Where(membership.OrdersOn)],
                IsFirst = index == 0,
            }),
        ],
    };

    /// <summary>The organisation and its people; null when there is none.</summary>
    internal static async Task<OrganisationPeople?> ReadAsync(GetHelpDbContext db, OrganisationId id, CancellationToken cancellationToken) =>
        await FindAsync(db, id, cancellationToken) is { } organisation
            ? organisation.With(await MembershipsOf(db, id).AsNoTrackingWithIdentityResolution().ToListAsync(cancellationToken))
            : null;

    /// <summary>The same for somebody who asks: null also when they may not see it.</summary>
    internal static async Task<OrganisationPeople?> ReadAsync(GetHelpDbContext db, Viewer viewer, OrganisationId id, CancellationToken cancellationToken) =>
        WhoOrdersRules.MaySee(viewer, id) ? await ReadAsync(db, id, cancellationToken) : null;

    /// <summary>The organisation alone; null when there is none.</summary>
    internal static Task<OrganisationPeople?> FindAsync(GetHelpDbContext db, OrganisationId id, CancellationToken cancellationToken) => id.IsSchool
        ? OfSchools(db, [id.SchoolId!.Value]).SingleOrDefaultAsync(cancellationToken)
        : db.ResponsibleBodies.Where(b => b.Id == id.ResponsibleBodyId)
            .Select(b => new OrganisationPeople
            {
                Organisation = id,
                Name = b.Name,
                Accounts = b.Kind == ResponsibleBodyKind.LocalAuthority ? Both : EducationAlone,
            }).SingleOrDefaultAsync(cancellationToken);

    /// <summary>These schools, without their people.</summary>
    internal static IQueryable<OrganisationPeople> OfSchools(GetHelpDbContext db, IReadOnlyCollection<int> ids) => db.Schools.Where(s => ids.Contains(s.Id))
        .Select(s => new OrganisationPeople
        {
            Organisation = new() { SchoolId = s.Id },
            Name = s.Name,
            Urn = s.Urn,
            OrderedBy = s.WhoWillOrder == Allocations.WhoWillOrder.ResponsibleBody ? s.ResponsibleBody!.Name : null,
            Accounts = EducationAlone,
        });

    /// <summary>Who belongs to an organisation and was not deleted, oldest membership first.</summary>
    internal static IQueryable<Membership> MembershipsOf(GetHelpDbContext db, OrganisationId id) =>
        StillThere(db).Where(m => m.SchoolId == id.SchoolId && m.ResponsibleBodyId == id.ResponsibleBodyId);

    /// <summary>The same of many schools.</summary>
    internal static IQueryable<Membership> MembershipsOfSchools(GetHelpDbContext db, IReadOnlyCollection<int> ids) =>
        StillThere(db).Where(m => m.SchoolId != null && ids.Contains(m.SchoolId.Value));

    private static IQueryable<Membership> StillThere(GetHelpDbContext db) =>
        db.Memberships.Include(m => m.User!.Memberships).Where(m => m.User!.DeletedAt == null).OrderBy(m => m.Id);
}
