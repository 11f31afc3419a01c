using GetHelp.Core.Notifications;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.Orders;

/// <summary>What people are written about an order.</summary>
public sealed class OrderEmails(IOptions<SiteOptions> site)
{
    /// <summary>To who asked, once it is decided or too late.</summary>
    internal EmailMessage Decided(Order order, OrderRequest request) => new()
    {
        To = request.AskedByEmail,
        Subject = request.State == OrderRequestState.Agreed
            ? $"Order {order.Number} has been {request.Kind.Done()}"
            : $"Order {order.Number} has not been {request.Kind.Done()}",
        Body = Letter(request.AskedBy, order, $"You asked for order {order.Number} to be {request.Kind.Done()}.", Decision(order, request)),
    };

    /// <summary>To who reported it.</summary>
    internal EmailMessage Answered(Order order, DeliveryReport report) => new()
    {
        To = report.ReportedByEmail,
        Subject = $"Our answer about your delivery, order {order.Number}",
        Body = Letter(report.ReportedBy, order, $"You told us: {report.InWords()}.", $"Our answer: {report.Answer}"),
    };

    /// <summary>To the contact at the door, as soon as a later date is known.</summary>
    internal EmailMessage Delayed(Order order, Delivery delivery) => new()
    {
        To = order.DeliverTo.ContactEmail,
        Subject = $"Your delivery of {Sort(delivery)} is delayed, order {order.Number}",
        Body = Letter(
            order.DeliverTo.ContactName,
            order,
            $"{delivery.Kind.Name()} for {order.DeliverTo.Name} will come later than we said. They are now due on {delivery.DueOn:dddd d MMMM yyyy}.",
            $"The supplier gave this reason: {delivery.DelayReason}"),
    };

    /// <summary>To the contact at the door, the evening before; on the day itself where the evening was missed.</summary>
    /// <param name="today">In London.</param>
    internal EmailMessage Coming(Order order, Delivery delivery, DateOnly today)
    {
        var when = delivery.DueOn == today ? "today" : "tomorrow";
        return new()
        {
            To = order.DeliverTo.ContactEmail,
            Subject = $"Your delivery of {Sort(delivery)} is due {when}, order {order.Number}",
            Body = Letter(
                order.DeliverTo.ContactName,
                order,
                $"{OrderInWords.Contents(order.LinesOf(delivery.Kind))} for {order.DeliverTo.Name} are due {when}, {delivery.DueOn:dddd d MMMM yyyy}.",
                "Please make sure that somebody is there to take them in. Count what has come: if anything is missing, tell us on the order's page."),
        };
    }

    private static string Decision(Order order, OrderRequest request) => request switch
    {
        { State: OrderRequestState.Agreed, Kind: OrderRequestKind.Stop } => "It has been stopped. Nothing of it will be delivered, and its devices count as not ordered.",
        { State: OrderRequestState.Agreed } => $"It has been corrected. You will receive {order.Contents()}.",
        { State: OrderRequestState.Refused } => $"We could not do that: {request.Answer}",
        _ => $"It is too late for that. {request.Answer}",
    };

    private static string Sort(Delivery delivery) => delivery.Kind.InASentence();

    private string Letter(string name, Order order, params string[] paragraphs) => $"""
        Dear {name}

        {string.Join("\n\n", paragraphs)}

        Follow the order here:

        {new Uri(site.Value.BaseAddress, $"/orders/{order.Number}")}

        Get help with technology
        """;
}
