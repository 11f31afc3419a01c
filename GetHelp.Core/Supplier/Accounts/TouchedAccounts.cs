using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>Whose account at the supplier a write may concern. It notices by itself what is saved, so nobody who writes has to think of the ledger
/// and nobody can forget it; what is written past the change tracker has to be said.</summary>
public sealed class TouchedAccounts
{
    private static readonly string[] OfUser =
        [nameof(User.FullName), nameof(User.EmailAddress), nameof(User.Telephone), nameof(User.PrivacyNoticeSeenAt), nameof(User.DeletedAt)];

    private static readonly string[] OfMembership = [nameof(Membership.OrdersDevices), nameof(Membership.OrdersForSocialCare)];

    private static readonly string[] OfSchool = [nameof(School.Name), nameof(School.ShipTo), nameof(School.ResponsibleBodyId)];

    private static readonly string[] OfBody = [nameof(ResponsibleBody.Name), nameof(ResponsibleBody.SoldTo), nameof(ResponsibleBody.CompaniesHouseNumber)];

    /// <summary>Kept as they are: what is new gets its key by being saved.</summary>
    private readonly HashSet<object> entities = [];
    private readonly HashSet<int> schools = [];
    private readonly HashSet<int> bodies = [];

    /// <summary>Whether there is anybody to look at.</summary>
    public bool Any => entities.Count + schools.Count + bodies.Count > 0;

    /// <summary>Schools whose name, number or responsible body was changed past the change tracker.</summary>
    public void AddSchools(IEnumerable<int> ids) => schools.UnionWith(ids);

    /// <summary>Responsible bodies whose name or number was changed past the change tracker.</summary>
    public void AddBodies(IEnumerable<int> ids) => bodies.UnionWith(ids);

    /// <summary>Notices what this context saves, until disposed: contexts are used again, for other writes.</summary>
    internal IDisposable Watch(GetHelpDbContext db) => new Watching(this, db);

    /// <summary>The people whom all of this concerns, once everything is saved.</summary>
    internal async Task<IReadOnlyCollection<int>> UserIdsAsync(GetHelpDbContext db, CancellationToken cancellationToken)
    {
        var people = entities.OfType<User>().Select(user => user.Id).Concat(entities.OfType<Membership>().Select(m => m.UserId)).ToHashSet();
        var (inSchools, inBodies) = (schools.Union(entities.OfType<School>().Select(s => s.Id)).ToList(), bodies.Union(entities.OfType<ResponsibleBody>().Select(b => b.Id)).ToList());
        if (inSchools.Count + inBodies.Count > 0)
        {
            people.UnionWith(await db.Memberships
                .Where(m => inSchools.Contains(m.SchoolId ?? 0) || inBodies.Contains(m.ResponsibleBodyId ?? 0) || inBodies.Contains(m.School!.ResponsibleBodyId))
                .Select(m => m.UserId).Distinct().ToListAsync(cancellationToken));
        }

        return people;
    }

    /// <summary>Changes are detected by now (<see cref="GetHelpDbContext.SaveChangesAsync(bool, CancellationToken)"/>).</summary>
    private void Notice(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries())
        {
            if (IsTouched(entry))
            {
                entities.Add(entry.Entity);
            }
        }
    }

    private static bool IsTouched(EntityEntry entry) => entry.State is not (EntityState.Unchanged or EntityState.Detached) && entry.Entity switch
    {
        User => Differs(entry, OfUser),
        Membership => Differs(entry, OfMembership),
        School => entry.State == EntityState.Modified && Differs(entry, OfSchool), // a new one has no people yet
        ResponsibleBody => entry.State == EntityState.Modified && Differs(entry, OfBody),
        _ => false,
    };

    private static bool Differs(EntityEntry entry, string[] properties) =>
        entry.State != EntityState.Modified || Array.Exists(properties, name => entry.Property(name).IsModified);

    private sealed class Watching : IDisposable
    {
        private readonly TouchedAccounts touched;
        private readonly GetHelpDbContext db;

        public Watching(TouchedAccounts touched, GetHelpDbContext db)
        {
            (this.touched, this.db) = (touched, db);
            db.SavingChanges += Notice;
        }

        public void Dispose() => db.SavingChanges -= Notice;

        private void Notice(object? sender, SavingChangesEventArgs saving) => touched.Notice(db.ChangeTracker);
    }
}
