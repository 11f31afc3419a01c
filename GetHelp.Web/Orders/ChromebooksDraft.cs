using System.Globalization;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Orders;

/// <summary>Chromebooks for several schools that are being ordered. Like an order it lives in the address
/// (docs/adr/0006-order-in-the-address.md): a number for each URN.</summary>
public sealed record ChromebooksDraft
{
    /// <inheritdoc cref="OrderDraft.Key"/>
    public required Guid Key { get; init; }

    /// <summary>What was typed for each school, which may not be a number.</summary>
    public required IReadOnlyDictionary<Urn, string> Typed { get; init; }

    public DeliveryPlace DeliverTo { get; init; }

    /// <summary>The draft in an address; a new one where there is none.</summary>
    public static ChromebooksDraft FromUri(string uri)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            Key = values.TryGetValue("key", out var text) && Guid.TryParseExact(text, "N", out var key) ? key : Guid.NewGuid(),
            Typed = values.Where(v => Urn.TryParse(v.Key, out _)).GroupBy(v => Parse(v.Key)).ToDictionary(v => v.Key, v => v.First().Value.ToString()),
            DeliverTo = Slugs.Parse<DeliveryPlace>(values.GetValueOrDefault("deliver-to")) ?? DeliveryPlace.School,
        };
    }

    public IEnumerable<KeyValuePair<string, string?>> Values() =>
    [
        .. Typed.Where(t => !string.IsNullOrWhiteSpace(t.Value)).OrderBy(t => t.Key.Value).Select(t => new KeyValuePair<string, string?>(t.Key.ToString(), t.Value)),
        new("deliver-to", DeliverTo == DeliveryPlace.School ? null : DeliverTo.Slug()),
        new("key", Key.ToString("N")),
    ];

    public ChromebooksDraft With(Urn urn, string? typed) => this with { Typed = new Dictionary<Urn, string>(Typed) { [urn] = typed?.Trim() ?? "" } };

    /// <summary>How many each school needs. A text that is no whole number is -1, which the rules refuse.</summary>
    public IReadOnlyList<ChromebooksNeeded> Needs() =>
    [
        .. Typed.Where(t => !string.IsNullOrWhiteSpace(t.Value)).OrderBy(t => t.Key.Value)
            .Select(t => new ChromebooksNeeded(t.Key, int.TryParse(t.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var quantity) ? quantity : -1))
            .Where(need => need.Quantity != 0),
    ];

    private static Urn Parse(string text) => Urn.TryParse(text, out var urn) ? urn : throw new FormatException(text);
}
