using GetHelp.Core.Data;
using GetHelp.Core.MobileData;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.People;

/// <summary>A person who can sign in (spec 01 §3).</summary>
public sealed class User : IVersioned
{
    /// <summary>The most characters a name may have; at least two.</summary>
    public const int NameMaxLength = 1024;

    private string fullName = "";
    private string emailAddress = "";
    private string? telephone;

    public int Id { get; private set; }

    public required string FullName { get => fullName; init => fullName = value; }

    /// <summary>Lower case and unique; see <see cref="People.EmailAddress"/>.</summary>
    public required string EmailAddress { get => emailAddress; init => emailAddress = value; }

    public string? Telephone { get => telephone; init => telephone = value; }

    public Role Role { get; init; } = Role.Member;

    /// <summary>Of whoever has the role of a network, and of nobody else.</summary>
    public int? MobileNetworkId { get; init; }

    public MobileNetwork? MobileNetwork { get; init; }

    public DateTime? LastSignedInAt { get; private set; }

    public int SignInCount { get; private set; }

    /// <summary>When the person pressed on from the privacy notice; null until they do.</summary>
    public DateTime? PrivacyNoticeSeenAt { get; private set; }

    /// <summary>When the supplier said that the person has an account in its shop, TechSource; null until it does.</summary>
    public DateTime? TechSourceAccountConfirmedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    /// <summary>When everything that was known of them was taken away; null of everybody who is somebody still.</summary>
    public DateTime? ErasedAt { get; private set; }

    public List<Membership> Memberships { get; init; } = [];

    public int Version { get; private set; }

    /// <summary>What people write about this person.</summary>
    internal PersonDetails Details => new() { Name = FullName, EmailAddress = EmailAddress, Telephone = Telephone ?? "" };

    public void SignedIn(DateTime now)
    {
        LastSignedInAt = now;
        SignInCount++;
    }

    /// <summary>Counts the first time only: the moment from which the supplier may know of them stays.</summary>
    public void SawPrivacyNotice(DateTime now) => PrivacyNoticeSeenAt ??= now;

    /// <summary>Each confirmation counts: the last one is kept.</summary>
    public void TechSourceAccountConfirmed(DateTime now) => TechSourceAccountConfirmedAt = now;

    /// <summary>Takes over what was typed, which is tidy and was checked.</summary>
    internal void Change(PersonDetails details)
    {
        fullName = details.Name;
        emailAddress = details.EmailAddress;
        telephone = details.Telephone.Length == 0 ? null : details.Telephone;
    }

    /// <summary>Takes over what is not known yet: what somebody has is theirs.</summary>
    internal void FillIn(PersonDetails details) => Change(Details with
    {
        Name = string.IsNullOrWhiteSpace(FullName) ? details.Name : FullName,
        Telephone = string.IsNullOrWhiteSpace(Telephone) ? details.Telephone : Telephone,
    });

    /// <summary>Removes them from the service: nobody signs in as them from now on.</summary>
    internal void Remove(DateTime now) => DeletedAt = now;

    /// <summary>Leaves nothing but the number by which orders and history refer to them.</summary>
    internal void Erase(DateTime now)
    {
        (fullName, emailAddress, telephone) = (RemovedPerson.Name, RemovedPerson.AddressOf(Id), null);
        (LastSignedInAt, SignInCount, PrivacyNoticeSeenAt, TechSourceAccountConfirmedAt) = (null, 0, null, null);
        ErasedAt = now;
    }

    /// <summary>Undoes having been removed (spec 08 C4): with nothing of what they had, as somebody who has yet to sign in. Needs
    /// <see cref="Memberships"/> loaded.</summary>
    internal void ComeBack()
    {
        DeletedAt = null;
        LastSignedInAt = null;
        PrivacyNoticeSeenAt = null;
        TechSourceAccountConfirmedAt = null;
        Memberships.Clear();
    }

    /// <summary>What this person may do, as of now. Needs <see cref="Memberships"/> loaded.</summary>
    public Viewer AsViewer() => new()
    {
        UserId = Id,
        Name = FullName,
        EmailAddress = EmailAddress,
        Telephone = Telephone,
        Role = Role,
        MobileNetworkId = MobileNetworkId,
        HasSeenPrivacyNotice = PrivacyNoticeSeenAt is not null,
        HasTechSourceAccount = TechSourceAccountConfirmedAt is not null,
        SchoolIds = Memberships.Where(m => m.SchoolId is not null).Select(m => m.SchoolId!.Value).ToHashSet(),
        OrdersForSchoolIds = Memberships.Where(m => m.SchoolId is not null && m.OrdersDevices).Select(m => m.SchoolId!.Value).ToHashSet(),
        OrdersForResponsibleBodyIds = Memberships.Where(m => m.ResponsibleBodyId is not null && m.OrdersDevices).Select(m => m.ResponsibleBodyId!.Value).ToHashSet(),
        OrdersForSocialCareOfIds = Memberships.Where(m => m.ResponsibleBodyId is not null && m.OrdersForSocialCare).Select(m => m.ResponsibleBodyId!.Value).ToHashSet(),
        NewAtSchoolIds = Memberships.Where(m => m is { SchoolId: not null, WelcomedAt: null }).Select(m => m.SchoolId!.Value).ToHashSet(),
        ResponsibleBodyIds = Memberships.Where(m => m.ResponsibleBodyId is not null).Select(m => m.ResponsibleBodyId!.Value).ToHashSet(),
    };
}

/// <summary>A person's place in one organisation: a school or a responsible body, never both.</summary>
public sealed class Membership
{
    public int Id { get; private set; }

    public int UserId { get; init; }

    public User? User { get; init; }

    public int? SchoolId { get; init; }

    public School? School { get; init; }

    public int? ResponsibleBodyId { get; init; }

    public ResponsibleBody? ResponsibleBody { get; init; }

    public OrganisationId Organisation => new() { SchoolId = SchoolId, ResponsibleBodyId = ResponsibleBodyId };

    /// <summary>When the newest invitation was sent; null for who was here before there were any.</summary>
    public DateTime? InvitedAt { get; set; }

    /// <summary>When the person had gone through the school's welcome; null until they have. With the membership goes this: who joins again begins again.</summary>
    public DateTime? WelcomedAt { get; set; }

    /// <summary>May place orders for the organisation: the school's own, or those of the schools for which the responsible body orders.</summary>
    public bool OrdersDevices { get; set; }

    /// <summary>May place orders of a local authority's social care account.</summary>
    public bool OrdersForSocialCare { get; set; }

    public bool OrdersOn(Account account) => account == Account.SocialCare ? OrdersForSocialCare : OrdersDevices;

    /// <summary>Says whether this person orders on an account. <see cref="WhoOrdersRules"/> knows whether they may.</summary>
    internal void Order(Account account, bool may)
    {
        if (account == Account.SocialCare)
        {
            OrdersForSocialCare = may;
        }
        else
        {
            OrdersDevices = may;
        }
    }
}

internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(u => u.FullName).HasMaxLength(User.NameMaxLength);
        builder.Property(u => u.EmailAddress).HasMaxLength(People.EmailAddress.MaxLength);
        builder.HasIndex(u => u.EmailAddress).IsUnique();
        builder.HasMany(u => u.Memberships).WithOne(m => m.User).HasForeignKey(m => m.UserId);
        builder.HasOne(u => u.MobileNetwork).WithMany().HasForeignKey(u => u.MobileNetworkId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_Users_NetworkOfRole", "(\"Role\" = 'Network') = (\"MobileNetworkId\" IS NOT NULL)"));
    }
}

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.Ignore(m => m.Organisation);
        builder.HasOne(m => m.School).WithMany().HasForeignKey(m => m.SchoolId);
        builder.HasOne(m => m.ResponsibleBody).WithMany().HasForeignKey(m => m.ResponsibleBodyId);
        builder.HasIndex(m => new { m.UserId, m.SchoolId }).IsUnique();
        builder.HasIndex(m => new { m.UserId, m.ResponsibleBodyId }).IsUnique();
        builder.ToTable(t => t.HasCheckConstraint("CK_Memberships_OneOrganisation", "(\"SchoolId\" IS NULL) <> (\"ResponsibleBodyId\" IS NULL)"));
    }
}
