using System.Globalization;
using System.Text.Json;
using GetHelp.Core;
using GetHelp.Core.Orders;
using GetHelp.Core.Supplier;

namespace GetHelp.Web.Supplier;

/// <summary>Reads an order event out of JSON, and names the field when it cannot. Fields that it does not know it leaves alone.</summary>
internal static class OrderEventReader
{
    private static readonly JsonDocumentOptions Strictly = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static Result<OrderEvent> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strictly);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : new MalformedEvent("It is not an object.");
        }
        catch (JsonException exception)
        {
            return new MalformedEvent($"It goes wrong on line {exception.LineNumber + 1}.");
        }
    }

    private static Result<OrderEvent> Read(JsonElement root)
    {
        if (NotText(root) is { } field)
        {
            return new IncompleteEvent(field, "text in quotation marks");
        }

        var (type, delivery, newDueOn) = (Text(root, "type"), Text(root, "delivery"), Text(root, "newDueOn"));
        if (!OrderNumber.TryParse(Text(root, "orderNumber"), out var number))
        {
            return new IncompleteEvent("orderNumber", "the number that came with the order, such as GHT-000123");
        }

        if (Named<OrderEventType>(type) is not { } what)
        {
            return new IncompleteEvent("type", $"one of {Names<OrderEventType>()}");
        }

        if (delivery is not null && Named<DeliveryKind>(delivery) is null)
        {
            return new IncompleteEvent("delivery", $"one of {Names<DeliveryKind>()}");
        }

        if (newDueOn is not null && Date(newDueOn) is null)
        {
            return new IncompleteEvent("newDueOn", "a date written as 2021-03-31");
        }

        return new OrderEvent
        {
            EventId = Text(root, "eventId") ?? "",
            OrderNumber = number,
            Type = what,
            Delivery = Named<DeliveryKind>(delivery),
            Reason = Text(root, "reason"),
            NewDueOn = Date(newDueOn),
        };
    }

    /// <summary>The first of the fields whose value is something else than text.</summary>
    private static string? NotText(JsonElement root) =>
        Array.Find(["eventId", "orderNumber", "type", "delivery", "reason", "newDueOn"], name => root.TryGetProperty(name, out var value) && !IsText(value));

    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.Null || value.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false; // a number or an object, or text with half a character in it
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>The member of this name. Not Enum.TryParse, which takes numbers and lists too.</summary>
    private static T? Named<T>(string? name)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => value.ToString()!.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}

/// <summary>What was sent is not JSON of an event at all.</summary>
internal sealed record MalformedEvent(string Why) : Refusal
{
    public override string Message => $"This is not the JSON of an order event. {Why}";
}
