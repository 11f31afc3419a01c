using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>Somebody was told something about ordering for an organisation, and it still holds: they are not told again.</summary>
public sealed class OpeningTold
{
    public int Id { get; private set; }

    public required int UserId { get; init; }

    public int? SchoolId { get; init; }

    public int? ResponsibleBodyId { get; init; }

    /// <summary>Which of a responsible body's accounts it was about.</summary>
    public Account Account { get; init; }

    public required OpeningLetter Letter { get; init; }

    public required DateTime At { get; init; }

    internal OpeningAudience Audience => new(new() { SchoolId = SchoolId, ResponsibleBodyId = ResponsibleBodyId }, Account);
}

internal sealed class OpeningToldMapping : IEntityTypeConfiguration<OpeningTold>
{
    public void Configure(EntityTypeBuilder<OpeningTold> builder)
    {
        builder.ToTable("OpeningsTold");
        builder.Ignore(t => t.Audience);
        builder.Property(t => t.Account).HasDefaultValue(Account.Education); // of what was told before there was anything to tell on the other
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
        builder.HasOne<School>().WithMany().HasForeignKey(t => t.SchoolId);
        builder.HasOne<ResponsibleBody>().WithMany().HasForeignKey(t => t.ResponsibleBodyId);
        builder.HasIndex(t => new { t.SchoolId, t.UserId, t.Letter }).IsUnique();
        builder.HasIndex(t => new { t.ResponsibleBodyId, t.UserId, t.Account, t.Letter }).IsUnique();
    }
}
