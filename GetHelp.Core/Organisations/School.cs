using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Organisations;

/// <summary>Spec 01 §2: a school of the compulsory ages, or a further education college, which the register import never touches.</summary>
public enum SchoolKind
{
    CompulsorySchool,
    FurtherEducationCollege,
}

/// <summary>Which ages a school teaches, as the register groups them (spec 06 §4.1).</summary>
public enum Phase
{
    NotApplicable,
    Nursery,
    Primary,
    Secondary,
    AllThrough,
    SixteenPlus,
}

/// <summary>A school or college that devices are for (spec 01 §2).</summary>
public sealed class School : IVersioned
{
    /// <summary>The most characters a name may have.</summary>
    public const int NameMaxLength = 255;

    public int Id { get; private set; }

    public Urn Urn { get; init; }

    /// <summary>The UK provider reference number, eight digits; many schools have none.</summary>
    public int? Ukprn { get; set; }

    public required string Name { get; set; }

    public SchoolKind Kind { get; init; }

    public Phase Phase { get; set; }

    /// <summary>The register's code of the establishment type; see EstablishmentTypes.</summary>
    public int EstablishmentTypeCode { get; set; }

    public int ResponsibleBodyId { get; set; }

    public ResponsibleBody? ResponsibleBody { get; set; }

    /// <summary>The local authority whose area the school is in, whoever is responsible for it.</summary>
    public int LocalAuthorityId { get; set; }

    public ResponsibleBody? LocalAuthority { get; set; }

    public Address Address { get; set; } = new();

    public OrganisationStatus Status { get; set; }

    /// <summary>Whether the school may order; what it implies for the caps is <see cref="CapRule"/>.</summary>
    public OrderState OrderState { get; set; }

    /// <summary>Pupils on roll, as last published; null where nobody counted them.</summary>
    public int? Pupils { get; set; }

    /// <summary>Pupils for whom the school is given the pupil premium for disadvantaged children, as last published; null where nobody counted them.</summary>
    public int? DisadvantagedPupils { get; set; }

    /// <summary>Who places its orders. Changed by <see cref="WhoWillOrderService"/> alone: joining and leaving a pool go with it.</summary>
    public WhoWillOrder WhoWillOrder { get; set; }

    /// <summary>What it said about Chromebooks.</summary>
    public ChromebookDetails Chromebooks { get; set; } = new();

    /// <summary>The supplier's account number of the school; unique. Until it is known the supplier is told nothing of the school (spec 08 A16).</summary>
    public string? ShipTo { get; set; }

    /// <summary>What the supplier has still to take note of.</summary>
    public SupplierChange SupplierChange { get; set; }

    public List<Allocation> Allocations { get; init; } = [];

    /// <summary>Whom one can ask about the school.</summary>
    public List<SchoolContact> Contacts { get; init; } = [];

    /// <summary>The one of them whom its responsible body has chosen; null while it has not.</summary>
    public int? ContactId { get; private set; }

    public SchoolContact? Contact { get; private set; }

    public int Version { get; private set; }

    /// <summary>Chooses this person: who has the address is known already, as headteacher or as the contact before; anybody else takes that contact's
    /// place (spec 04 §5). Needs <see cref="Contacts"/> loaded.</summary>
    /// <param name="person">Tidy and checked; null when nobody is chosen any more.</param>
    internal void Choose(PersonDetails? person)
    {
        Contact = person is null ? null : Known(person.EmailAddress) ?? Add(person);
        Contact?.Change(person!);
        ContactId = Contact?.Id is > 0 and var id ? id : null;
    }

    private SchoolContact? Known(string emailAddress) =>
        Contacts.Find(c => c.EmailAddress == emailAddress) ?? Contacts.Find(c => c.Role == SchoolContactRole.Contact);

    private SchoolContact Add(PersonDetails person)
    {
        var contact = new SchoolContact { SchoolId = Id, Role = SchoolContactRole.Contact, Name = person.Name, EmailAddress = person.EmailAddress };
        Contacts.Add(contact);
        return contact;
    }
}

internal sealed class SchoolMapping : IEntityTypeConfiguration<School>
{
    public void Configure(EntityTypeBuilder<School> builder)
    {
        builder.Property(s => s.Urn).HasConversion(urn => urn.Value, value => Urn.From(value));
        builder.Property(s => s.Name).HasMaxLength(School.NameMaxLength);
        builder.HasIndex(s => s.Urn).IsUnique();
        builder.HasIndex(s => s.Name);
        builder.ComplexProperty(s => s.Address);
        builder.ComplexProperty(s => s.Chromebooks, chromebooks =>
        {
            chromebooks.Ignore(c => c.IsComplete);
            chromebooks.Ignore(c => c.KnownDomain);
            chromebooks.Property(c => c.Domain).HasMaxLength(ChromebookDetails.DomainMaxLength);
            chromebooks.Property(c => c.RecoveryAddress).HasMaxLength(People.EmailAddress.MaxLength);
        });
        builder.Property(s => s.ShipTo).HasMaxLength(SupplierAccounts.NumberMaxLength);
        builder.HasIndex(s => s.ShipTo).IsUnique();
        builder.HasIndex(s => s.SupplierChange);

        // Who is in a pool, with all that it follows from: every order from one adds its members up, and they are few among the schools of an authority.
        builder.HasIndex(s => new { s.ResponsibleBodyId, s.WhoWillOrder, s.Status });
        builder.HasMany(s => s.Contacts).WithOne().HasForeignKey(c => c.SchoolId);
        builder.HasOne(s => s.Contact).WithMany().HasForeignKey(s => s.ContactId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(s => s.ResponsibleBody).WithMany().HasForeignKey(s => s.ResponsibleBodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(s => s.LocalAuthority).WithMany().HasForeignKey(s => s.LocalAuthorityId).OnDelete(DeleteBehavior.Restrict);
    }
}
