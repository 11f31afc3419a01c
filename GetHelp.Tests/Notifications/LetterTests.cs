using System.Reflection;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GetHelp.Core;
using GetHelp.Core.Notifications;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Notifications;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Notifications;

public sealed partial class LetterTests
{
    private const string Portal = "https://portal.example.org/";
    private const string Awkward = "<b>St & Co</b>";

    private static readonly LetterPrinter Printer = new(Options.Create(new SiteOptions { BaseAddress = new(Portal) }));

    /// <summary>Each kind of letter, by the name of its template.</summary>
    public static TheoryData<string> Templates => [.. LetterExamples.All.Select(example => example.Template)];

    [Theory, MemberData(nameof(Templates))]
    public void Every_letter_has_an_example(string template) => ExamplesOf(template).ShouldNotBeEmpty();

    [Fact]
    public void Only_templates_write_letters()
    {
        var writers = new[] { typeof(Letter).Assembly, typeof(DevelopmentMailbox).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace != typeof(Letter).Namespace && !IsOfTemplate(type))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName && (method.ReturnType == typeof(Letter) || method.ReturnType == typeof(EmailMessage)))
            .Select(method => $"{method.DeclaringType}.{method.Name}");

        writers.ShouldBeEmpty("what is no ILetterTemplate has no example at /development/letters");

        static bool IsOfTemplate(Type type) => type.IsAssignableTo(typeof(ILetterTemplate)) || (type.DeclaringType is { } outer && IsOfTemplate(outer));
    }

    [Theory, MemberData(nameof(Templates))]
    public void Text_and_HTML_say_the_same_words(string template)
    {
        foreach (var email in ExamplesOf(template).Select(Printer.Print))
        {
            var words = Words(email.Body);

            Words(Read(email).Body!.TextContent).ShouldBe(words, email.Subject);
            words.Take(1).ShouldBe(["Dear"]);
            words.TakeLast(4).ShouldBe(["Get", "help", "with", "technology"]);
        }
    }

    [Theory, MemberData(nameof(Templates))]
    public void Links_lead_to_the_portal_and_are_written_out(string template)
    {
        foreach (var email in ExamplesOf(template).Select(Printer.Print))
        {
            var links = Read(email).QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).ToList();

            links.ShouldNotBeEmpty(email.Subject);
            links.ShouldAllBe(link => link.StartsWith(Portal, StringComparison.Ordinal));
            email.Body.Split('\n').Where(line => line.StartsWith("http", StringComparison.Ordinal)).ShouldBe(links, email.Subject);
        }
    }

    [Theory, MemberData(nameof(Templates))]
    public void HTML_fetches_nothing_and_wears_the_colours_of_the_portal(string template)
    {
        var tokens = File.ReadAllText(Path.Combine(Repository.Root.FullName, "wwwroot-assets", "css", "tokens.css"));
        foreach (var email in ExamplesOf(template).Select(Printer.Print))
        {
            var document = Read(email);

            document.QuerySelectorAll("img, link, script, style, iframe, [src], [background]").ShouldBeEmpty();
            document.Title.ShouldBe(email.Subject);
            document.DocumentElement.GetAttribute("lang").ShouldBe("en-GB");
            Colour().Matches(email.Html).Select(match => match.Value).Distinct().ShouldAllBe(colour => tokens.Contains($"{colour};"));
        }
    }

    [Theory, MemberData(nameof(Templates))]
    public void A_letter_comes_out_of_the_outbox_as_it_went_in(string template)
    {
        foreach (var letter in ExamplesOf(template))
        {
            Printer.Print(PortalJson.Read<Letter>(PortalJson.Write(letter))).ShouldBe(Printer.Print(letter));
        }
    }

    [Fact]
    public void A_letter_of_every_part_reads_well_as_text()
    {
        Printer.Print(OfEveryPart("Rowan School")).Body.ShouldBe("""
            Dear Rowan School

            Rowan School

            - Rowan School
            - Second

            Rowan School
            and another line

            Rowan School:

            https://portal.example.org/schools?name=a&page=2

            Get help with technology
            """);
    }

    [Fact]
    public void What_a_name_holds_is_never_taken_for_HTML()
    {
        var email = Printer.Print(OfEveryPart(Awkward));
        var document = Read(email);

        document.QuerySelectorAll("b").ShouldBeEmpty();
        document.Title.ShouldBe(Awkward);
        document.QuerySelector("a")!.TextContent.ShouldBe(Awkward);
        document.QuerySelector("a")!.GetAttribute("href").ShouldBe("https://portal.example.org/schools?name=a&page=2");
        document.QuerySelectorAll("li").Select(item => item.TextContent).ShouldBe([Awkward, "Second"]);
        document.QuerySelector("blockquote")!.InnerHtml.ShouldBe("&lt;b&gt;St &amp; Co&lt;/b&gt;<br>\nand another line");
        Words(document.Body!.TextContent).ShouldBe(Words(email.Body));
        email.Body.ShouldStartWith($"Dear {Awkward}\n");
    }

    [Theory]
    [InlineData("https://elsewhere.example.org/")]
    [InlineData("//elsewhere.example.org/")]
    [InlineData("schools")]
    public void A_letter_leads_nowhere_but_to_the_portal(string path) => Should.Throw<ArgumentException>(() => new LetterLink("Look", path));

    [Fact]
    public async Task Every_example_is_shown_in_both_forms_in_Development()
    {
        await using var portal = await TestSupport.Portal.StartAsync("Development");

        var page = await portal.Open().GetAsync("/development/letters");

        page.Document.QuerySelectorAll("h2").Select(heading => heading.Id).ShouldBe(LetterExamples.All.Select(example => example.Template));
        page.Document.QuerySelectorAll("h3").Select(heading => heading.TextContent).ShouldBe(LetterExamples.All.SelectMany(example => example.Letters).Select(letter => letter.Subject));
        page.Document.QuerySelectorAll(".beside").ShouldAllBe(both => both.QuerySelector(".email-body") != null && both.QuerySelector("iframe[srcdoc]") != null);
        page.Document.QuerySelectorAll("iframe").Length.ShouldBe(LetterExamples.All.Sum(example => example.Letters.Count));
    }

    private static IReadOnlyList<Letter> ExamplesOf(string template) => LetterExamples.All.Single(example => example.Template == template).Letters;

    private static Letter OfEveryPart(string name) => new()
    {
        To = new(name, "sam@example.org"),
        Subject = name,
        Parts = [name, new Bullets([name, "Second"]), new Quotation($"{name}\r\nand another line"), new LetterLink(name, "/schools?name=a&page=2")],
    };

    private static IHtmlDocument Read(EmailMessage email) => new HtmlParser().ParseDocument(email.Html);

    private static List<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex("#[0-9a-f]{6}\\b", RegexOptions.NonBacktracking)]
    private static partial Regex Colour();
}
