using System.Globalization;
using System.Xml.Linq;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>The document in which the supplier is told caps (spec 03 §1.2).</summary>
public static class CapXml
{
    public static string Write(string payloadId, DateTime now, IEnumerable<CapCallRecord> records) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + new XElement(
            "CapAdjustmentRequest",
            new XAttribute("payloadID", payloadId),
            new XAttribute("dateTime", now.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture)),
            records.Select(r => new XElement(
                "Record",
                new XAttribute("capType", r.Category.CapType()),
                new XAttribute("shipTo", r.ShipTo),
                new XAttribute("capAmount", r.Number))));
}
