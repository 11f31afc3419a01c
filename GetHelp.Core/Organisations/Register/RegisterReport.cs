using System.Text.Json;

namespace GetHelp.Core.Organisations.Register;

/// <summary>How many there are, and the first of them.</summary>
public sealed record Sample<T>(int Total, IReadOnlyList<T> First)
{
    public static Sample<T> Of(IReadOnlyList<T> all, int atMost) => new(all.Count, [.. all.Take(atMost)]);

    public static Sample<T> None { get; } = new(0, []);
}

/// <summary>A school as a report names it.</summary>
public sealed record ReportedSchool(int Urn, string Name);

/// <summary>A school that changes, and in what.</summary>
public sealed record ReportedChange(int Urn, string Name, IReadOnlyList<FieldChange> Changes);

/// <summary>A school that a person has to look at.</summary>
public sealed record ReportedMissing(int Urn, string Name, string Why);

/// <summary>What an import would do or has done: all of it counted, and of long lists the beginning.</summary>
public sealed record RegisterReport
{
    private const int MostListed = 200;
    private const int MostMissingListed = 2_000;

    public required string Encoding { get; init; }

    public required int RowsRead { get; init; }

    /// <summary>Open, state-funded schools.</summary>
    public required int RowsKept { get; init; }

    /// <summary>Rows of establishments that are closed or proposed.</summary>
    public required int NotOpen { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    public required Sample<BadRow> BadRows { get; init; }

    /// <summary>Null when no trust links came.</summary>
    public int? TrustLinksUsed { get; init; }

    public required Sample<BadRow> BadTrustLinks { get; init; }

    public required Sample<string> NewBodies { get; init; }

    public required Sample<string> ChangedBodies { get; init; }

    public required Sample<ReportedSchool> New { get; init; }

    public required Sample<ReportedChange> Changed { get; init; }

    public required Sample<ReportedSchool> Closed { get; init; }

    /// <summary>Nothing is done about these: a person decides.</summary>
    public required Sample<ReportedMissing> Missing { get; init; }

    public required int Unchanged { get; init; }

    public static RegisterReport Of(RegisterFile file, TrustLinks? links, RegisterChanges changes) => new()
    {
        Encoding = file.Encoding,
        RowsRead = file.RowsRead,
        RowsKept = file.Schools.Count,
        NotOpen = file.NotOpen.Count,
        LeftOut = file.LeftOut(),
        BadRows = new(file.BadRows.Total, file.BadRows.First),
        TrustLinksUsed = links?.TrustOf.Keys.Count(file.Schools.ContainsKey),
        BadTrustLinks = links is null ? Sample<BadRow>.None : new(links.BadRows.Total, links.BadRows.First),
        NewBodies = Sample<string>.Of([.. changes.NewBodies.Select(body => body.Name)], MostListed),
        ChangedBodies = Sample<string>.Of([.. changes.ChangedBodies.Select(body => body.After.Name)], MostListed),
        New = Sample<ReportedSchool>.Of([.. changes.New.Select(school => new ReportedSchool(school.Urn.Value, school.Facts.Name))], MostListed),
        Changed = Sample<ReportedChange>.Of([.. changes.Changed.Select(school => new ReportedChange(school.Known.Urn.Value, school.After.Name, school.Changes))], MostListed),
        Closed = Sample<ReportedSchool>.Of([.. changes.Closed.Select(school => new ReportedSchool(school.Urn.Value, school.Facts.Name))], MostListed),
        Missing = Sample<ReportedMissing>.Of([.. changes.Missing.Select(school => new ReportedMissing(school.Urn.Value, school.Name, school.Why))], MostMissingListed),
        Unchanged = changes.Unchanged,
    };

    /// <summary>The counts in one line, as history keeps them.</summary>
    public string InShort() =>
        $"{RowsRead:N0} rows read, {RowsKept:N0} schools kept: {New.Total:N0} new, {Changed.Total:N0} changed, {Closed.Total:N0} closed, "
        + $"{Unchanged:N0} unchanged, {Missing.Total:N0} not in the file, {BadRows.Total + BadTrustLinks.Total:N0} bad rows";

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    internal static RegisterReport? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<RegisterReport>(json, JsonSerializerOptions.Web);
}
