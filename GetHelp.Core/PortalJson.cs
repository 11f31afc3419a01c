using System.Text.Json;
using System.Text.Json.Serialization;
using GetHelp.Core.Orders;

namespace GetHelp.Core;

/// <summary>The one way in which the portal writes JSON, whether it keeps it or sends it: camelCase, enums by name (a member added in the
/// middle changes no row and no message), nothing where there is nothing.</summary>
public static class PortalJson
{
    public static JsonSerializerOptions Options { get; } = Build();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">It is not JSON of a <typeparamref name="T"/>.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null is not an answer.");

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new OrderNumberAsText());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class OrderNumberAsText : JsonConverter<OrderNumber>
    {
        public override OrderNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            OrderNumber.TryParse(reader.GetString(), out var number) ? number : throw new JsonException("Not an order number.");

        public override void Write(Utf8JsonWriter writer, OrderNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
