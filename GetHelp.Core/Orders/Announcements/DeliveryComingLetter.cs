using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To the contact at the door, the evening before; on the day itself where the evening was missed.</summary>
public sealed record DeliveryComingLetter : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        Example(today: new(2021, 3, 9)).Write(),
        Example(today: new(2021, 3, 10)).Write(),
    ];

    public required Recipient To { get; init; }

    public required OrderNumber Number { get; init; }

    public required DeliveryKind Kind { get; init; }

    /// <summary>"12 Chromebooks".</summary>
    public required string Contents { get; init; }

    /// <summary>The organisation at the door.</summary>
    public required string For { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>When it is written, in London.</summary>
    public required DateOnly Today { get; init; }

    private string When => DueOn == Today ? "today" : "tomorrow";

    internal static DeliveryComingLetter Of(Order order, Delivery delivery, DateOnly today) => new()
    {
        To = order.AtTheDoor(),
        Number = order.Number,
        Kind = delivery.Kind,
        Contents = OrderInWords.Contents(order.LinesOf(delivery.Kind)),
        For = order.DeliverTo.Name,
        DueOn = delivery.DueOn,
        Today = today,
    };

    public Letter Write() => new()
    {
        To = To,
        Subject = $"Your delivery of {Kind.InASentence()} is due {When}, order {Number}",
        Parts =
        [
            $"Your delivery for {For} is due {When}, {DueOn:dddd d MMMM yyyy}: {Contents}.",
            "Please make sure that somebody is there to take them in. Count what has come: if anything is missing, tell us on the order's page.",
            OrderLetters.Follow(Number),
        ],
    };

    private static DeliveryComingLetter Example(DateOnly today) => new()
    {
        To = new("Jo Door", "jo.door@example.org"),
        Number = new(42),
        Kind = DeliveryKind.Microsoft,
        Contents = "12 Windows laptops",
        For = "Hogglestock School",
        DueOn = new(2021, 3, 10),
        Today = today,
    };
}
