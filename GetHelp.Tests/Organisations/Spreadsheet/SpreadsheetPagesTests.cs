using System.Net;
using AngleSharp.Html.Parser;
using Bunit;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Organisations.Spreadsheet;
using GetHelp.Web.Shared.Export;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.Spreadsheet;

public sealed class SpreadsheetPagesTests : ScreenTest
{
    [Fact]
    public async Task What_is_downloaded_is_filled_in_and_uploaded_as_a_browser_does_it()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync("Barsetshire");
        var school = await portal.Given.SchoolAsync("Ash School", body: body, domain: null);
        var browser = await portal.OpenAsAsync(await portal.Given.ResponsibleBodyUserAsync(body));
        var form = await browser.GetAsync(SpreadsheetLinks.Form(body.Id));
        form.Heading.ShouldContain("Change your schools in a spreadsheet");

        var downloaded = await browser.Client.GetAsync(form.Document.QuerySelector("a[download]")!.GetAttribute("href"));
        downloaded.Content.Headers.ContentType!.MediaType.ShouldBe(ExcelExport.ContentType);
        downloaded.Content.Headers.ContentDisposition!.FileName.ShouldBe("schools.xlsx");
        using var workbook = new FilledInWorkbook(new MemoryStream(await downloaded.Content.ReadAsByteArrayAsync()));
        var posted = await PostAsync(browser, body, workbook.Type(school.Urn, "Chromebooks needed", "No").Save());

        posted.Status.ShouldBe(HttpStatusCode.Found, posted.Document.QuerySelector(".error-summary")?.TextContent);
        var preview = await browser.GetAsync(posted.Location!);
        preview.Heading.ShouldContain("Check before you change");
        preview.Document.QuerySelector("tbody tr")!.TextContent.ShouldContain("not answered → no");
    }

    [Fact]
    public async Task What_is_no_workbook_comes_back_with_the_reason()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.ResponsibleBodyUserAsync(body));

        (await PostAsync(browser, body, new("schools.csv", "urn"u8.ToArray()))).Document.QuerySelector(".error-summary a")!.TextContent
            .ShouldBe("Choose the Excel workbook (.xlsx) that you downloaded and filled in.");
        var nothing = await PostAsync(browser, body, new("", []));
        nothing.Document.QuerySelector(".error-summary a")!.TextContent.ShouldBe("Choose the workbook that you filled in.");
        nothing.Document.QuerySelector("#file-error").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_pages_and_the_download_are_for_the_bodys_own_people_and_for_support()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync();
        var school = await portal.Given.SchoolAsync(body: body);
        (Viewer Who, HttpStatusCode Status)[] table =
        [
            (await portal.Given.ResponsibleBodyUserAsync(body), HttpStatusCode.OK),
            (await portal.Given.SupportAsync(), HttpStatusCode.OK),
            (await portal.Given.SchoolUserAsync(school), HttpStatusCode.NotFound),
            (await portal.Given.ResponsibleBodyUserAsync(await portal.Given.ResponsibleBodyAsync()), HttpStatusCode.NotFound),
        ];

        foreach (var (who, status) in table)
        {
            var browser = await portal.OpenAsAsync(who);
            (await browser.GetAsync(SpreadsheetLinks.Form(body.Id))).Status.ShouldBe(status, who.Name);
            (await browser.Client.GetAsync(SpreadsheetLinks.Workbook(body.Id))).StatusCode.ShouldBe(status, who.Name);
            (await browser.GetAsync(SpreadsheetLinks.Given(body.Id, Guid.NewGuid()))).Status.ShouldBe(HttpStatusCode.NotFound, "there is no such workbook");
        }
    }

    [Fact]
    public async Task The_good_rows_are_taken_and_the_page_says_what_became_of_each()
    {
        var (body, robin, ash, elm) = await SceneAsync();
        using var workbook = await DownloadAsync(body, robin);
        workbook.Type(ash.Urn, "Chromebooks needed", "No").Type(elm.Urn, "Chromebooks needed", "perhaps");
        var page = Show(body, robin, await GiveAsync(body, robin, workbook));
        page.Find(".notice").TextContent.ShouldContain("1 school would change. 1 row cannot be used and would be left out.");
        page.FindAll("tbody tr")[1].TextContent.ShouldContain("Chromebooks needed: “perhaps” is none of the choices");
        page.FindAll("tbody .tag").Select(tag => tag.TextContent).ShouldBe(["Would change", "Cannot be used"]);

        await page.Find("#take").ClickAsync();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldContain("Your schools are changed"));
        page.FindAll("tbody .tag").Select(tag => tag.TextContent).ShouldBe(["Changed", "Cannot be used"]);
        page.FindAll("#take").ShouldBeEmpty();
        (await Database.ReadAsync(db => db.Schools.Where(s => s.Id == ash.Id).Select(s => s.Chromebooks.Answer).SingleAsync())).ShouldBe(ChromebookAnswer.No);
    }

    [Fact]
    public async Task What_somebody_changes_meanwhile_shows_as_a_conflict_while_the_page_is_open()
    {
        var (body, robin, ash, _) = await SceneAsync();
        using var workbook = await DownloadAsync(body, robin);
        workbook.Type(ash.Urn, "Chromebooks needed", "No");
        var page = Show(body, robin, await GiveAsync(body, robin, workbook));
        page.Find("#take").TextContent.ShouldBe("Change 1 school");

        (await Database.Get<SchoolChangesService>().ApplyAsync(robin, body.Id, [new() { Urn = ash.Urn, ChromebookAnswer = ChromebookAnswer.DoNotKnow }])).Refusals.ShouldBeEmpty();

        page.WaitForAssertion(() => page.Find("tbody .tag").TextContent.ShouldBe("Changed meanwhile"));
        page.Find("tbody").TextContent.ShouldContain("is now: not known. You asked for: no.");
        page.FindAll("#take").ShouldBeEmpty("there is nothing left to change");
    }

    [Fact]
    public async Task What_a_colleague_takes_shows_on_the_page_that_is_open_beside()
    {
        var (body, robin, ash, _) = await SceneAsync();
        using var workbook = await DownloadAsync(body, robin);
        workbook.Type(ash.Urn, "Chromebooks needed", "No");
        var id = await GiveAsync(body, robin, workbook);
        var page = Show(body, robin, id);

        (await Database.Get<SpreadsheetService>().TakeAsync(await Given.ResponsibleBodyUserAsync(body), body.Id, id)).Value.ShouldBeTrue();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldContain("Your schools are changed"));
    }

    [Fact]
    public async Task Rows_are_shown_by_what_they_come_to()
    {
        var (body, robin, ash, elm) = await SceneAsync();
        using var workbook = await DownloadAsync(body, robin);
        workbook.Type(ash.Urn, "Chromebooks needed", "No").Type(elm.Urn, "Chromebooks needed", "perhaps");
        var id = await GiveAsync(body, robin, workbook);

        var page = Show(body, robin, id, SheetFilter.Problems);

        page.FindAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Elm School");
        page.Find("nav [aria-current]").TextContent.ShouldBe("Problems 1");
    }

    private async Task<(ResponsibleBody Body, Viewer Robin, School Ash, School Elm)> SceneAsync()
    {
        var body = await Given.ResponsibleBodyAsync();
        return (
            body,
            await Given.ResponsibleBodyUserAsync(body),
            await Given.SchoolAsync("Ash School", body: body, domain: null),
            await Given.SchoolAsync("Elm School", body: body, domain: null));
    }

    private async Task<FilledInWorkbook> DownloadAsync(ResponsibleBody body, Viewer viewer) => new((await Database.Get<SchoolSheetQuery>().FindAsync(viewer, body.Id)).ShouldNotBeNull());

    private async Task<Guid> GiveAsync(ResponsibleBody body, Viewer viewer, FilledInWorkbook workbook) =>
        (await Database.Get<SpreadsheetService>().GiveAsync(viewer, body.Id, workbook.Save())).Value;

    private IRenderedComponent<GivenSpreadsheetPage> Show(ResponsibleBody body, Viewer viewer, Guid id, SheetFilter? filter = null)
    {
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo(SpreadsheetLinks.Given(body.Id, id, filter));
        var page = screen.Render<GivenSpreadsheetPage>(p => p.Add(x => x.Id, body.Id).Add(x => x.Given, id));
        page.WaitForElement("h1");
        return page;
    }

    private static async Task<WebPage> PostAsync(Browser browser, ResponsibleBody body, GivenFile file)
    {
        var page = await browser.GetAsync(SpreadsheetLinks.Form(body.Id));
        using var form = new MultipartFormDataContent();
        foreach (var hidden in page.Document.QuerySelectorAll("main form input[type=hidden]"))
        {
            form.Add(new StringContent(hidden.GetAttribute("value")!), hidden.GetAttribute("name")!);
        }

        form.Add(new ByteArrayContent(file.Bytes), "File", file.Name is { Length: > 0 } name ? name : "none");
        var response = await browser.Client.PostAsync(SpreadsheetLinks.Form(body.Id), form);
        return new(response, await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync()));
    }
}
