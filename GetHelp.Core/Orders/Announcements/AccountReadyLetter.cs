using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To somebody whose account with the supplier is ready: what they have waited for, and what they can do with it by now.</summary>
public sealed record AccountReadyLetter : ILetterTemplate
{
    private static readonly LetterPart[] Nothing = [];

    public static IReadOnlyList<Letter> Examples =>
    [
        new AccountReadyLetter { To = ExampleOfOpening.To, CanOrder = [ExampleOfOpening.School] }.Write(),
        new AccountReadyLetter { To = ExampleOfOpening.To, CanOrder = [ExampleOfOpening.School], Routers = [ExampleOfOpening.School] }.Write(),
        new AccountReadyLetter { To = ExampleOfOpening.To, Missing = [ExampleOfOpening.School] }.Write(),
        new AccountReadyLetter { To = ExampleOfOpening.To }.Write(),
    ];

    public required Recipient To { get; init; }

    /// <summary>Schools and responsible bodies for which they can order now.</summary>
    public IReadOnlyList<string> CanOrder { get; init; } = [];

    /// <summary>Those of them for which it is routers alone.</summary>
    public IReadOnlyList<string> Routers { get; init; } = [];

    /// <summary>Schools and responsible bodies that have still to tell something before.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    private string Devices => Routers.Count == CanOrder.Count ? "routers" : "devices";

    public Letter Write() => new()
    {
        To = To,
        Subject = CanOrder.Count > 0 ? $"Your account is ready: you can order {Devices} now" : "Your account is ready",
        Parts =
        [
            "The supplier has made the account that you need to order.",
            .. CanOrder.Count > 0 ? [$"You can order {Devices} now for:", new Bullets(CanOrder)] : Nothing,
            .. Missing.Count > 0 ? ["Ordering is open for these too, and something has still to be told to us before anybody can order:", new Bullets(Missing)] : Nothing,
            .. CanOrder.Count + Missing.Count == 0 ? ["We write to you when ordering opens."] : Nothing,
            new LetterLink("Sign in", "/home"),
        ],
    };
}
