using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>How many devices of one category the Department has for all of England. What is left is this less everything set aside: computed,
/// never stored.</summary>
public sealed class NationalTotal : IVersioned
{
    /// <summary>The most that can be the total: England has nine million pupils.</summary>
    public const int Most = 10_000_000;

    public DeviceCategory Category { get; init; }

    public int Devices { get; set; }

    public int Version { get; private set; }
}

/// <summary>The national total of one category beside what is set aside of it, for schools and for social care.</summary>
/// <param name="Total">Null until support has set it: then nothing limits what is granted.</param>
public sealed record NationalLine(DeviceCategory Category, int? Total, int SetAside)
{
    /// <summary>Below nought when more is set aside than there is.</summary>
    public int? Left => Total - SetAside;
}

internal sealed class NationalTotalMapping : IEntityTypeConfiguration<NationalTotal>
{
    public void Configure(EntityTypeBuilder<NationalTotal> builder) => builder.HasKey(t => t.Category);
}
