using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders;

/// <summary>What letters about orders have in common.</summary>
internal static class OrderLetters
{
    public static LetterLink Follow(OrderNumber number) => new("Follow the order", $"/orders/{number}");

    /// <summary>Who takes the delivery in.</summary>
    public static Recipient AtTheDoor(this Order order) => new(order.DeliverTo.ContactName, order.DeliverTo.ContactEmail);
}
