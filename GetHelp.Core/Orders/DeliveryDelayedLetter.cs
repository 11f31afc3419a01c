using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders;

/// <summary>To the contact at the door, as soon as a later date is known.</summary>
/// <param name="For">The organisation at the door.</param>
public sealed record DeliveryDelayedLetter(Recipient To, OrderNumber Number, DeliveryKind Kind, string For, DateOnly DueOn, string Reason) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        new DeliveryDelayedLetter(new("Jo Door", "jo.door@example.org"), new(42), DeliveryKind.Google, "Hogglestock School", new(2021, 3, 12), "Snow on the roads").Write(),
    ];

    internal static DeliveryDelayedLetter Of(Order order, Delivery delivery) =>
        new(order.AtTheDoor(), order.Number, delivery.Kind, order.DeliverTo.Name, delivery.DueOn, delivery.DelayReason ?? "");

    public Letter Write() => new()
    {
        To = To,
        Subject = $"Your delivery of {Kind.InASentence()} is delayed, order {Number}",
        Parts =
        [
            $"{Kind.Name()} for {For} will come later than we said. They are now due on {DueOn:dddd d MMMM yyyy}.",
            $"The supplier gave this reason: {Reason}",
            OrderLetters.Follow(Number),
        ],
    };
}
