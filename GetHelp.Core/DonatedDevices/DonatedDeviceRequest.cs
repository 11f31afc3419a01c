using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.DonatedDevices;

/// <summary>That an organisation takes donated devices: a school for itself, or a responsible body for schools that it manages centrally. One for
/// each organisation; it can grow by schools, and nobody is taken out of the queue again (spec 04 §7).</summary>
public sealed class DonatedDeviceRequest : IVersioned
{
    private DonatedDeviceRequest()
    {
    }

    public int Id { get; private set; }

    /// <summary>The school that asked for itself; null when its responsible body did.</summary>
    public int? SchoolId { get; private set; }

    /// <summary>The responsible body that asked for its schools; null when a school asked for itself.</summary>
    public int? ResponsibleBodyId { get; private set; }

    public IReadOnlyList<DonatedDeviceType> DeviceTypes { get; private set; } = [];

    /// <summary>Boxes for each school.</summary>
    public int Boxes { get; private set; }

    public int AskedByUserId { get; private set; }

    public string AskedBy { get; private set; } = "";

    public DateTime CompletedAt { get; private set; }

    /// <summary>Every school that this request put into the queue.</summary>
    public List<OptedInSchool> Schools { get; private set; } = [];

    public int Version { get; private set; }

    public DeviceWish Wish => new() { DeviceTypes = DeviceTypes, Boxes = Boxes };

    public static DonatedDeviceRequest Of(OrganisationId organisation, DeviceWish wish, Viewer by, DateTime now) => new()
    {
        SchoolId = organisation.SchoolId,
        ResponsibleBodyId = organisation.ResponsibleBodyId,
        DeviceTypes = [.. wish.DeviceTypes.Distinct().Order()],
        Boxes = wish.Boxes,
        AskedByUserId = by.UserId!.Value,
        AskedBy = by.Name,
        CompletedAt = now,
    };

    /// <summary>Puts schools into the queue. <see cref="DonatedDeviceRules"/> knows whether they may be.</summary>
    public void OptIn(IEnumerable<int> schoolIds, Viewer by, DateTime now) =>
        Schools.AddRange(schoolIds.Select(id => new OptedInSchool { SchoolId = id, OptedInByUserId = by.UserId!.Value, OptedInAt = now }));
}

/// <summary>A school in the queue for donated devices. A school is in it once, whoever put it there.</summary>
public sealed class OptedInSchool
{
    public required int SchoolId { get; init; }

    public School? School { get; private set; }

    public int RequestId { get; private set; }

    public DonatedDeviceRequest? Request { get; private set; }

    /// <summary>Whom the devices will be addressed to: who opted this school in, which for a later one may be a colleague of who asked first.</summary>
    public required int OptedInByUserId { get; init; }

    public User? OptedInBy { get; private set; }

    /// <summary>Its place in the queue.</summary>
    public required DateTime OptedInAt { get; init; }
}

internal sealed class DonatedDeviceRequestMapping : IEntityTypeConfiguration<DonatedDeviceRequest>
{
    public void Configure(EntityTypeBuilder<DonatedDeviceRequest> builder)
    {
        builder.ToTable("DonatedDeviceRequests", table =>
        {
            table.HasCheckConstraint("CK_DonatedDeviceRequests_OneOrganisation", "(\"SchoolId\" IS NULL) <> (\"ResponsibleBodyId\" IS NULL)");
            table.HasCheckConstraint("CK_DonatedDeviceRequests_Boxes", $"\"Boxes\" BETWEEN 1 AND {DeviceWish.MostBoxes}");
        });
        builder.Ignore(r => r.Wish);
        builder.Property(r => r.DeviceTypes).HasMaxLength(100)
            .HasConversion(types => string.Join(',', types), text => Parse(text), ValueComparer.CreateDefault<IReadOnlyList<DonatedDeviceType>>(false));
        builder.Property(r => r.AskedBy).HasMaxLength(User.NameMaxLength);
        builder.HasOne<School>().WithMany().HasForeignKey(r => r.SchoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ResponsibleBody>().WithMany().HasForeignKey(r => r.ResponsibleBodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.AskedByUserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Schools).WithOne(s => s.Request).HasForeignKey(s => s.RequestId);
        builder.HasIndex(r => r.SchoolId).IsUnique();
        builder.HasIndex(r => r.ResponsibleBodyId).IsUnique();
    }

    private static IReadOnlyList<DonatedDeviceType> Parse(string text) => [.. text.Split(',').Select(Enum.Parse<DonatedDeviceType>)];
}

internal sealed class OptedInSchoolMapping : IEntityTypeConfiguration<OptedInSchool>
{
    public void Configure(EntityTypeBuilder<OptedInSchool> builder)
    {
        builder.ToTable("OptedInSchools");

        // A school is in the queue once: of two who opt it in at the same moment the second one decides again, and is refused.
        builder.HasKey(s => s.SchoolId);
        builder.Property(s => s.SchoolId).ValueGeneratedNever();
        builder.HasOne(s => s.School).WithMany().HasForeignKey(s => s.SchoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(s => s.OptedInBy).WithMany().HasForeignKey(s => s.OptedInByUserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.OptedInAt, s.SchoolId });
    }
}
