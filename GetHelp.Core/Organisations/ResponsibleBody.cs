using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Organisations;

/// <summary>Which kind of organisation answers for schools (spec 01 §1).</summary>
public enum ResponsibleBodyKind
{
    LocalAuthority,
    Trust,
    FurtherEducationCollege,
}

/// <summary>Whether the register counts an organisation as existing.</summary>
public enum OrganisationStatus
{
    Open,
    Closed,
}

/// <summary>The organisation answerable for one or more schools: a local authority, an academy trust or a further education college.</summary>
public sealed class ResponsibleBody : IVersioned
{
    /// <summary>The most characters a name may have.</summary>
    public const int NameMaxLength = 255;

    /// <summary>As the register says it, of trusts that are one academy.</summary>
    public const string SingleAcademyTrust = "Single-academy trust";

    public int Id { get; private set; }

    public ResponsibleBodyKind Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>Three digits by which the register knows a local authority; authorities only, unique.</summary>
    public string? LocalAuthorityCode { get; init; }

    /// <summary>The trust's key in the register's group data; trusts only, unique.</summary>
    public string? GroupUid { get; init; }

    /// <summary>Eight characters, zero padded; trusts only.</summary>
    public string? CompaniesHouseNumber { get; set; }

    /// <summary>"Multi-academy trust" or "Single-academy trust"; trusts only.</summary>
    public string? TrustType { get; set; }

    /// <summary>A college, or a trust that is one academy: its head is both the school's and the body's.</summary>
    public bool HasOneSchool => Kind == ResponsibleBodyKind.FurtherEducationCollege || TrustType == SingleAcademyTrust;

    public Address Address { get; set; } = new();

    public OrganisationStatus Status { get; set; }

    /// <summary>Who orders for schools that it comes to answer for, as it told us; null until it has. Changed by
    /// <see cref="Allocations.WhoWillOrderService"/> alone (docs/adr/0014-the-default-of-who-orders.md).</summary>
    public WhoWillOrder? DefaultWhoWillOrder { get; set; }

    /// <summary>Whether the schools for which it orders share one virtual cap pool in each device category. Changed by
    /// <see cref="Allocations.WhoWillOrderService"/> alone.</summary>
    public bool PoolsCaps { get; set; }

    /// <summary>Whether a local authority may order for children with social care needs, from what is set aside for that.</summary>
    public OrderState SocialCareOrderState { get; set; }

    public List<SocialCareAllocation> SocialCareAllocations { get; init; } = [];

    /// <summary>The supplier's account number of the body; unique.</summary>
    public string? SoldTo { get; set; }

    /// <summary>What the supplier has still to take note of.</summary>
    public SupplierChange SupplierChange { get; set; }

    public int Version { get; private set; }
}

internal sealed class ResponsibleBodyMapping : IEntityTypeConfiguration<ResponsibleBody>
{
    public void Configure(EntityTypeBuilder<ResponsibleBody> builder)
    {
        builder.Property(b => b.Name).HasMaxLength(ResponsibleBody.NameMaxLength);
        builder.HasIndex(b => b.LocalAuthorityCode).IsUnique();
        builder.HasIndex(b => b.GroupUid).IsUnique();
        builder.HasIndex(b => b.Name);
        builder.ComplexProperty(b => b.Address);
        builder.Property(b => b.SoldTo).HasMaxLength(SupplierAccounts.NumberMaxLength);
        builder.HasIndex(b => b.SoldTo).IsUnique();
        builder.HasIndex(b => b.SupplierChange);
    }
}
