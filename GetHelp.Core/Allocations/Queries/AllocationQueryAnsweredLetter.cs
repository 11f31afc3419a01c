using GetHelp.Core.Notifications;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>To who asked for more devices, once support has answered.</summary>
public sealed record AllocationQueryAnsweredLetter : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        Example(granted: "12 laptops and tablets", answer: "There are not enough for all of them.\nAsk again in the summer term.").Write(),
        Example(granted: "20 laptops and tablets and 5 routers", answer: null).Write(),
        Example(granted: null, answer: "You have 40 left to order.").Write(),
    ];

    public required Recipient To { get; init; }

    /// <summary>In London.</summary>
    public required DateOnly AskedOn { get; init; }

    public required string School { get; init; }

    public required Urn Urn { get; init; }

    /// <summary>"20 laptops and tablets".</summary>
    public required string Asked { get; init; }

    /// <summary>Null where it was refused.</summary>
    public string? Granted { get; init; }

    /// <summary>What support says; nothing where it was granted without a word.</summary>
    public string? Answer { get; init; }

    /// <param name="to">The address of who asked, as it is now.</param>
    internal static AllocationQueryAnsweredLetter Of(AllocationQuery query, string to) => new()
    {
        To = new(query.AskedBy, to),
        AskedOn = LondonTime.DateOf(query.AskedAt),
        School = query.School!.Name,
        Urn = query.School.Urn,
        Asked = query.Asked(),
        Granted = query.State == AllocationQueryState.Granted ? query.Granted() : null,
        Answer = query.Answer,
    };

    public Letter Write() => new()
    {
        To = To,
        Subject = $"Your request for more devices for {School}",
        Parts =
        [
            $"On {AskedOn:d MMMM yyyy} you asked for more devices for {School}: {Asked}.",
            Granted is null ? "We cannot set aside more at the moment." : $"We have set aside more for the school: {Granted}.",
            .. Answer is null ? NothingSaid : ["Support says:", new Quotation(Answer)],
            new LetterLink("See what is set aside for the school", $"/schools/{Urn}"),
        ],
    };

    private static readonly LetterPart[] NothingSaid = [];

    private static AllocationQueryAnsweredLetter Example(string? granted, string? answer) => new()
    {
        To = new("Sam Teacher", "sam.teacher@example.org"),
        AskedOn = new(2021, 3, 1),
        School = "Hogglestock School",
        Urn = Urn.From(900_001),
        Asked = "20 laptops and tablets and 5 routers",
        Granted = granted,
        Answer = answer,
    };
}
