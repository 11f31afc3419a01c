using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People.Support;

/// <summary>All that support needs to know of one person.</summary>
public sealed record SupportPerson
{
    /// <summary>How much of what happened is on a page.</summary>
    public const int HappeningsOnPage = 25;

    public required int UserId { get; init; }

    public required string Name { get; init; }

    public required string EmailAddress { get; init; }

    public string? Telephone { get; init; }

    public required Role Role { get; init; }

    public DateTime? LastSignedInAt { get; init; }

    public required int SignInCount { get; init; }

    public DateTime? PrivacyNoticeSeenAt { get; init; }

    public DateTime? TechSourceAccountConfirmedAt { get; init; }

    /// <summary>Since when they are removed from the service; null of somebody who is still here.</summary>
    public DateTime? RemovedAt { get; init; }

    /// <summary>When everything that was kept of them was erased; null of everybody else.</summary>
    public DateTime? ErasedAt { get; init; }

    /// <summary>The accounts of providers that sign them in, oldest first.</summary>
    public required IReadOnlyList<JoinedAccount> Accounts { get; init; }

    /// <summary>What they belong to; of somebody who was removed, what they belonged to then. By name.</summary>
    public required IReadOnlyList<SupportPersonPlace> Places { get; init; }

    /// <summary>What they did and what was done about them, newest first: one page of it.</summary>
    public required IReadOnlyList<PersonHappening> History { get; init; }

    /// <summary>Whether the viewer may hand out and erase what is kept of them.</summary>
    public required bool ViewerHandlesData { get; init; }

    /// <summary>How much happened in all.</summary>
    public required int Happenings { get; init; }

    /// <summary>Which page of it this is, from 1.</summary>
    public required int Page { get; init; }

    public int Pages => PagesOf(Happenings);

    internal static int PagesOf(int happenings) => Paging.Pages(happenings, HappeningsOnPage);
}

/// <summary>A person's place in one organisation.</summary>
public sealed record SupportPersonPlace
{
    public required OrganisationId Organisation { get; init; }

    public required string Name { get; init; }

    /// <summary>Null for a responsible body.</summary>
    public Urn? Urn { get; init; }

    /// <summary>When the newest invitation was sent; null for who was here before there were any.</summary>
    public DateTime? InvitedAt { get; init; }

    public required bool OrdersDevices { get; init; }

    public required bool OrdersForSocialCare { get; init; }
}

/// <summary>An account of a provider that signs a person in.</summary>
/// <param name="Issuer">The provider, by its address.</param>
public sealed record JoinedAccount(string Issuer, DateTime JoinedAt);

/// <summary>Something that a person did, or that happened to them.</summary>
/// <param name="About">The organisation that it was about, by name; null where it was about none.</param>
public sealed record PersonHappening(StoryEntry What, OrderNumber? Order, string? About);

/// <summary>Reads one person for support.</summary>
public sealed class SupportPersonReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>The person, here or removed; null when there is none, or the viewer is not of support.</summary>
    public async Task<SupportPerson?> FindAsync(Viewer viewer, int userId, int page = 1, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!viewer.IsSupport || await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancellationToken) is not { } user)
        {
            return null;
        }

        var history = db.History.AsNoTracking().Where(e => e.PersonId == userId || e.UserId == userId);
        var total = await history.CountAsync(cancellationToken);
        var shown = Math.Clamp(page, 1, SupportPerson.PagesOf(total));
        return new()
        {
            UserId = user.Id,
            Name = user.FullName,
            EmailAddress = user.EmailAddress,
            Telephone = user.Telephone,
            Role = user.Role,
            LastSignedInAt = user.LastSignedInAt,
            SignInCount = user.SignInCount,
            PrivacyNoticeSeenAt = user.PrivacyNoticeSeenAt,
            TechSourceAccountConfirmedAt = user.TechSourceAccountConfirmedAt,
            RemovedAt = user.DeletedAt,
            ErasedAt = user.ErasedAt,
            Accounts = await db.ExternalIdentities.AsNoTracking().Where(i => i.UserId == userId).OrderBy(i => i.Id).Select(i => new JoinedAccount(i.Issuer, i.JoinedAt)).ToListAsync(cancellationToken),
            Places = await PlacesAsync(db, userId, cancellationToken),
            History = await HappeningsAsync(db, history, shown, cancellationToken),
            ViewerHandlesData = PersonalDataRules.MayHandle(viewer),
            Happenings = total,
            Page = shown,
        };
    }

    private static async Task<IReadOnlyList<SupportPersonPlace>> PlacesAsync(GetHelpDbContext db, int userId, CancellationToken cancellationToken)
    {
        var places = await db.Memberships.AsNoTracking().Where(m => m.UserId == userId)
            .Select(m => new SupportPersonPlace
            {
                Organisation = new() { SchoolId = m.SchoolId, ResponsibleBodyId = m.ResponsibleBodyId },
                Name = m.School!.Name ?? m.ResponsibleBody!.Name,
                Urn = (Urn?)m.School!.Urn,
                InvitedAt = m.InvitedAt,
                OrdersDevices = m.OrdersDevices,
                OrdersForSocialCare = m.OrdersForSocialCare,
            })
            .ToListAsync(cancellationToken);
        return [.. places.OrderBy(place => place.Name, StringComparer.CurrentCulture)];
    }

    private static async Task<IReadOnlyList<PersonHappening>> HappeningsAsync(
        GetHelpDbContext db, IQueryable<HistoryEntry> history, int page, CancellationToken cancellationToken)
    {
        var entries = await history.OrderByDescending(e => e.Id).OnPage(page, SupportPerson.HappeningsOnPage)
            .Select(e => new
            {
                Entry = e,
                School = db.Schools.Where(s => s.Id == e.SchoolId).Select(s => s.Name).FirstOrDefault(),
                Body = db.ResponsibleBodies.Where(b => b.Id == e.ResponsibleBodyId).Select(b => b.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return entries.ConvertAll(e => new PersonHappening(
            new(e.Entry.Id, e.Entry.What, e.Entry.At, e.Entry.Who, e.Entry.Delivery, e.Entry.Detail, e.Entry.Why),
            e.Entry.OrderId is { } order ? new OrderNumber(order) : null,
            e.School ?? e.Body));
    }
}
