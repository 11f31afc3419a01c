using System.Xml;
using System.Xml.Linq;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Web.Supplier.Caps;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier.Simulator;

/// <summary>Takes cap updates as the supplier would: a cap below what was ordered for the school is refused, the others count.</summary>
internal static class SimulatedCaps
{
    private const string Refusal = "New cap must be greater than or equal to used quantity";

    public static async Task<IResult> TakeAsync(HttpRequest request, SimulatorBook book, IOptions<SupplierOptions> supplier, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!request.CarriesBasic(supplier.Value.CapsUser, supplier.Value.CapsPassword))
        {
            return TypedResults.Problem("The user or the password is not the one of this supplier.", statusCode: 401);
        }

        if (await ReadAsync(request, cancellationToken) is not { } asked)
        {
            return TypedResults.Problem("This is not a CapAdjustmentRequest.", statusCode: 400);
        }

        var refused = asked.Elements("Record").Where(record => IsBelowUsed(record, book)).ToList();
        return TypedResults.Content(Answer(asked, refused, clock.GetUtcNow()).ToString(), "application/xml");
    }

    private static async Task<XElement?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = XmlReader.Create(request.Body, new() { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return await XElement.LoadAsync(reader, LoadOptions.None, cancellationToken) is { Name.LocalName: "CapAdjustmentRequest" } asked ? asked : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool IsBelowUsed(XElement record, SimulatorBook book) =>
        CapTold.CategoryOf((string?)record.Attribute("capType")) is not { } category
        || (int?)record.Attribute("capAmount") < book.Used((string?)record.Attribute("shipTo") ?? "", category);

    private static XElement Answer(XElement asked, List<XElement> refused, DateTimeOffset now) => new(
        "CapAdjustmentResponse",
        new XAttribute("dateTime", now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")),
        new XAttribute("payloadID", (string?)asked.Attribute("payloadID") ?? ""),
        new XElement(
            "HeaderResult",
            new XAttribute("piMessageID", Guid.NewGuid().ToString("N")),
            new XAttribute("status", refused.Count == 0 ? "Success" : refused.Count == asked.Elements("Record").Count() ? "Failed" : "Partially processed")),
        new XElement("FailedRecords", refused.Select(record => new XElement(
            "Record", record.Attributes(), new XAttribute("status", "Failed"), new XAttribute("errorDetails", Refusal)))));
}
