using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Web.Orders;

namespace GetHelp.Web.History;

/// <summary>What happened, as its organisation's own people say it.</summary>
public static class TimelineWords
{
    public static string Of(TimelineEntry entry) => entry.What switch
    {
        HistoryKind.OrderStateChanged => "Support changed whether you can order",
        HistoryKind.AllocationChanged => "What is set aside for you changed",
        HistoryKind.WhoWillOrderChanged => "Who places the orders changed",
        HistoryKind.DefaultWhoWillOrderChanged => "You told us who will order",
        HistoryKind.SchoolAdded => "Added from the register of schools",
        HistoryKind.SchoolChanged => "Details changed in the register of schools",
        HistoryKind.SchoolClosed => "Closed in the register of schools",
        HistoryKind.DeliveryAnnounced => $"{entry.Delivery?.Words()}: the delivery contact was told that they are due",
        _ => Story(entry).Words(),
    };

    internal static StoryEntry Story(TimelineEntry entry) => new(entry.Id, entry.What, entry.At, entry.Who, entry.Delivery, entry.Detail, entry.Why);
}
