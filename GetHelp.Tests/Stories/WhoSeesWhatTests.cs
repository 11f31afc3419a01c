using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;

namespace GetHelp.Tests.Stories;

/// <summary>What an address leads to, for those who should not be there.</summary>
public sealed class WhoSeesWhatTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task Somebody_elses_order_and_school_are_not_found() => TellAsync(async sessions =>
    {
        var (mine, theirs) = (await Given.SchoolAsync(), await Given.SchoolAsync());
        var order = await Given.OrderAsync(theirs);
        var page = await sessions.OpenAsAsync(await Given.SchoolUserAsync(mine));

        string[] addresses =
        [
            $"/orders/{order}", $"/orders/{order}/placed", "/orders/GHT-999999", "/orders/nonsense",
            $"/schools/{theirs.Urn}", $"/schools/{theirs.Urn}/order", $"/schools/{theirs.Urn}/order/check?chromebook=1", "/schools/999999", "/schools/x",
            $"/schools/{theirs.Urn}/details", $"/schools/{theirs.Urn}/deliveries", $"/schools/{theirs.Urn}/timeline",
            $"/responsible-bodies/{theirs.ResponsibleBodyId}/orders", $"/responsible-bodies/{theirs.ResponsibleBodyId}/timeline",
            $"/responsible-bodies/{theirs.ResponsibleBodyId}", $"/responsible-bodies/{theirs.ResponsibleBodyId}/deliveries", $"/responsible-bodies/{theirs.ResponsibleBodyId}/order/devices",
            $"/responsible-bodies/{theirs.ResponsibleBodyId}/order/devices/where?ipad=1", $"/responsible-bodies/{theirs.ResponsibleBodyId}/order/devices/check?ipad=1&deliver-to={theirs.Urn}",
            $"/responsible-bodies/{theirs.ResponsibleBodyId}/tell-us-who-will-order", $"/responsible-bodies/{theirs.ResponsibleBodyId}/tell-us-who-will-order/choose",
            $"/responsible-bodies/{theirs.ResponsibleBodyId}/tell-us-who-will-order/check?who=school", $"/responsible-bodies/{theirs.ResponsibleBodyId}/tell-us-who-will-order/told",
            $"/schools/{theirs.Urn}/donated-devices", $"/schools/{theirs.Urn}/donated-devices/interest", $"/responsible-bodies/{theirs.ResponsibleBodyId}/donated-devices/schools",
        ];
        foreach (var address in addresses)
        {
            (await StatusOfAsync(page, address)).ShouldBe(404, address);
            await page.ShowsHeadingAsync("Page not found");
        }
    });

    [BrowserFact]
    public Task A_school_may_not_see_supports_board() => TellAsync(async sessions =>
    {
        var page = await sessions.OpenAsAsync(await Given.SchoolUserAsync(await Given.SchoolAsync()));

        (await StatusOfAsync(page, "/support/orders")).ShouldBe(403);
        await page.ShowsHeadingAsync("You cannot see this page");
    });

    [BrowserFact]
    public Task Who_is_signed_out_signs_in_and_is_where_they_wanted_to_be() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync();
        var teacher = await Given.SchoolUserAsync(school);
        var page = await sessions.OpenAsync();

        await page.GotoAsync($"/schools/{school.Urn}/order?chromebook=7");
        var mailbox = await (await SignInPage.ShownAsync(page)).AskForLinkAsync(teacher);
        await mailbox.SignInAsync(teacher);

        var order = await OrderDevices.ShownAsync(page);
        (await order.Field(Core.Orders.Product.Chromebook).InputValueAsync()).ShouldBe("7");
    });

    [BrowserFact]
    public Task A_link_works_once() => TellAsync(async sessions =>
    {
        var teacher = await Given.SchoolUserAsync(await Given.SchoolAsync());
        var page = await sessions.OpenAsync();
        var mailbox = await MailboxPage.VisitAsync(page);
        await mailbox.SendLinkAsync(teacher);
        var link = await mailbox.LinkOfAsync(teacher);
        await mailbox.OpenLinkAsync(teacher);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Continue as {teacher.Name}" }).ClickAsync();
        await page.IsLiveAsync();

        var elsewhere = await sessions.OpenAsync();
        (await StatusOfAsync(elsewhere, link)).ShouldBe(400);
        await elsewhere.ShowsHeadingAsync("Your link has been used");
    });

    private static async Task<int> StatusOfAsync(IPage page, string address) => (await page.GotoAsync(address))!.Status;
}
