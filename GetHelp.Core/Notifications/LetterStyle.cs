namespace GetHelp.Core.Notifications;

/// <summary>How letters look, all of it. Mail programs read no style sheet, so every element carries its style, and sizes are pixels because
/// some know no other; the colours are the portal's (tokens.css).</summary>
internal static class LetterStyle
{
    public const string Page = $"margin:0;padding:0;background-color:{Tinted}";

    public const string Desk = $"background-color:{Tinted};table-layout:fixed";

    public const string Margin = "padding:16px 8px";

    public const string Sheet =
        $"max-width:600px;table-layout:fixed;background-color:{White};border:1px solid {Line};border-top:4px solid {Brand}";

    public const string Text =
        $"padding:24px 20px;color:{Ink};font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:17px;line-height:1.5;overflow-wrap:anywhere";

    public const string Paragraph = "margin:0 0 16px";

    public const string Quotation = $"margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid {Line}";

    public const string Bullets = "margin:0 0 16px;padding:0 0 0 24px";

    public const string Bullet = "margin:0 0 4px";

    public const string Action = "margin:24px 0 8px";

    public const string Button =
        $"display:inline-block;padding:12px 20px;border-radius:6px;background-color:{Brand};color:{White};font-weight:bold;text-decoration:none";

    public const string Address = $"margin:0 0 24px;color:{InkSoft};font-size:14px;word-break:break-all";

    public const string Closing = "margin:24px 0 0;font-weight:bold";

    private const string Ink = "#17202b";
    private const string InkSoft = "#4a5563";
    private const string White = "#ffffff";
    private const string Tinted = "#f3f6f6";
    private const string Line = "#c3ccd1";
    private const string Brand = "#0c4a55";
}
