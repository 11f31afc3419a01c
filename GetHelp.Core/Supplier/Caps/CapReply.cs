using System.Xml;
using System.Xml.Linq;
using GetHelp.Core.Allocations;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>One record as the supplier names it.</summary>
public readonly record struct CapName(string ShipTo, DeviceCategory Category);

/// <summary>What the supplier's answer to a cap update means (spec 03 §1.3), read record by record: the original took a refused record for
/// accepted when the header was "Success", and all of a partly accepted message for refused (spec 08 B11).</summary>
public sealed record CapReply(CapCallOutcome Outcome, string Said)
{
    private const string NoReason = "The supplier gave no reason";

    /// <summary>The records that were named as refused, and why.</summary>
    public IReadOnlyDictionary<CapName, string> Refused { get; init; } = new Dictionary<CapName, string>();

    /// <summary>Whether the records that were not named count as told.</summary>
    public bool OthersCount => Outcome is CapCallOutcome.Accepted or CapCallOutcome.PartlyAccepted;

    /// <summary>There was no answer, or none that says anything of the message.</summary>
    public static CapReply NotReached(string why) => new(CapCallOutcome.NotReached, why);

    public static CapReply Of(int status, string body)
    {
        var document = Read(body);
        var header = document?.Descendants("HeaderResult").FirstOrDefault();
        var (word, error) = ((string?)header?.Attribute("status"), (string?)header?.Attribute("errorDetails"));
        var refused = Named(document);
        var said = string.Join(": ", new[] { $"{status}{(word is null ? "" : $" {word}")}", error ?? (document is null ? Beginning(body) : null) }.Where(part => !string.IsNullOrEmpty(part)));
        var outcome = status switch
        {
            408 or 429 or >= 500 => CapCallOutcome.NotReached,
            < 200 or >= 300 => CapCallOutcome.Refused,
            _ when word is null or "Success" => refused.Count == 0 ? CapCallOutcome.Accepted : CapCallOutcome.PartlyAccepted,
            // "Failed" is the supplier's word for having processed none; with another one it processed what it does not name.
            _ => word == "Failed" || refused.Count == 0 ? CapCallOutcome.Refused : CapCallOutcome.PartlyAccepted,
        };
        return new(outcome, said) { Refused = outcome == CapCallOutcome.NotReached ? new Dictionary<CapName, string>() : refused };
    }

    private static Dictionary<CapName, string> Named(XDocument? document)
    {
        var refused = new Dictionary<CapName, string>();
        foreach (var record in document?.Descendants("FailedRecords").Elements("Record") ?? [])
        {
            if ((string?)record.Attribute("shipTo") is { } shipTo && CapTold.CategoryOf((string?)record.Attribute("capType")) is { } category)
            {
                var why = (string?)record.Attribute("errorDetails");
                refused[new(shipTo, category)] = string.IsNullOrWhiteSpace(why) ? NoReason : Cut(why);
            }
        }

        return refused;
    }

    /// <summary>Null when it is not XML. A supplier's answer has no business with entities either.</summary>
    private static XDocument? Read(string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body.TrimStart('\uFEFF', ' ', '\r', '\n', '\t')), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Beginning(string body) => body.Length <= 200 ? body : body[..199] + "…";

    private static string Cut(string why) => why.Length <= CapCall.FailureMaxLength ? why : why[..(CapCall.FailureMaxLength - 1)] + "…";
}
