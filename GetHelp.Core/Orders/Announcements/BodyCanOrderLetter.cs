using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To who orders for a responsible body's schools, when ordering opens for the first of them. Those that follow are on the page: one letter
/// does for all.</summary>
public sealed record BodyCanOrderLetter : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        Example(pooled: false, routersAlone: false).Write(),
        Example(pooled: true, routersAlone: false).Write(),
        Example(pooled: true, routersAlone: true).Write(),
    ];

    public required Recipient To { get; init; }

    public required string Body { get; init; }

    public required int BodyId { get; init; }

    /// <summary>The schools for which ordering has just opened, by name.</summary>
    public required IReadOnlyList<string> Schools { get; init; }

    /// <summary>Whether its schools share what is set aside for them.</summary>
    public bool IsPooled { get; init; }

    public bool RoutersAlone { get; init; }

    private string Devices => RoutersAlone ? "routers" : "devices";

    public Letter Write() => new()
    {
        To = To,
        Subject = $"You can now order {Devices} for schools of {Body}",
        Parts =
        [
            $"Ordering is open for schools for which {Body} orders:",
            NamesOfSchools.Bullets(Schools),
            IsPooled
                ? $"They share what is set aside for them: you order {Devices} for any of them, from one total."
                : $"Each of them has its own number of {Devices}. You choose the school when you order.",
            "When ordering opens for more of your schools, they appear on the same page. We do not write again for each.",
            new LetterLink($"Order {Devices}", $"/responsible-bodies/{BodyId}/order"),
        ],
    };

    private static BodyCanOrderLetter Example(bool pooled, bool routersAlone) => new()
    {
        To = new("Robin Admin", "robin.admin@example.org"),
        Body = "Barsetshire",
        BodyId = 1,
        Schools = [ExampleOfOpening.School, "Plumstead Episcopi School"],
        IsPooled = pooled,
        RoutersAlone = routersAlone,
    };
}

/// <summary>Schools in a letter: a few by name, and how many more.</summary>
internal static class NamesOfSchools
{
    private const int Named = 10;

    public static LetterPart Bullets(IReadOnlyList<string> names) =>
        new Bullets(names.Count <= Named ? names : [.. names.Take(Named - 1), $"and {names.Count - Named + 1:N0} more"]);
}
