using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using GetHelp.Core;
using GetHelp.Core.Supplier.Usage;

namespace GetHelp.Web.Supplier.Usage;

/// <summary>Reads a cap usage message out of XML. No document type, no entities, nothing fetched: a message is data and nothing else.</summary>
internal static class CapUsageReader
{
    /// <summary>Who sends a thousand mistakes needs to see the first.</summary>
    private const int MostMessages = 20;

    private static readonly XmlSchemaSet Schemas = Load();

    public static Result<CapUsage> Read(ReadOnlyMemory<byte> bytes)
    {
        var wrong = new List<string>();
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), Settings(wrong));
            var document = XDocument.Load(reader, LoadOptions.None);
            return wrong.Count == 0 ? Message(document.Root!, Text(bytes)) : new NotOfSchema(wrong);
        }
        catch (XmlException exception)
        {
            return new NotXml(exception.Message);
        }
    }

    /// <summary>The message as text to keep, whatever it is: PostgreSQL cannot keep a NUL.</summary>
    public static string Text(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes.ToArray(), writable: false), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd().Replace('\0', ' ');
    }

    private static XmlReaderSettings Settings(List<string> wrong)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            ValidationType = ValidationType.Schema,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings, // an unknown root is a warning to .NET, and no message to us
            Schemas = Schemas,
        };
        settings.ValidationEventHandler += (_, found) =>
        {
            if (wrong.Count < MostMessages)
            {
                wrong.Add($"Line {found.Exception.LineNumber}: {found.Message}");
            }
        };
        return settings;
    }

    private static CapUsage Message(XElement root, string text) => new()
    {
        PayloadId = (string?)root.Attribute("payloadID") is { } id && !string.IsNullOrWhiteSpace(id) ? id : null,
        SentAt = Moment((string?)root.Attribute("dateTime")),
        Records = [.. root.Elements("Record").Select(record => new UsageRecord(
            (string?)record.Attribute("capType"), (string?)record.Attribute("shipTo"), (string?)record.Attribute("capAmount"), (string?)record.Attribute("usedCap")))],
        Document = text,
    };

    /// <summary>A moment without a zone is in UTC, as the supplier writes them. The schema has seen to its form; one before or after all
    /// that a clock can show is none.</summary>
    private static DateTime? Moment(string? text)
    {
        try
        {
            return text is null ? null : DateTime.SpecifyKind(XmlConvert.ToDateTime(text.Trim(), XmlDateTimeSerializationMode.Utc), DateTimeKind.Utc);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static XmlSchemaSet Load()
    {
        using var schema = typeof(CapUsageReader).Assembly.GetManifestResourceStream("GetHelp.CapUsage.xsd")!;
        using var reader = XmlReader.Create(schema);
        var schemas = new XmlSchemaSet { XmlResolver = null };
        schemas.Add(null, reader);
        schemas.Compile();
        return schemas;
    }
}

/// <summary>It is not XML that we would read.</summary>
internal sealed record NotXml(string Why) : Refusal
{
    public override string Message => "The message is not valid XML";
}

/// <summary>It is XML, but no cap usage.</summary>
internal sealed record NotOfSchema(IReadOnlyList<string> Wrong) : Refusal
{
    public override string Message => "The message is not valid by the schema of CapUsage";
}
