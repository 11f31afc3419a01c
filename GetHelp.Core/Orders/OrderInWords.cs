using GetHelp.Core.History;
using GetHelp.Core.Live;

namespace GetHelp.Core.Orders;

/// <summary>How the rest of Core speaks of an order.</summary>
public static class OrderInWords
{
    /// <summary>"12 Chromebooks and 3 routers".</summary>
    public static string Contents(this Order order) => Contents(order.LinesAsked());

    /// <inheritdoc cref="Contents(Order)"/>
    public static string Contents(IEnumerable<LineAsked> lines)
    {
        var parts = lines.OrderBy(line => line.Product).Select(line => line.Product.Count(line.Quantity)).ToList();
        return parts.Count < 2 ? parts.FirstOrDefault("") : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
    }

    /// <summary>"1 Chromebook and 2 routers to 3 Chromebooks".</summary>
    internal static string Change(this Order order, IEnumerable<LineAsked> to) => $"{order.Contents()} to {Contents(to)}";

    /// <summary>What comes together, as a sentence begins: "Microsoft devices".</summary>
    public static string Name(this DeliveryKind kind) => kind switch
    {
        DeliveryKind.Microsoft => "Microsoft devices",
        DeliveryKind.Google => "Chromebooks",
        DeliveryKind.Apple => "iPads",
        DeliveryKind.Routers => "Routers",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>What comes together, within a sentence: "routers", but "iPads" and "Microsoft devices".</summary>
    public static string InASentence(this DeliveryKind kind) => kind == DeliveryKind.Routers ? "routers" : kind.Name();

    /// <summary>What of the order comes in one delivery.</summary>
    public static IReadOnlyList<LineAsked> LinesOf(this Order order, DeliveryKind kind) => [.. order.LinesAsked().Where(line => line.Product.DeliveryKind() == kind)];

    /// <summary>Whom an order is for: a school, or a local authority's social care.</summary>
    internal static string For(string? school, string responsibleBody) => school ?? $"{responsibleBody}, social care";

    /// <summary>How long ago, in the one unit that matters: "just now", "3 minutes", "2 hours", "5 days".</summary>
    public static string Age(TimeSpan since) => since switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => Count((int)since.TotalMinutes, "minute"),
        { TotalDays: < 1 } => Count((int)since.TotalHours, "hour"),
        _ => Count((int)since.TotalDays, "day"),
    };

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";

    internal static HistorySubject Subject(this Order order, DeliveryKind? delivery = null) =>
        new() { OrderId = order.Id, SchoolId = order.SchoolId, ResponsibleBodyId = order.SchoolId is null ? order.ResponsibleBodyId : null, Delivery = delivery };

    /// <summary>Whom a change of this order concerns.</summary>
    internal static Topic[] Topics(this Order order) =>
    [
        Topic.Orders,
        Topic.OrdersOf(order.ResponsibleBodyId),
        order.SchoolId is { } school ? Topic.School(school) : Topic.SocialCare(order.ResponsibleBodyId),
        Topic.Order(order.Number),
        .. order.DeliverToSchoolId is { } door ? [Topic.School(door)] : Array.Empty<Topic>(),
    ];
}
