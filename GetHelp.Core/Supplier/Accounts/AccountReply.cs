using System.Text.Json;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>What the supplier's answer to an account change means (spec 03 §4.4): it has it where the status is one of success and the first
/// result is not an error. What cannot be read says neither, and is asked for again.</summary>
public sealed record AccountReply(bool HasIt, string Said)
{
    private const int SaidMaxLength = 300;

    public static AccountReply Of(int status, string body)
    {
        var said = body.Length == 0 ? $"{status}" : $"{status}: {(body.Length <= SaidMaxLength ? body : body[..SaidMaxLength] + "…")}";
        return new(status is >= 200 and < 300 && FirstStatus(body) is { } first && !first.Equals("error", StringComparison.OrdinalIgnoreCase), said);
    }

    /// <summary>The status of the first result; null when there is none.</summary>
    private static string? FirstStatus(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("result", out var results) && results.ValueKind == JsonValueKind.Array && results.GetArrayLength() > 0
                && results[0] is { ValueKind: JsonValueKind.Object } first && first.TryGetProperty("status", out var status)
                ? status.ToString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
