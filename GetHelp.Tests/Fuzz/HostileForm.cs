using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace GetHelp.Tests.Fuzz;

/// <summary>A form of a page, as the browser would send it: who sends it, where to, and what can be typed into it.</summary>
/// <param name="Kept">What the page put there and the sender has no business with: the token, and which form of the page it is.</param>
internal sealed record HostileForm(string Page, string Action, bool HasFiles, IReadOnlyList<KeyValuePair<string, string>> Kept, IReadOnlyList<string> Fields, IReadOnlyList<string> Files)
{
    /// <summary>Those that are sent without a circuit; the others are commands, and fuzzed as such.</summary>
    public static IEnumerable<HostileForm> Of(string page, IHtmlDocument document) =>
        from form in document.QuerySelectorAll<IHtmlFormElement>("form[method=post]")
        let kept = form.QuerySelectorAll<IHtmlInputElement>("input[name^='_']").Select(input => KeyValuePair.Create(input.Name!, input.Value)).ToList()
        let action = form.GetAttribute("action") is { Length: > 0 } said ? said : page
        where action != "/sign-out" && kept.Count > 0
        let fields = form.QuerySelectorAll("input[name], textarea[name], select[name], button[name]").Where(field => !field.GetAttribute("name")!.StartsWith('_')).ToList()
        select new HostileForm(
            page,
            action,
            form.GetAttribute("enctype") == "multipart/form-data",
            kept,
            [.. fields.Where(field => field.GetAttribute("type") != "file").Select(field => field.GetAttribute("name")!).Distinct()],
            [.. fields.Where(field => field.GetAttribute("type") == "file").Select(field => field.GetAttribute("name")!).Distinct()]);

    /// <summary>Every field filled in with the same, and every file made of it.</summary>
    public HttpContent With(string text)
    {
        if (!HasFiles)
        {
            return new FormUrlEncodedContent(Kept.Concat(Fields.Select(field => KeyValuePair.Create(field, text))));
        }

        var content = new MultipartFormDataContent("ght-boundary");
        foreach (var (name, value) in Kept.Concat(Fields.Select(field => KeyValuePair.Create(field, text))))
        {
            content.Add(new StringContent(value), $"\"{name}\"");
        }

        foreach (var file in Files)
        {
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), $"\"{file}\"", FileName(text));
        }

        return content;
    }

    /// <summary>What cannot stand in a header cannot come as the name of a file.</summary>
    private static string FileName(string text)
    {
        var sayable = string.Concat(text.Where(c => c is >= ' ' and <= '~' and not '"' and not '\\')).Trim();
        return sayable.Length == 0 ? "file.csv" : sayable[..Math.Min(sayable.Length, 200)] + ".csv";
    }
}
