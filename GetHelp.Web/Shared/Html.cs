using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Shared;

/// <summary>Writes pieces of HTML that are made once and shown by many sessions: to Blazor a piece is one thing to keep and to compare,
/// however many elements it has.</summary>
/// <remarks>Only for what nobody presses or fills in; links are fine.</remarks>
public static class Html
{
    /// <summary>The text as it stands, with everything in braces encoded; what is HTML already is put in as it is.</summary>
    public static MarkupString Of(Writer html) => new(html.ToString());

    /// <summary>What the compiler makes of an interpolated string that is passed to <see cref="Of"/>.</summary>
    [InterpolatedStringHandler]
    public readonly struct Writer(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string html) => text.Append(html);

        public void AppendFormatted<T>(T value) => AppendFormatted(Convert.ToString(value, CultureInfo.CurrentCulture));

        public void AppendFormatted(string? value) => text.Append(HtmlEncoder.Default.Encode(value ?? ""));

        public void AppendFormatted(MarkupString html) => text.Append(html.Value);

        public override string ToString() => text.ToString();
    }
}
