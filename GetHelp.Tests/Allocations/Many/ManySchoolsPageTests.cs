using System.Net;
using AngleSharp.Html.Parser;
using ClosedXML.Excel;
using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Allocations.Many;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Many;

/// <summary>The form that takes a list: posted as a browser posts it, file and all.</summary>
public sealed class ManySchoolsPageTests
{
    [Fact]
    public async Task Pasted_lines_lead_to_their_preview()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync("Ash School", laptops: 40);
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var posted = await PostAsync(browser, new() { ["Kind"] = "laptops-and-tablets", ["Lines"] = $"{school.Urn} 60\n123 60", ["Why"] = "Year 9" });

        posted.Status.ShouldBe(HttpStatusCode.Found);
        var preview = await browser.GetAsync(posted.Location!);
        preview.Heading.ShouldBe("Check before you change");
        preview.Text.ShouldContain("Laptops and tablets: 40 to 60");
        preview.Text.ShouldContain("“123” is not a URN");
        var given = (await browser.GetAsync(ManyLinks.Lists)).Document.QuerySelectorAll("tbody tr").ShouldHaveSingleItem();
        given.TextContent.ShouldContain("Year 9");
        given.QuerySelector("a")!.GetAttribute("href").ShouldBe(posted.Location);
    }

    [Fact]
    public async Task A_form_with_errors_comes_back_with_what_was_typed()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var posted = await PostAsync(browser, new() { ["Lines"] = "100001 60", ["Why"] = " " });

        posted.Status.ShouldBe(HttpStatusCode.OK);
        posted.Document.QuerySelectorAll(".error-summary a").Select(link => link.TextContent)
            .ShouldBe(["Choose what the lines change.", "Say why, so that others understand it later."]);
        posted.Document.QuerySelector("#lines")!.TextContent.ShouldBe("100001 60");
    }

    [Theory]
    [InlineData("list.csv")]
    [InlineData("list.xlsx")]
    public async Task A_file_says_with_its_columns_what_changes(string name)
    {
        await using var portal = await Portal.StartAsync();
        var (ash, elm) = (await portal.Given.SchoolAsync(laptops: 40), await portal.Given.SchoolAsync(laptops: 1_040));
        var support = await portal.Given.SupportAsync();
        var browser = await portal.OpenAsAsync(support);
        string[][] cells = [["urn", "ukprn", "allocation_delta", "allocation", "order_state"], [$"{ash.Urn}", "", "-5", "", ""], [$"{elm.Urn}", "", "", "1240", "cannot_order"]];

        var posted = await PostAsync(browser, new() { ["Why"] = "Year 9" }, name, name.EndsWith("csv", StringComparison.Ordinal) ? Csv(cells) : Workbook(cells));

        posted.Status.ShouldBe(HttpStatusCode.Found, posted.Document.QuerySelector(".error-summary")?.TextContent);
        var view = portal.Services.GetRequiredService<SchoolListService>().Find(support, Guid.Parse(posted.Location!.Split('/')[^1])).ShouldNotBeNull();
        view.List.FileName.ShouldBe(name);
        view.Lines.Select(line => (line.Row.Line, line.Row.Urn, line.Row.Words)).ShouldBe(
        [
            (2, ash.Urn, "Laptops and tablets: 40 to 35; can order 40 to 35."),
            (3, elm.Urn, "Order state: can order to cannot order; laptops and tablets: can order 1,040 to 0; routers: can order 10 to 0. Laptops and tablets: 1,040 to 1,240; can order 0 to 0."),
        ]);
    }

    [Theory]
    [InlineData("list.pdf", "urn,allocation\n100001,40", "Choose a CSV file or an Excel workbook (.xlsx).")]
    [InlineData("list.xlsx", "urn,allocation\n100001,40", "list.xlsx is not a usable Excel workbook")]
    [InlineData("list.csv", "school,allocation\n100001,40", "The file has no column urn.")]
    public async Task A_file_that_is_no_list_is_refused(string name, string content, string why)
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var posted = await PostAsync(browser, new() { ["Why"] = "Year 9" }, name, System.Text.Encoding.UTF8.GetBytes(content));

        posted.Document.QuerySelectorAll(".error-summary a").ShouldHaveSingleItem().TextContent.ShouldStartWith(why);
    }

    [Fact]
    public async Task Nobody_else_sees_the_form()
    {
        await using var portal = await Portal.StartAsync();
        foreach (var viewer in new[] { await portal.Given.SupplierUserAsync(), await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()) })
        {
            (await (await portal.OpenAsAsync(viewer)).GetAsync(ManyLinks.Lists)).Status.ShouldNotBe(HttpStatusCode.OK);
        }
    }

    private static async Task<WebPage> PostAsync(Browser browser, Dictionary<string, string> fields, string? fileName = null, byte[]? file = null)
    {
        var page = await browser.GetAsync(ManyLinks.Lists);
        using var form = new MultipartFormDataContent();
        foreach (var hidden in page.Document.QuerySelectorAll("main form input[type=hidden]"))
        {
            form.Add(new StringContent(hidden.GetAttribute("value")!), hidden.GetAttribute("name")!);
        }

        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(file ?? []), "File", fileName ?? "none");
        var response = await browser.Client.PostAsync(ManyLinks.Lists, form);
        return new(response, await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync()));
    }

    private static byte[] Csv(string[][] rows) => System.Text.Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => string.Join(',', row))));

    /// <summary>Numbers as numbers, shown with commas, as somebody's spreadsheet has them.</summary>
    private static byte[] Workbook(string[][] rows)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("Sheet1");
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                var cell = sheet.Cell(row + 1, column + 1);
                if (int.TryParse(rows[row][column], out var number))
                {
                    cell.SetValue(number).Style.NumberFormat.SetFormat("#,##0");
                }
                else
                {
                    cell.SetValue(rows[row][column]);
                }
            }
        }

        using var file = new MemoryStream();
        workbook.SaveAs(file);
        return file.ToArray();
    }
}
