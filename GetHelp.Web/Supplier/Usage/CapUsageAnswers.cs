using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Web.Limits;

namespace GetHelp.Web.Supplier.Usage;

/// <summary>What the supplier gets in answer to a cap usage message (spec 03 §2.1, §2.4).</summary>
internal static class CapUsageAnswers
{
    private const string XmlType = "application/xml; charset=utf-8";

    public static IResult NoToken => Error(401, "unauthorized", "Send your token as a bearer token: Authorization: Bearer …");

    public static IResult NotAllowed => Error(403, "forbidden", "This token is not one that may send cap usage");

    public static IResult OurFault => Error(500, "internal_server_error", "Something went wrong here. Send the same message again later");

    public static IResult TooMany(TimeSpan wait) => Error(429, "too_many_requests", $"Wait for {TooManyRequests.Seconds(wait)} seconds, then send the same message again");

    public static IResult TooLarge(int mostBytes) => Error(400, "bad_request", "The message is too large", $"A message has at most {mostBytes / 1024:N0} KB. Send the records in several.");

    public static IResult Malformed(NotXml refusal) => Error(400, "bad_request", refusal.Message, refusal.Why);

    public static IResult Invalid(NotOfSchema refusal) => Error(400, "bad_request", refusal.Message, [.. refusal.Wrong]);

    public static IResult Of(UsageAnswer answer)
    {
        var (word, status) = answer.Outcome switch
        {
            UsageOutcome.Succeeded => ("succeeded", 200),
            UsageOutcome.PartiallyFailed => ("partially_failed", 207),
            _ => ("failed", 422),
        };
        return Xml(status, new(
            "CapUsageResponse",
            new XAttribute("payloadId", answer.PayloadId ?? ""),
            new XAttribute("dateTime", answer.AnsweredAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            new XElement("HeaderResult", new XAttribute("status", word), new XElement("FailedRecords", answer.Failed.Select(Record)))));
    }

    private static XElement Record(UsageFailure failure) => new(
        "Record",
        new XAttribute("capType", failure.Record.CapType ?? ""),
        new XAttribute("shipTo", failure.Record.ShipTo ?? ""),
        new XAttribute("capAmount", failure.Record.CapAmount ?? ""),
        new XAttribute("usedCap", failure.Record.UsedCap ?? ""),
        new XAttribute("status", "failed"),
        new XAttribute("errorDetails", failure.Why));

    private static IResult Error(int status, string word, string message, params string[] detail) => Xml(status, new(
        "error",
        new XElement("status", word),
        new XElement("message", Writable(message)),
        new XElement("detail", detail.Length == 1 ? Writable(detail[0]) : detail.Select(line => new XElement("line", Writable(line))))));

    private static IResult Xml(int status, XElement root)
    {
        var document = new XDocument(new XDeclaration("1.0", "UTF-8", null), root);
        return TypedResults.Content($"{document.Declaration}\n{document}", XmlType, Encoding.UTF8, status);
    }

    /// <summary>What others wrote may hold what XML cannot.</summary>
    private static string Writable(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
}
