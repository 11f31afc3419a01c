using GetHelp.Core.Allocations;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.Orders;
using GetHelp.Web.Organisations.Spreadsheet;
using GetHelp.Web.Organisations.YourSchools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.EveryPage;

/// <summary>Pages of responsible bodies, and what support sees of them.</summary>
public sealed class ResponsibleBodyPagesTests(Stage stage) : EveryPageTest(stage)
{
    [BrowserFact]
    public Task Pages_of_a_responsible_body_and_what_support_sees_of_it() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("The Royal and Ancient Borough of Exampleshire upon Sea", pools: true);
        await Given.SocialCareAsync(authority);
        var ash = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School", body: authority, who: WhoWillOrder.ResponsibleBody);
        var elm = await Given.SchoolAsync("Elm School", body: authority, who: WhoWillOrder.ResponsibleBody, domain: null);
        var oak = await Given.SchoolAsync("Oak School", body: authority);
        await Given.ContactAsync(oak, "Una Lathom");
        await Given.ContactAsync(ash, "Bartholomew Featherstonehaugh-Cholmondeley", chosen: true);
        var colleague = await Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var placed = await Given.OrderAsync(ash, colleague, new LineAsked(Product.Chromebook, 120));
        var root = $"/responsible-bodies/{authority.Id}";
        var body = new Inspection(await sessions.OpenAsAsync(colleague));

        await body.VisitAsync(
            root,
            $"{root}/tell-us-who-will-order",
            $"{root}/tell-us-who-will-order/choose",
            $"{root}/tell-us-who-will-order/choose?none=selected",
            $"{root}/tell-us-who-will-order/check?who=school",
            $"{root}/tell-us-who-will-order/check?who=responsible-body",
            OrderLinks.ResponsibleBodyBoard(authority.Id),
            $"{root}/deliveries",
            $"{root}/deliveries?show=arrived",
            $"{root}/deliveries?search=nothing+is+called+this",
            $"{root}/order/devices",
            $"{root}/order/devices/where?ipad=2&key={Guid.NewGuid():N}",
            $"{root}/order/devices/check?ipad=2&deliver-to={elm.Urn}&key={Guid.NewGuid():N}",
            $"{root}/order",
            $"{root}/order?search=nothing+is+called+this",
            $"{root}/order?show=can-order",
            $"{root}/timeline",
            $"{root}/order/chromebooks",
            $"{root}/order/chromebooks?{ash.Urn}=many",
            $"{root}/order/chromebooks/check?{ash.Urn}=3&key={Guid.NewGuid():N}",
            $"{root}/order/chromebooks/placed?orders={placed}",
            $"{root}/schools",
            $"{root}/schools?search=nothing+is+called+this",
            $"{root}/schools?show=can-order&status=needs-information&sort=contact&order=descending",
            $"{root}/schools/{ash.Urn}",
            $"{root}/schools/{elm.Urn}?status=needs-information",
            $"{root}/schools/{oak.Urn}",
            $"{root}/schools/{oak.Urn}?contact=failed",
            $"{root}/schools/{oak.Urn}/contact",
            $"{root}/schools/{elm.Urn}/contact",
            $"{root}/schools/change",
            $"{root}/schools/change?schools={ash.Urn}-{oak.Urn}-999999&do=set-domain",
            $"{root}/schools/change?schools={ash.Urn}-{oak.Urn}&do=invite-contacts",
            $"{root}/schools/change/check?schools={ash.Urn}-{elm.Urn}-{oak.Urn}-999999&do=let-schools-order",
            $"{root}/schools/change/check?schools={oak.Urn}&do=order-centrally",
            $"{root}/schools/change/check?schools={ash.Urn}-{oak.Urn}&do=invite-contacts&headteacher=yes",
            $"{root}/social-care",
            $"{root}/social-care/order",
            $"{root}/social-care/order/check?ipad=2&key={Guid.NewGuid():N}",
            $"{root}/social-care/order/check?chromebook=2&without-domain=yes&key={Guid.NewGuid():N}",
            $"/schools/{ash.Urn}",
            $"/schools/{ash.Urn}/order",
            $"/schools/{ash.Urn}/order?without-domain=yes",
            $"/schools/{ash.Urn}/chromebooks",
            $"/schools/{elm.Urn}/chromebooks",
            $"/schools/{elm.Urn}/chromebooks/saved",
            $"/orders/{placed}",
            $"/orders/{placed}/placed",
            YourSchoolsLinks.Recent(authority.Id),
            SpreadsheetLinks.Form(authority.Id));
        await body.Page.GetByRole(AriaRole.Button, new() { Name = "See what would change" }).ClickAsync();
        await Expect(body.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await body.LookAsync("a spreadsheet that was not chosen");
        using (var workbook = await SpreadsheetForm.DownloadAsync(body.Page))
        {
            workbook.Type(ash.Urn, "Contact name", "Maximiliana Wolfeschlegelsteinhausenbergerdorff").Type(ash.Urn, "Who orders", "School")
                .Type(elm.Urn, "Google domain", "a-rather-long-name-of-a-school-and-its-town.exampleshire.sch.example.org").Type(elm.Urn, "Chromebooks needed", "perhaps");
            var given = await (await SpreadsheetForm.ShownAsync(body.Page)).GiveAsync(workbook);
            await body.LookAsync("a spreadsheet to check");
            workbook.Type(elm.Urn, "Chromebooks needed", "Yes").Type(elm.Urn, "Recovery email address", $"{new string('m', 60)}@example.net").Type(ash.Urn, "Contact name", "");
            given = await (await SpreadsheetForm.VisitAsync(body.Page, authority)).GiveAsync(workbook);
            await given.TakeAsync("Change 2 schools", "2 schools changed");
            await body.LookAsync("a spreadsheet that was taken");
            await body.VisitAsync(YourSchoolsLinks.Recent(authority.Id));
        }

        body.Problems.ShouldBeEmpty();

        var teacher = new Inspection(await sessions.OpenAsAsync(await Given.SchoolUserAsync(ash)));
        await teacher.VisitAsync($"/schools/{ash.Urn}", $"/schools/{ash.Urn}/order");
        teacher.Problems.ShouldBeEmpty();

        var support = new Inspection(await sessions.OpenAsAsync(await Given.SupportAsync()));
        await support.VisitAsync(
            "/support/orders?account=social-care&domain=unknown",
            "/support/responsible-bodies",
            $"/support{root}",
            $"/support{root}/pooling",
            $"/support{root}/social-care",
            $"/support/schools/{ash.Urn}");
        support.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Pages_of_a_responsible_body_that_cannot_order() => TellAsync(async sessions =>
    {
        foreach (var (state, who, ordered) in new[] { (OrderState.CannotOrder, WhoWillOrder.ResponsibleBody, 0), (OrderState.CanOrder, WhoWillOrder.School, 0), (OrderState.CanOrder, WhoWillOrder.ResponsibleBody, 5) })
        {
            var authority = await Given.ResponsibleBodyAsync();
            await Given.SchoolAsync(laptops: 5, routers: 0, ordered: ordered, state: state, body: authority, who: who);
            var seen = new Inspection(await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(authority)));
            await Portal.Services.GetRequiredService<WhoWillOrderService>().SetDefaultAsync(await Given.SupportAsync(), authority.Id, who, []);
            await seen.VisitAsync(
                $"/responsible-bodies/{authority.Id}", $"/responsible-bodies/{authority.Id}/tell-us-who-will-order", $"/responsible-bodies/{authority.Id}/tell-us-who-will-order/told?changed=0",
                $"/responsible-bodies/{authority.Id}/order/devices", $"/responsible-bodies/{authority.Id}/order", $"/responsible-bodies/{authority.Id}/order/chromebooks", $"/responsible-bodies/{authority.Id}/social-care");
            seen.Problems.ShouldBeEmpty();
        }
    });
}
