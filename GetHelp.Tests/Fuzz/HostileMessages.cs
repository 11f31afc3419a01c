using System.Security;
using System.Text;
using System.Text.Json;

namespace GetHelp.Tests.Fuzz;

/// <summary>What a system could send that is not well, or not ours.</summary>
internal static class HostileMessages
{
    private static readonly string[] Fields = ["eventId", "orderNumber", "type", "delivery", "reason", "newDueOn"];

    /// <summary>A text as JSON has it, with what JSON can say and a request cannot: a NUL, half a character.</summary>
    public static string Json(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            json.Append(c is '"' or '\\' or < ' ' || char.IsSurrogate(c) ? $"\\u{(int)c:X4}" : c.ToString());
        }

        return json.Append('"').ToString();
    }

    /// <summary>A good event with one field hostile after the other, and with each of them a number, a list, an object, or nothing.</summary>
    public static IEnumerable<string> Events(string json, string orderNumber) =>
        from hostile in new[] { json, $"[{json}]", $"{{\"a\":{json}}}", "null", "-1e400" }
        from field in Fields
        let values = new Dictionary<string, string>
        {
            ["eventId"] = JsonSerializer.Serialize(Guid.NewGuid().ToString()),
            ["orderNumber"] = JsonSerializer.Serialize(orderNumber),
            ["type"] = "\"delayed\"",
            ["delivery"] = "\"google\"",
            ["reason"] = "\"No lorry\"",
            ["newDueOn"] = "\"2021-03-31\"",
            [field] = hostile,
        }
        select $"{{{string.Join(',', values.Select(value => $"\"{value.Key}\":{value.Value}"))}}}";

    /// <summary>A message with everything hostile; a text that is no message; and one that has the hostile text for a document type.</summary>
    public static IEnumerable<string> Usages(string text)
    {
        var clean = SecurityElement.Escape(text);
        yield return $"<CapUsage payloadID=\"{clean}\" dateTime=\"2021-03-01T00:00:00Z\"><Record capType=\"DfE_RemainThresholdQty|Std_Device\" shipTo=\"{clean}\" capAmount=\"10\" usedCap=\"1\"/></CapUsage>";
        yield return $"<CapUsage payloadID=\"1\" dateTime=\"{clean}\"><Record capType=\"{clean}\" shipTo=\"1\" capAmount=\"{clean}\" usedCap=\"{clean}\"/></CapUsage>";
        yield return text;
        yield return $"<!DOCTYPE CapUsage [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><CapUsage payloadID=\"&x;\">{text}</CapUsage>";
    }
}
