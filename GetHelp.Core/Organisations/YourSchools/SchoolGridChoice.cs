using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Organisations.YourSchools;

/// <summary>Which columns somebody wants to see in grids of schools: theirs alone, on every machine they use.</summary>
public sealed class SchoolGridChoice
{
    private SchoolGridChoice()
    {
    }

    public int UserId { get; private init; }

    /// <summary>The names of the columns, in the order of the grid.</summary>
    public string Columns { get; private set; } = "";

    public static SchoolGridChoice Of(int userId, IEnumerable<SchoolGridColumn> columns)
    {
        var choice = new SchoolGridChoice { UserId = userId };
        choice.Change(columns);
        return choice;
    }

    public void Change(IEnumerable<SchoolGridColumn> columns) => Columns = string.Join(',', columns.Append(SchoolGridColumn.School).Distinct().Order());

    /// <summary>The columns that were chosen, those that there are no longer left out; null where none were.</summary>
    internal static IReadOnlyList<SchoolGridColumn>? Read(string? stored) =>
        stored is null ? null : [.. Enum.GetValues<SchoolGridColumn>().Where(column => stored.Split(',').Contains(column.ToString(), StringComparer.Ordinal))];
}

internal sealed class SchoolGridChoiceMapping : IEntityTypeConfiguration<SchoolGridChoice>
{
    public void Configure(EntityTypeBuilder<SchoolGridChoice> builder)
    {
        builder.HasKey(c => c.UserId);
        builder.Property(c => c.UserId).ValueGeneratedNever();
        builder.Property(c => c.Columns).HasMaxLength(500);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
    }
}
