using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GetHelp.Core.PersonalData;
using GetHelp.Web.Shared;

namespace GetHelp.Web.PersonalData;

/// <summary>What is kept of a person as a file to hand out: for machines as JSON, for people as a page that needs nothing but itself.</summary>
internal static class SubjectFile
{
    public const string ContentType = "application/zip";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Make(SubjectData data)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "everything-we-keep.json", JsonSerializer.Serialize(data, Readable));
            Add(archive, "everything-we-keep.html", Page(data));
        }

        return file.ToArray();
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(text);
    }

    private static string Page(SubjectData data)
    {
        var page = new StringBuilder(Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head><meta charset="utf-8"><title>What Get help with technology keeps of {data.Name}</title></head>
            <body>
            <h1>What Get help with technology keeps of {data.Name}</h1>
            <p>As of {data.At.ToMomentText()}. The same is in the other file, for programs to read. Secrets, such as what a link was told by, are left out.</p>
            """).Value);
        foreach (var section in data.Sections)
        {
            page.Append(Html.Of($"<h2>{section.Table}</h2>").Value);
            foreach (var row in section.Rows)
            {
                page.Append("<dl>").AppendJoin("", row.Where(value => value.Value is not null).Select(value => Html.Of($"<dt>{value.Key}</dt><dd>{value.Value}</dd>").Value)).Append("</dl><hr>");
            }
        }

        page.Append(Html.Of($"<h2>Where else {data.Name} is named</h2>").Value).Append("<dl>")
            .AppendJoin("", data.Mentions.Select(mention => Html.Of($"<dt>{mention.Table}, {mention.Column}, {mention.Row}</dt><dd>{mention.Text}</dd>").Value));
        return page.Append("</dl></body></html>").ToString();
    }
}
