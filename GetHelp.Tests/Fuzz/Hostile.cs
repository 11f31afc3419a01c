using GetHelp.Core.Data;

namespace GetHelp.Tests.Fuzz;

/// <summary>What nobody types by mistake, and what somebody types to see what breaks. Always the same list, so that a failure is found again.</summary>
public static class Hostile
{
    /// <summary>In what would run if it were put into a page as it is.</summary>
    public const string Mark = "ght-fuzz";

    /// <summary>What runs in a page that does not escape it: none of these may be found in an answer.</summary>
    public static IReadOnlyList<string> Markup { get; } =
    [
        $"<script>{Mark}()</script>",
        $"\"><img src=x onerror={Mark}()>",
        $"'-{Mark}()-'</title><svg onload={Mark}()>",
        $"<a href=\"javascript:{Mark}()\">",
    ];

    public static IReadOnlyList<string> Texts { get; } =
    [
        .. Markup,
        "",
        "   ",
        "'; DROP TABLE \"Users\"; --",
        "1 OR 1=1",
        "%_\\%",
        "{0}{1:N0}%s%n%x${7*7}#{7*7}{{7*7}}",
        "\u202Egnp.elif\u202C\u200F\u2067",
        "\U0001F469\u200D\U0001F469\u200D\U0001F467 \U0001F600 Z\u0351\u036B\u0343a\u0363\u0368lgo",
        "\ud83d",
        "half \udc00\ud800 of two",
        "a\0b",
        "\u0007\u001b[31m\u0085\u2028",
        "line\r\nSet-Cookie: ght-fuzz=1",
        "=HYPERLINK(\"http://evil.example\")",
        "@SUM(1+1)*cmd|'/c calc'!A0",
        "99999999999999999999999999",
        "-1",
        "2147483648",
        "1e309",
        "0x7fffffff",
        "NaN",
        "\uFF11\uFF12\u0663",
        "2021-02-30T25:61:61Z",
        "9999-12-31",
        "../../../../etc/passwd",
        "..\\..\\windows\\system32",
        "[[[[[[[[1]]]]]]]]",
        "{\"a\":{\"a\":{\"a\":null}}}",
        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>",
        "//evil.example/",
        "/\\evil.example",
        "%00%ff%2e%2e%2f",
        new string('\u00E9', 3_000),
        new string('x', 20_000),
        string.Concat(Enumerable.Repeat("(", 2_000)),
    ];

    /// <summary>All of them on SQLite. PostgreSQL differs in what it takes, not in what pages and rules make of it, and every statement of a test takes longer
    /// there: every third, and other ones each time.</summary>
    /// <param name="turn">Whose turn it is: another one, other texts.</param>
    public static IEnumerable<string> For(DatabaseProvider provider, int turn) => Texts.Where((_, index) => provider == DatabaseProvider.Sqlite || index % 3 == turn % 3);
}
