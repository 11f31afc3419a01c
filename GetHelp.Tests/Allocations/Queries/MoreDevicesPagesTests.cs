using System.Net;
using System.Net.Http.Headers;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Queries;

/// <summary>What goes over plain HTTP: the form with its files, and the downloads.</summary>
public sealed class MoreDevicesPagesTests
{
    [Fact]
    public async Task A_form_with_a_pdf_and_a_workbook_leads_to_the_check()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school));

        (await PostAsync(browser, school, Answers("20", "5"), ("survey.pdf", SmallFiles.Pdf), ("pupils.xlsx", SmallFiles.Workbook()))).ShouldBe($"/schools/{school.Urn}/more-devices/check");

        var check = await browser.GetAsync($"/schools/{school.Urn}/more-devices/check");
        check.Heading.ShouldEndWith("Check your request");
        check.Text.ShouldContain("survey.pdf");
        check.Text.ShouldContain("pupils.xlsx");
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_everything_else_is_still_there()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school));

        var again = await PostAsync(browser, school, Answers("many", "5"), ("survey.pdf", SmallFiles.Pdf), ("virus.pdf", "MZ\u0090\u0000"u8.ToArray()));
        var form = await browser.GetAsync(again!);

        again.ShouldStartWith($"/schools/{school.Urn}/more-devices/ask?");
        form.Title.ShouldStartWith("Error: ");
        form.Document.QuerySelectorAll(".error-summary a").Select(a => a.TextContent).ShouldBe(
        [
            "Laptops and tablets: enter how many more, as a whole number such as 12, of at most 10,000.",
            "virus.pdf is not a usable PDF: it is a program.",
        ]);
        form.Document.QuerySelector("#laptops-and-tablets")!.GetAttribute("value").ShouldBe("many");
        form.Document.QuerySelector("#routers")!.GetAttribute("value").ShouldBe("5");
        form.Document.QuerySelector("#reasons")!.TextContent.ShouldBe("Year 7 has none");
        form.Document.QuerySelector(".link-list li")!.TextContent.ShouldContain("survey.pdf");
        (await browser.GetAsync($"/schools/{school.Urn}/more-devices/check")).Location.ShouldStartWith($"/schools/{school.Urn}/more-devices/ask");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_by_name_and_what_was_typed_stays()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school));

        var form = await browser.GetAsync((await PostAsync(browser, school, Answers("20", ""), ("long.csv", new byte[EvidenceFile.MostBytes + 1])))!);

        form.Document.QuerySelector(".error-summary")!.TextContent.ShouldContain("long.csv is larger than 10 MB");
        form.Document.QuerySelector("#laptops-and-tablets")!.GetAttribute("value").ShouldBe("20");
    }

    [Fact]
    public async Task A_file_is_removed_and_what_was_typed_meanwhile_stays()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school));
        await PostAsync(browser, school, Answers("20", "5"), ("survey.pdf", SmallFiles.Pdf));
        var remove = (await browser.GetAsync($"/schools/{school.Urn}/more-devices/ask")).Document.QuerySelector("button[name=remove]")!.GetAttribute("value")!;

        await PostAsync(browser, school, [.. Answers("21", "5"), ("remove", remove)]);

        var form = await browser.GetAsync($"/schools/{school.Urn}/more-devices/ask");
        form.Document.QuerySelectorAll("button[name=remove]").ShouldBeEmpty();
        form.Document.QuerySelector("#laptops-and-tablets")!.GetAttribute("value").ShouldBe("21");
    }

    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var teacher = await portal.Given.SchoolUserAsync(school);
        var browser = await portal.OpenAsAsync(teacher);

        var answer = await browser.Client.PostAsync($"/schools/{school.Urn}/more-devices/draft", Form(Answers("20", "5")));

        answer.Headers.Location!.ToString().ShouldEndWith("problem=Stale");
        (await portal.Database.DraftAsync(teacher, school)).Key.ShouldBeNull();
    }

    [Fact]
    public async Task Evidence_is_downloaded_as_what_it_is_and_never_shown()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var teacher = await portal.Given.SchoolUserAsync(school);
        var id = await portal.Database.AskAsync(teacher, school, "20", files: [new("élèves \"7\".pdf", SmallFiles.Pdf)]);
        var address = (await (await portal.OpenAsAsync(teacher)).GetAsync($"/schools/{school.Urn}/more-devices")).Document.QuerySelector("a[download]")!.GetAttribute("href")!;

        var answer = await (await portal.OpenAsAsync(await portal.Given.SupportAsync())).Client.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(SmallFiles.Pdf);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("élèves _7_.pdf");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        address.ShouldStartWith($"/allocation-queries/{id}/evidence/");
    }

    [Fact]
    public async Task Nobody_else_downloads_evidence()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var teacher = await portal.Given.SchoolUserAsync(school);
        var id = await portal.Database.AskAsync(teacher, school, "20", files: [new("survey.pdf", SmallFiles.Pdf)]);
        var file = (await portal.Database.OfSchoolAsync(teacher, school)).Queries.Single().Files.Single().Id;
        var address = $"/allocation-queries/{id}/evidence/{file}";

        (await (await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()))).GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await portal.Open().GetAsync(address)).Location.ShouldStartWith("/sign-in");
        (await (await portal.OpenAsAsync(teacher)).GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/schools/{0}/more-devices")]
    [InlineData("/schools/{0}/more-devices/ask")]
    [InlineData("/schools/{0}/more-devices/check")]
    [InlineData("/schools/{0}/more-devices/1/sent")]
    public async Task The_pages_are_for_the_school_and_its_responsible_body(string address)
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync();
        var school = await portal.Given.SchoolAsync(body: body);
        var url = string.Format(address, school.Urn);
        Viewer[] strangers = [await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()), await portal.Given.SupportAsync()];
        var admin = await portal.Given.ResponsibleBodyUserAsync(body);
        await portal.Database.AskAsync(admin, school, "20");
        await portal.Database.WriteAsync(admin, school, "", "5");

        foreach (var stranger in strangers)
        {
            (await (await portal.OpenAsAsync(stranger)).GetAsync(url)).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        (await portal.Open().GetAsync(url)).Location.ShouldStartWith("/sign-in");
        (await (await portal.OpenAsAsync(admin)).GetAsync(url)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_responsible_body_finds_the_school_it_asks_for_among_its_own()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync();
        var (rowan, hazel) = (await portal.Given.SchoolAsync("Rowan School", body: body), await portal.Given.SchoolAsync("Hazel School", laptops: 7, body: body));
        await portal.Given.SchoolAsync("Rowan School of others");
        var admin = await portal.Given.ResponsibleBodyUserAsync(body);
        await portal.Database.AskAsync(admin, hazel, "20");
        var browser = await portal.OpenAsAsync(admin);
        var address = (await browser.GetAsync($"/responsible-bodies/{body.Id}/orders")).Document.QuerySelector("main a[href$='/more-devices']")!.GetAttribute("href")!;

        var all = (await browser.GetAsync(address)).Document.QuerySelectorAll("tbody tr");
        var found = (await browser.GetAsync($"{address}?search=rowan")).Document.QuerySelectorAll("tbody tr");

        all.Select(row => row.QuerySelector("th")!.TextContent).ShouldBe(["Hazel School", "Rowan School"]);
        all[0].QuerySelectorAll("td.number").Select(cell => cell.TextContent).ShouldBe(["7", "10", "1"]);
        found.ShouldHaveSingleItem().QuerySelector("a")!.GetAttribute("href").ShouldBe($"/schools/{rowan.Urn}/more-devices");
        (await (await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(rowan))).GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/support/allocation-queries")]
    [InlineData("/support/allocation-queries?show=decided&page=9")]
    [InlineData("/support/allocation-queries/{0}")]
    [InlineData("/support/national-totals")]
    public async Task Only_support_sees_all_queries(string address)
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var teacher = await portal.Given.SchoolUserAsync(school);
        var url = string.Format(address, await portal.Database.AskAsync(teacher, school, "20"));

        (await (await portal.OpenAsAsync(teacher)).GetAsync(url)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await portal.Open().GetAsync(url)).Location.ShouldStartWith("/sign-in");
        var support = await portal.OpenAsAsync(await portal.Given.SupportAsync());
        (await support.GetAsync(url)).Status.ShouldBe(HttpStatusCode.OK);
        (await support.GetAsync("/support/allocation-queries/999999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static (string Name, string Value)[] Answers(string laptops, string routers) =>
        [("laptops-and-tablets", laptops), ("routers", routers), ("reasons", "Year 7 has none")];

    /// <summary>Posts the form as a browser does.</summary>
    /// <returns>Where the browser is sent.</returns>
    private static async Task<string?> PostAsync(Browser browser, School school, (string Name, string Value)[] answers, params (string Name, byte[] Bytes)[] files)
    {
        var page = await browser.GetAsync($"/schools/{school.Urn}/more-devices/ask");
        var token = page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await browser.Client.PostAsync(
            page.Document.QuerySelector("main form")!.GetAttribute("action"), Form([("__RequestVerificationToken", token), .. answers], files));
        return answer.Headers.Location?.ToString();
    }

    private static MultipartFormDataContent Form((string Name, string Value)[] answers, params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in answers)
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "evidence", name);
        }

        return form;
    }
}
