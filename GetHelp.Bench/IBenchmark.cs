namespace GetHelp.Bench;

/// <summary>One figure of the product beside a floor: the least that the same thing can cost here, measured in the same run.</summary>
internal interface IBenchmark
{
    /// <summary>As it is asked for on the command line.</summary>
    string Name { get; }

    Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken);
}

/// <summary>What a benchmark found.</summary>
internal sealed record Finding
{
    /// <summary>What was measured, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>The headline figure and its floor, with their units.</summary>
    public required Figure Ours { get; init; }

    public required Figure Floor { get; init; }

    public required double Ratio { get; init; }

    public required double Aim { get; init; }

    /// <summary>Everything else that was measured on the way.</summary>
    public IReadOnlyList<Figure> Details { get; init; } = [];

    /// <summary>How it was measured, for somebody who doubts it.</summary>
    public required string How { get; init; }

    public string InShort => $"{Title}: {Ours.Value} beside {Floor.Value}, ratio {Ratio:0.00} (aim {Aim:0.0})";
}

/// <summary>A measured number in words.</summary>
internal sealed record Figure(string What, string Value);
