using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GetHelp.Core.PersonalData;

/// <summary>Takes a person out of texts: wherever one of their names, addresses or numbers stands by itself, words stand that name nobody.</summary>
public sealed class TextScrubber(PersonIdentifiers person)
{
    private const string AddressCharacter = @"\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Regex? names = Any(person.Names, name => string.Join(@"\s+", name.Split(' ').Select(Regex.Escape)), @"(?<![\p{L}\p{N}])", @"(?![\p{L}\p{N}])");
    private readonly Regex? addresses = Any(person.EmailAddresses, Regex.Escape, $"(?<![{AddressCharacter}])", @"(?![\p{L}\p{N}-]|\.[\p{L}\p{N}])");
    private readonly Regex? telephones = Any(person.Telephones, number => string.Join(@"[\s()-]*", PersonIdentifiers.Dialled(number).Select(c => Regex.Escape(c.ToString()))), @"(?<!\d)", @"(?!\d)");

    /// <summary>As the column is written.</summary>
    public string Scrub(PersonalColumn column, string text) => column.Content == PersonalContent.Document ? ScrubJson(text) : Scrub(text);

    /// <summary>Equal to what was given where they are not in it.</summary>
    public string Scrub(string text) =>
        Put(telephones, RemovedPerson.Telephone, Put(names, RemovedPerson.Name, Put(addresses, RemovedPerson.EmailAddress, text)));

    /// <summary>The same in every text of a JSON document. What is not one is a text.</summary>
    public string ScrubJson(string json)
    {
        try
        {
            var document = JsonNode.Parse(json);
            return ScrubWithin(document) ? document!.ToJsonString(PortalJson.Options) : json;
        }
        catch (JsonException)
        {
            return Scrub(json);
        }
    }

    /// <returns>Whether anything was taken out.</returns>
    private bool ScrubWithin(JsonNode? node) => node switch
    {
        JsonObject properties => ScrubAll(properties.Select(property => property.Value)),
        JsonArray items => ScrubAll(items),
        JsonValue value when value.TryGetValue<string>(out var text) => Replaced(value, text, Scrub(text)),
        _ => false,
    };

    private bool ScrubAll(IEnumerable<JsonNode?> nodes) => nodes.ToList().Aggregate(false, (changed, node) => ScrubWithin(node) | changed);

    private static bool Replaced(JsonValue value, string text, string scrubbed)
    {
        if (text == scrubbed)
        {
            return false;
        }

        value.ReplaceWith(scrubbed);
        return true;
    }

    private static string Put(Regex? pattern, string words, string text) => pattern?.Replace(text, words) ?? text;

    /// <summary>Null where there is nothing to look for. The longest first: one may be part of another.</summary>
    private static Regex? Any(IReadOnlySet<string> texts, Func<string, string> pattern, string before, string after) => texts.Count == 0 ? null : new(
        $"{before}(?:{string.Join('|', texts.OrderByDescending(text => text.Length).Select(pattern))}){after}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Longest);
}
