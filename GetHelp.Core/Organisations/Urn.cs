using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GetHelp.Core.Organisations;

/// <summary>A unique reference number: the six digits by which the register of establishments knows a school. The key of a school; a name never is.</summary>
[JsonConverter(typeof(UrnJson))]
public readonly record struct Urn : IComparable<Urn>
{
    private Urn(int value) => Value = value;

    public int Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out Urn urn)
    {
        urn = default;
        if (!int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value is < 100_000 or > 999_999)
        {
            return false;
        }

        urn = new(value);
        return true;
    }

    /// <exception cref="ArgumentOutOfRangeException">Not six digits.</exception>
    public static Urn From(int value) => value is >= 100_000 and <= 999_999
        ? new(value)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A URN has six digits.");

    public int CompareTo(Urn other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Urn left, Urn right) => left.CompareTo(right) < 0;

    public static bool operator >(Urn left, Urn right) => left.CompareTo(right) > 0;

    public static bool operator <=(Urn left, Urn right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Urn left, Urn right) => left.CompareTo(right) >= 0;
}

/// <summary>A URN in JSON is its number.</summary>
internal sealed class UrnJson : JsonConverter<Urn>
{
    public override Urn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Urn.From(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, Urn value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
