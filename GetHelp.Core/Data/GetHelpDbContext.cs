using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.History;
using GetHelp.Core.MobileData;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Announcements;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes.Recent;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Identities;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Core.SignIn.SecondCodes;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Tokens;
using GetHelp.Core.Supplier.Usage;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Data;

/// <summary>The one model. Each provider has a context of its own below, because each has its own migrations; everybody else sees this one.</summary>
public abstract class GetHelpDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<ResponsibleBody> ResponsibleBodies => Set<ResponsibleBody>();

    public DbSet<School> Schools => Set<School>();

    public DbSet<SchoolContact> SchoolContacts => Set<SchoolContact>();

    public DbSet<SchoolGridChoice> SchoolGridChoices => Set<SchoolGridChoice>();

    public DbSet<MadeChange> MadeChanges => Set<MadeChange>();

    public DbSet<Allocation> Allocations => Set<Allocation>();

    public DbSet<AllocationQuery> AllocationQueries => Set<AllocationQuery>();

    public DbSet<AllocationQueryLine> AllocationQueryLines => Set<AllocationQueryLine>();

    public DbSet<AllocationQueryDraft> AllocationQueryDrafts => Set<AllocationQueryDraft>();

    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();

    public DbSet<EvidenceContent> EvidenceContents => Set<EvidenceContent>();

    public DbSet<NationalTotal> NationalTotals => Set<NationalTotal>();

    public DbSet<SocialCareAllocation> SocialCareAllocations => Set<SocialCareAllocation>();

    public DbSet<User> Users => Set<User>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<MobileNetwork> MobileNetworks => Set<MobileNetwork>();

    public DbSet<MagicLink> MagicLinks => Set<MagicLink>();

    public DbSet<SecondCode> SecondCodes => Set<SecondCode>();

    public DbSet<ExternalIdentity> ExternalIdentities => Set<ExternalIdentity>();

    public DbSet<LimitCount> LimitCounts => Set<LimitCount>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<ProductStock> ProductStock => Set<ProductStock>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<OrderRequest> OrderRequests => Set<OrderRequest>();

    public DbSet<DeliveryReport> DeliveryReports => Set<DeliveryReport>();

    public DbSet<DonatedDeviceRequest> DonatedDeviceRequests => Set<DonatedDeviceRequest>();

    public DbSet<OptedInSchool> OptedInSchools => Set<OptedInSchool>();

    public DbSet<OpeningTold> OpeningsTold => Set<OpeningTold>();

    public DbSet<SupplierEvent> SupplierEvents => Set<SupplierEvent>();

    public DbSet<RegisterImport> RegisterImports => Set<RegisterImport>();

    public DbSet<HistoryEntry> History => Set<HistoryEntry>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<OutboxAttempt> OutboxAttempts => Set<OutboxAttempt>();

    public DbSet<CapUpdate> CapUpdates => Set<CapUpdate>();

    public DbSet<CapCall> CapCalls => Set<CapCall>();

    public DbSet<CapCallRecord> CapCallRecords => Set<CapCallRecord>();

    public DbSet<UsagePayload> UsagePayloads => Set<UsagePayload>();

    public DbSet<UsageReport> UsageReports => Set<UsageReport>();

    public DbSet<AccountChange> AccountChanges => Set<AccountChange>();

    public DbSet<Journey> Journeys => Set<Journey>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<RetentionRun> RetentionRuns => Set<RetentionRun>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseVersions();
        ChangeTracker.AutoDetectChangesEnabled = false; // that has just been done, and costs as much as an insert
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GetHelpDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => typeof(IVersioned).IsAssignableFrom(e.ClrType)))
        {
            modelBuilder.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(50);
    }

    /// <summary>SQLite has no row version: an integer of our own, raised here, is the concurrency token on both providers.</summary>
    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified))
        {
            var version = entry.Property(e => e.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }
    }
}

/// <summary>The embedded database, which needs nothing installed.</summary>
public sealed class SqliteGetHelpDbContext(DbContextOptions<SqliteGetHelpDbContext> options) : GetHelpDbContext(options);

/// <summary>The server database, for more than one web node.</summary>
public sealed class PostgreSqlGetHelpDbContext(DbContextOptions<PostgreSqlGetHelpDbContext> options) : GetHelpDbContext(options);

/// <summary>An entity that two writers must not change from the same reading: the second one's save fails and it decides again.</summary>
public interface IVersioned
{
    int Version { get; }
}
