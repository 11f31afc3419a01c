using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Organisations.Contacts;

/// <summary>What somebody is to a school that can be asked about it.</summary>
public enum SchoolContactRole
{
    /// <summary>As the register knows it.</summary>
    Headteacher,

    /// <summary>Whom its responsible body named instead.</summary>
    Contact,
}

/// <summary>Somebody to ask at a school, as its responsible body knows them: at most one of each role. They need not use this service; naming them
/// can invite them (spec 04 §5).</summary>
public sealed class SchoolContact : IVersioned
{
    /// <summary>The most characters a title may have.</summary>
    public const int TitleMaxLength = 50;

    public int Id { get; private set; }

    public int SchoolId { get; init; }

    public SchoolContactRole Role { get; init; }

    /// <summary>As the register has it: "Dr", "Mrs".</summary>
    public string? Title { get; init; }

    public required string Name { get; set; }

    /// <summary>Lower case; see <see cref="People.EmailAddress"/>.</summary>
    public required string EmailAddress { get; set; }

    public string? TelephoneNumber { get; set; }

    public int Version { get; private set; }

    /// <summary>What people write about this person.</summary>
    internal PersonDetails Details => new() { Name = Name, EmailAddress = EmailAddress, Telephone = TelephoneNumber ?? "" };

    /// <summary>Takes over what was typed, which is tidy and was checked.</summary>
    internal void Change(PersonDetails details)
    {
        (Name, EmailAddress) = (details.Name, details.EmailAddress);
        TelephoneNumber = details.Telephone.Length == 0 ? null : details.Telephone;
    }
}

internal sealed class SchoolContactMapping : IEntityTypeConfiguration<SchoolContact>
{
    public void Configure(EntityTypeBuilder<SchoolContact> builder)
    {
        builder.Ignore(c => c.Details);
        builder.Property(c => c.Title).HasMaxLength(SchoolContact.TitleMaxLength);
        builder.Property(c => c.Name).HasMaxLength(User.NameMaxLength);
        builder.Property(c => c.EmailAddress).HasMaxLength(People.EmailAddress.MaxLength);
        builder.Property(c => c.TelephoneNumber).HasMaxLength(People.TelephoneNumber.MaxLength);
        builder.HasIndex(c => new { c.SchoolId, c.Role }).IsUnique();
    }
}
