using System.Globalization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Supplier.Caps;

namespace GetHelp.Core.Supplier.Usage;

/// <summary>A cap usage message: how many devices the supplier counts as ordered, of each school and category in it (spec 03 §2).</summary>
public sealed record CapUsage
{
    /// <summary>The supplier's own id of the message.</summary>
    public string? PayloadId { get; init; }

    /// <summary>UTC; null when it does not say.</summary>
    public DateTime? SentAt { get; init; }

    public required IReadOnlyList<UsageRecord> Records { get; init; }

    /// <summary>The whole message, as it came.</summary>
    public required string Document { get; init; }
}

/// <summary>One record, in the supplier's own words: a failed one is sent back so.</summary>
public sealed record UsageRecord(string? CapType, string? ShipTo, string? CapAmount, string? UsedCap)
{
    /// <summary>More devices than all schools of England were set aside: a slip of the keyboard.</summary>
    public const int MostUsed = 1_000_000;

    /// <summary>What the schema leaves open and the service needs (spec 08 B5); null when it is all there.</summary>
    public string? WhyNot() =>
        string.IsNullOrWhiteSpace(ShipTo) ? "shipTo is missing"
        : CapTold.CategoryOf(CapType) is null ? CapType is null ? "capType is missing" : "capType is not one that we know"
        : UsedCap is null ? "usedCap is missing"
        : Used is not (>= 0 and <= MostUsed) ? $"usedCap is not a whole number of at most {MostUsed}"
        : null;

    internal DeviceCategory Category => CapTold.CategoryOf(CapType)!.Value;

    internal int? Used => Number(UsedCap);

    internal int? Cap => Number(CapAmount);

    private static int? Number(string? text) => int.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A record that was not applied, and why.</summary>
public sealed record UsageFailure(UsageRecord Record, string Why);

/// <summary>The answer to a message: the same for the same message, however often it comes.</summary>
public sealed record UsageAnswer(string? PayloadId, DateTime AnsweredAt, int Records, IReadOnlyList<UsageFailure> Failed)
{
    /// <summary>No records at all is no failure (spec 03 §2.4).</summary>
    public UsageOutcome Outcome =>
        Failed.Count == 0 ? UsageOutcome.Succeeded
        : Failed.Count < Records ? UsageOutcome.PartiallyFailed
        : UsageOutcome.Failed;
}
