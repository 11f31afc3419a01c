using GetHelp.Core.Organisations;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>One request of a similar school, in one category.</summary>
/// <param name="Granted">How many devices were granted; nought while it is open, and when it was refused.</param>
/// <param name="DisadvantagedPupils">Of the school; null where nobody counted them.</param>
public readonly record struct SimilarRequest(DeviceCategory Category, int Granted, int? DisadvantagedPupils);

/// <summary>What similar schools asked for and were granted in one category: schools of the same phase and size band, nationwide.</summary>
public sealed record SimilarFigures
{
    public required DeviceCategory Category { get; init; }

    /// <summary>How many requests there are.</summary>
    public required int Asked { get; init; }

    /// <summary>How many of them were granted, in full or in part.</summary>
    public required int Granted { get; init; }

    /// <summary>Devices granted for each disadvantaged pupil, half of the granted requests below and half above; null where none can be counted.</summary>
    public decimal? MedianPerPupil { get; init; }

    /// <summary>Devices granted for each disadvantaged pupil, on the average of the granted requests; null where none can be counted.</summary>
    public decimal? MeanPerPupil { get; init; }
}

/// <summary>Compares a request with those of similar schools.</summary>
public static class SimilarRequests
{
    /// <summary>The figures of one category. Schools without disadvantaged pupils, or where nobody counted them, are in the counts and not in the shares.</summary>
    public static SimilarFigures Of(DeviceCategory category, IEnumerable<SimilarRequest> requests)
    {
        var all = requests.Where(request => request.Category == category).ToList();
        var granted = all.FindAll(request => request.Granted > 0);
        var shares = granted.Where(request => request.DisadvantagedPupils > 0)
            .Select(request => (decimal)request.Granted / request.DisadvantagedPupils!.Value).Order().ToList();
        return new()
        {
            Category = category,
            Asked = all.Count,
            Granted = granted.Count,
            MedianPerPupil = shares.Count == 0 ? null : (shares[(shares.Count - 1) / 2] + shares[shares.Count / 2]) / 2,
            MeanPerPupil = shares.Count == 0 ? null : shares.Average(),
        };
    }
}

/// <summary>Which schools a request is compared with, and what they asked for.</summary>
public sealed record SimilarSchools
{
    public required Phase Phase { get; init; }

    public required SizeBand Band { get; init; }

    /// <summary>Every category.</summary>
    public required IReadOnlyList<SimilarFigures> Figures { get; init; }
}
