using GetHelp.Core.Orders;
using GetHelp.Tests.Allocations.Queries;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;

namespace GetHelp.Tests.Stories;

/// <summary>A school asks for more devices than are set aside, and support answers while the school has its page open.</summary>
public sealed class AskingForMoreTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task A_school_asks_with_evidence_sees_the_new_numbers_without_a_refresh_and_orders() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Hawthorn Primary School", laptops: 40, routers: 5, ordered: 40);
        var supportPage = await sessions.OpenAsAsync(await Given.SupportAsync());
        await supportPage.GetByRole(AriaRole.Link, new() { Name = "Allocation queries", Exact = true }).ClickAsync();
        await supportPage.ShowsHeadingAsync("Allocation queries");
        await supportPage.IsLiveAsync();

        var schoolPage = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school));
        await SchoolHome.ShownAsync(schoolPage, school);
        var ask = await AskForMoreDevices.OpenAsync(schoolPage);
        await ask.ContinueWithAsync("20", "", "", ("survey.pdf", "application/pdf", SmallFiles.Pdf));
        await ask.SaysAsync("Say why the school needs more.");
        await ask.ContinueWithAsync("20", "", "Year 7 has none", ("pupils.xlsx", "application/zip", SmallFiles.Workbook()));
        var check = await CheckMoreDevices.ShownAsync(schoolPage);
        await check.SaysAsync("survey.pdf");
        await check.SaysAsync("pupils.xlsx");
        await check.SendAsync();
        var home = await SchoolHome.VisitAsync(schoolPage, school);
        await home.SaysAsync("Waits for an answer");
        await schoolPage.MarkAsync();

        var query = await SupportQueryPage.OpenAsync(supportPage, school);
        await query.SaysAsync("Year 7 has none");
        (await query.DownloadAsync("survey.pdf")).ShouldBe(SmallFiles.Pdf);
        await query.DecideAsync("Grant a part of it");
        await query.EnterAsync("Laptops and tablets", "12");
        await query.EnterAsync("Why?", "Similar schools got this many");
        await query.AnswerAsync();
        await query.IsGivenAsync();

        await home.SaysAsync("You can order 12 laptops and tablets");
        await home.SaysAsync("Granted in part");
        await schoolPage.IsStillMarkedAsync();
        var order = await home.OrderAsync();
        await (await order.ContinueWithAsync(new LineAsked(Product.Chromebook, 12))).PlaceAsync();
        await query.SaysAsync("Request for more devices granted");
    });
}
