using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>Everything that decides who is told what in one write: read in a constant number of statements, however many schools and people there are.</summary>
internal sealed class OpeningScene(List<OpenInScene> open, List<OpenInScene> opened, ILookup<OrganisationId, Membership> people, ILookup<OpeningAudience, OpeningTold> told)
{
    private readonly ILookup<OpeningAudience, OpenInScene> openByAudience = open.ToLookup(one => one.Audience);
    private readonly ILookup<OpeningAudience, OpenInScene> openedByAudience = opened.ToLookup(one => one.Audience);

    /// <summary>Whose people are looked at.</summary>
    public required IReadOnlySet<OpeningAudience> Audiences { get; init; }

    /// <summary>That for which ordering has just opened.</summary>
    public IReadOnlyList<OpenInScene> Opened => opened;

    /// <summary>That for which these people can order, or could if nothing were in the way.</summary>
    public IEnumerable<OpenInScene> OpenFor(OpeningAudience audience) => openByAudience[audience];

    /// <summary>What of it has just opened.</summary>
    public IEnumerable<OpenInScene> OpenedFor(OpeningAudience audience) => openedByAudience[audience];

    public IEnumerable<Membership> PeopleOf(OrganisationId organisation) => people[organisation];

    public IEnumerable<OpeningTold> ToldOf(OpeningAudience audience) => told[audience];

    public static async Task<OpeningScene> ReadAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        var (db, marks) = (write.Db, write.Openings);
        var places = await PlacesAsync(db, marks.ReadyPeople, cancellationToken);
        var marked = marks.OpenedSchools.Concat(marks.ClosedSchools).Concat(places.Where(place => place.OrdersDevices).Select(place => place.SchoolId).OfType<int>()).ToHashSet();
        var bodies = await BodiesAsync(db, marked, cancellationToken);
        bodies.UnionWith(marks.OpenedBodies);
        bodies.UnionWith(await ToForgetAsync(db, marks.ClosedBodies, cancellationToken));
        bodies.UnionWith(places.Where(place => place.OrdersDevices).Select(place => place.ResponsibleBodyId).OfType<int>());
        var authorities = marks.OpenedSocialCareOf.Concat(marks.ClosedSocialCareOf)
            .Concat(places.Where(place => place.OrdersForSocialCare).Select(place => place.ResponsibleBodyId).OfType<int>()).ToHashSet();

        var schools = await db.Schools.AsNoTrackingWithIdentityResolution().Include(s => s.Allocations).Include(s => s.ResponsibleBody)
            .Where(s => s.Status == OrganisationStatus.Open && (marked.Contains(s.Id) || bodies.Contains(s.ResponsibleBodyId))).OrderBy(s => s.Name).ToListAsync(cancellationToken);
        var peopled = (await db.Memberships.Where(m => (marked.Contains(m.SchoolId ?? 0) || bodies.Contains(m.School!.ResponsibleBodyId)) && m.User!.DeletedAt == null)
            .Select(m => m.SchoolId!.Value).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        List<OpenInScene> open = [.. Open(schools, peopled), .. await OpenSocialCareAsync(db, authorities, cancellationToken)];
        HashSet<OpeningAudience> audiences =
            [.. marked.Select(OpeningAudience.School), .. bodies.Select(OpeningAudience.ResponsibleBody), .. authorities.Select(OpeningAudience.SocialCare)];
        HashSet<int> asked = [.. bodies, .. authorities];
        return new(open, open.FindAll(one => IsOpened(marks, one)), await PeopleAsync(db, marked, asked, cancellationToken), await ToldAsync(db, marked, asked, cancellationToken))
        {
            Audiences = audiences,
        };
    }

    private static bool IsOpened(Openings marks, OpenInScene one) => one switch
    {
        SchoolInScene school => marks.OpenedSchools.Contains(school.School.Id) || (school.IsCentral && marks.OpenedBodies.Contains(school.School.ResponsibleBodyId)),
        SocialCareInScene care => marks.OpenedSocialCareOf.Contains(care.Body.Id),
        _ => false,
    };

    /// <summary>Where those order whose account is ready.</summary>
    private static async Task<List<Membership>> PlacesAsync(GetHelpDbContext db, IReadOnlySet<int> people, CancellationToken cancellationToken) => people.Count == 0
        ? []
        : await db.Memberships.AsNoTracking().Where(m => people.Contains(m.UserId) && (m.OrdersDevices || m.OrdersForSocialCare)).ToListAsync(cancellationToken);

    /// <summary>The responsible bodies whose people are the ones to tell of these schools. All that they can order for has then to be looked at.</summary>
    private static async Task<HashSet<int>> BodiesAsync(GetHelpDbContext db, HashSet<int> schools, CancellationToken cancellationToken) =>
        (await db.Schools.Where(s => schools.Contains(s.Id))
            .Where(s => s.WhoWillOrder == WhoWillOrder.ResponsibleBody || !db.Memberships.Any(m => m.SchoolId == s.Id && m.User!.DeletedAt == null))
            .Select(s => s.ResponsibleBodyId).Distinct().ToListAsync(cancellationToken)).ToHashSet();

    /// <summary>Of bodies that have less to order for, those whose people were told anything. After an import there are many, of most of which nobody was.</summary>
    private static async Task<List<int>> ToForgetAsync(GetHelpDbContext db, IReadOnlySet<int> bodies, CancellationToken cancellationToken) => bodies.Count == 0
        ? []
        : await db.OpeningsTold.Where(t => bodies.Contains(t.ResponsibleBodyId ?? 0)).Select(t => t.ResponsibleBodyId!.Value).Distinct().ToListAsync(cancellationToken);

    private static async Task<ILookup<OrganisationId, Membership>> PeopleAsync(GetHelpDbContext db, HashSet<int> schools, HashSet<int> bodies, CancellationToken cancellationToken) =>
        (await db.Memberships.AsNoTracking().Include(m => m.User)
            .Where(m => (schools.Contains(m.SchoolId ?? 0) || bodies.Contains(m.ResponsibleBodyId ?? 0)) && m.User!.DeletedAt == null).OrderBy(m => m.Id).ToListAsync(cancellationToken))
        .ToLookup(m => new OrganisationId { SchoolId = m.SchoolId, ResponsibleBodyId = m.ResponsibleBodyId });

    /// <summary>Tracked: they are about to be replaced.</summary>
    private static async Task<ILookup<OpeningAudience, OpeningTold>> ToldAsync(GetHelpDbContext db, HashSet<int> schools, HashSet<int> bodies, CancellationToken cancellationToken) =>
        (await db.OpeningsTold.Where(t => schools.Contains(t.SchoolId ?? 0) || bodies.Contains(t.ResponsibleBodyId ?? 0)).ToListAsync(cancellationToken)).ToLookup(t => t.Audience);

    private static async Task<IEnumerable<OpenInScene>> OpenSocialCareAsync(GetHelpDbContext db, HashSet<int> authorities, CancellationToken cancellationToken) => authorities.Count == 0
        ? []
        : (await db.ResponsibleBodies.AsNoTracking().Include(b => b.SocialCareAllocations).Where(b => authorities.Contains(b.Id)).OrderBy(b => b.Name).ToListAsync(cancellationToken))
            .Select(SocialCareInScene.See).OfType<OpenInScene>();

    private static List<SchoolInScene> Open(List<School> schools, HashSet<int> peopled)
    {
        // All members of a pool are here, or none: a marked school that is in one brings its whole body along.
        var pools = schools.Where(school => VirtualCapPool.Of(school) is not null).GroupBy(school => school.ResponsibleBodyId).ToDictionary(group => group.Key, group => PoolTotals.Over([.. group]));
        return [.. schools.Select(school => See(school, VirtualCapPool.Of(school) is { } body ? pools[body] : null, peopled.Contains(school.Id))).OfType<SchoolInScene>()];
    }

    /// <summary>Null for a school for which nothing can be ordered now.</summary>
    private static SchoolInScene? See(School school, IReadOnlyList<PoolTotals>? pool, bool hasPeople)
    {
        var own = school.Allocations.Select(AllocationLine.Of).ToList();
        var left = AllocationRules.Categories.ToDictionary(category => category, category => pool is null ? own.Of(category).Left : pool.Of(category).Left);
        if (!school.OrderState.MayOrder() || left.Values.All(number => number == 0))
        {
            return null;
        }

        var facts = new SchoolStatusFacts { WhoWillOrder = school.WhoWillOrder, HasPeople = hasPeople, HasContact = school.ContactId is not null, ChromebooksComplete = school.Chromebooks.IsComplete };
        return new(
            school,
            new()
            {
                Status = SchoolStatusRule.Of(facts.With(school.OrderState, own, pool)),
                IsPooled = pool is not null,
                HasOnlyRouters = left[DeviceCategory.LaptopsAndTablets] == 0,
                IsCollege = school.ResponsibleBody!.Kind == ResponsibleBodyKind.FurtherEducationCollege,
            },
            left);
    }
}
