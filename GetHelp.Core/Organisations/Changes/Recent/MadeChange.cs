using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Organisations.Changes.Recent;

/// <summary>What somebody has changed of a body's schools in one go, with what makes it as it was. For a while it can be undone, wherever it was made: in a
/// cell, for many schools at once or by a workbook.</summary>
public sealed class MadeChange : IVersioned
{
    /// <summary>How long it can be undone.</summary>
    public static readonly TimeSpan Undoable = TimeSpan.FromHours(24);

    public required Guid Id { get; init; }

    public required int ResponsibleBodyId { get; init; }

    /// <summary>Null where the service itself made it.</summary>
    public required int? UserId { get; init; }

    public User? User { get; init; }

    public required DateTime MadeAt { get; init; }

    /// <summary>"Google domain of Ash School", "Who orders of 50 schools".</summary>
    public required string What { get; init; }

    /// <summary>The <see cref="SchoolChange"/>s that make every school as it was, as JSON.</summary>
    public required string Reverse { get; init; }

    public DateTime? UndoneAt { get; private set; }

    public int? UndoneByUserId { get; private set; }

    public User? UndoneBy { get; private set; }

    public int Version { get; private set; }

    /// <summary>What these rows have come to; null where nothing has changed that could be undone: somebody who was invited stays invited.</summary>
    internal static MadeChange? Of(int responsibleBodyId, Viewer viewer, DateTime now, IReadOnlyList<SchoolChangeRow> rows)
    {
        var changed = rows.Where(row => row.Changed.Count > 0).ToList();
        return changed.Count == 0 ? null : new()
        {
            Id = Guid.NewGuid(),
            ResponsibleBodyId = responsibleBodyId,
            UserId = viewer.UserId,
            MadeAt = now,
            What = InWords(changed),
            Reverse = PortalJson.Write(changed.Select(row => row.Undo).ToList()),
        };
    }

    /// <summary>Why it cannot be undone now; null when it can.</summary>
    internal Refusal? WhyNotUndo(DateTime now) =>
        UndoneAt is not null ? new UndoneAlready(What)
        : now - MadeAt > Undoable ? new TooLateToUndo(What)
        : null;

    internal IReadOnlyList<SchoolChange> Changes() => PortalJson.Read<List<SchoolChange>>(Reverse);

    internal void Undone(Viewer viewer, DateTime now) => (UndoneAt, UndoneByUserId) = (now, viewer.UserId);

    private static string InWords(List<SchoolChangeRow> changed)
    {
        var fields = changed.SelectMany(row => row.Changed).Distinct().Order().Select(field => field.InWordsOfCell()).Distinct().ToList();
        return $"{fields.InWords("and")} of {(changed is [var only] ? only.Name : NumberOf.Schools(changed.Count))}";
    }
}

internal sealed class MadeChangeMapping : IEntityTypeConfiguration<MadeChange>
{
    public void Configure(EntityTypeBuilder<MadeChange> builder)
    {
        builder.HasKey(m => m.Id);
        builder.HasIndex(m => new { m.ResponsibleBodyId, m.MadeAt });
        builder.HasOne<ResponsibleBody>().WithMany().HasForeignKey(m => m.ResponsibleBodyId);
        builder.HasOne(m => m.User).WithMany().HasForeignKey(m => m.UserId);
        builder.HasOne(m => m.UndoneBy).WithMany().HasForeignKey(m => m.UndoneByUserId);
    }
}
