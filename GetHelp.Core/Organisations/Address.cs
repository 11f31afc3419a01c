namespace GetHelp.Core.Organisations;

/// <summary>A postal address as the register gives it. Any part may be missing.</summary>
public sealed record Address
{
    public string? Line1 { get; init; }

    public string? Line2 { get; init; }

    public string? Line3 { get; init; }

    public string? Town { get; init; }

    public string? County { get; init; }

    public string? Postcode { get; init; }

    /// <summary>Whether there is anything to write on an envelope.</summary>
    public bool IsKnown => Lines().Count > 0;

    /// <summary>The parts that are there, in the order of an envelope.</summary>
    public IReadOnlyList<string> Lines() =>
        new[] { Line1, Line2, Line3, Town, County, Postcode }.OfType<string>().Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
}
