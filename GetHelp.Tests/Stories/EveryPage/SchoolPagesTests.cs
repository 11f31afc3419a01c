using GetHelp.Core.Allocations;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Allocations.Queries;
using GetHelp.Tests.Stories.Journeys;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.EveryPage;

/// <summary>Pages of schools, and of their people.</summary>
public sealed class SchoolPagesTests(Stage stage) : EveryPageTest(stage)
{
    private const int Narrow = 320;

    [BrowserFact]
    public Task Pages_of_a_school() => TellAsync(async sessions =>
    {
        await Given.StockAsync(Product.WindowsLaptopRestricted, StockState.OutOfStock);
        await Given.StockAsync(Product.WindowsTablet, StockState.LowStock);
        var school = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School");
        var teacher = await Given.SchoolUserAsync(school);
        var (delivered, rejected, delayed) = await OrdersAsync(school, teacher);
        var seen = new Inspection(await sessions.OpenAsAsync(teacher));

        await seen.VisitAsync(
            $"/schools/{school.Urn}",
            $"/schools/{school.Urn}/order",
            $"/schools/{school.Urn}/order?chromebook=many&router=-1",
            $"/schools/{school.Urn}/order/check?chromebook=2&windows-tablet=1&router=1&key={Guid.NewGuid():N}",
            $"/orders/{delivered}/placed",
            $"/orders/{delivered}",
            $"/orders/{rejected}",
            $"/orders/{delayed}",
            $"/orders/{delivered}/stop-or-correct",
            $"/orders/{delayed}/stop-or-correct",
            $"/orders/{delivered}/deliveries/google/report",
            $"/orders/{delayed}/deliveries/microsoft/report",
            $"/schools/{school.Urn}/details",
            $"/schools/{school.Urn}/deliveries",
            $"/schools/{school.Urn}/timeline",
            "/privacy-notice",
            "/signed-in",
            "/support/orders");

        await seen.VisitAsync($"/orders/{delayed}/stop-or-correct");
        await seen.Page.IsLiveAsync();
        await seen.Page.GetByLabel("Correct the order", new() { Exact = true }).CheckAsync();
        await seen.Page.GetByRole(AriaRole.Button, new() { Name = "Send request" }).ClickAsync();
        await Assertions.Expect(seen.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await seen.LookAsync("a correction with errors");
        await seen.VisitAsync($"/schools/{school.Urn}/order?chromebook=many");
        await seen.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await seen.LookAsync("quantities with errors");
        var check = await CheckOrder.VisitAsync(seen.Page, school, new LineAsked(Product.Chromebook, 5000));
        await check.PressAsync();
        (await check.AnswerAsync()).ShouldBeFalse();
        await seen.LookAsync("a refused order");
        seen.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Pages_of_somebody_who_comes_for_the_first_time_and_belongs_to_several() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School");
        var teacher = await Given.SchoolUserAsync(school, notice: false);
        await Given.JoinAsync(teacher, await Given.SchoolAsync("St Cuthbert's and St Oswald's Voluntary Aided Church of England Primary School"));
        var page = await sessions.OpenAsync();
        var mailbox = await MailboxPage.VisitAsync(page);
        await mailbox.SendLinkAsync(teacher);
        await mailbox.OpenLinkAsync(teacher);
        var seen = new Inspection(page);
        await seen.LookAsync("continue to sign in, for two schools");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Continue as {teacher.Name}", Exact = true }).ClickAsync();
        var notice = await PrivacyNotice.ShownAsync(page);
        await seen.LookAsync("the notice");
        await notice.ContinueAsync();
        await page.ShowsHeadingAsync("Your organisations");
        await seen.LookAsync("a choice of organisations");
        await seen.VisitAsync($"/schools/{school.Urn}");
        await page.GetByText("Switch organisation").ClickAsync();
        await seen.LookAsync("the switcher, open");
        seen.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Pages_of_schools_that_cannot_order() => TellAsync(async sessions =>
    {
        School[] schools =
        [
            await Given.SchoolAsync(state: OrderState.CannotOrder),
            await Given.SchoolAsync(state: OrderState.CannotOrderAsReopened),
            await Given.SchoolAsync(laptops: 0, routers: 0),
            await Given.SchoolAsync(laptops: 5, ordered: 5, routers: 0),
            await Given.SchoolAsync(state: OrderState.CanOrderForSpecificCircumstances, cap: 3),
            await Given.SchoolAsync(laptops: 400),
            await Given.SchoolAsync(laptops: 0, routers: 3),
        ];
        foreach (var school in schools)
        {
            var seen = new Inspection(await sessions.OpenAsAsync(await Given.SchoolUserAsync(school)));
            await seen.VisitAsync($"/schools/{school.Urn}", $"/schools/{school.Urn}/order");
            seen.Problems.ShouldBeEmpty();
        }

        var unsaid = await Given.SchoolAsync(laptops: 400, domain: null);
        foreach (var beginning in (Viewer[])[await Given.SchoolUserAsync(unsaid), await Given.SchoolUserAsync(unsaid, account: false)])
        {
            var beginner = new Inspection(await sessions.OpenAsAsync(beginning));
            await beginner.VisitAsync($"/schools/{unsaid.Urn}", $"/schools/{unsaid.Urn}/order", $"/schools/{unsaid.Urn}/details", $"/schools/{unsaid.Urn}/deliveries", $"/schools/{unsaid.Urn}/timeline");
            beginner.Problems.ShouldBeEmpty();
        }

        var onlooker = new Inspection(await sessions.OpenAsAsync(await Given.SchoolUserAsync(schools[4], orders: false)));
        await onlooker.VisitAsync($"/schools/{schools[4].Urn}", $"/schools/{schools[4].Urn}/order");
        onlooker.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Pages_about_people() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School");
        var first = await Given.SchoolUserAsync(school, name: "Alexandrina Featherstonehaugh-Cholmondeley");
        await Given.SchoolUserAsync(school);
        await Given.SchoolUserAsync(school);
        var fourth = await Given.SchoolUserAsync(school, orders: false);
        var seen = new Inspection(await sessions.OpenAsAsync(first));
        await seen.VisitAsync(
            $"/schools/{school.Urn}/people/{first.UserId}/remove",
            $"/schools/{school.Urn}/people/{fourth.UserId}/remove",
            $"/schools/{school.Urn}/people?removed=yes",
            $"/schools/{school.Urn}/people");
        await (await PeopleList.ShownAsync(seen.Page)).PressAllowAsync(fourth);
        await seen.LookAsync("a fourth is refused");
        await seen.VisitAsync(
            $"/schools/{school.Urn}/people/{first.UserId}",
            $"/schools/{school.Urn}/people/{fourth.UserId}",
            $"/schools/{school.Urn}/people?changed={fourth.UserId}",
            $"/schools/{school.Urn}/people/{fourth.UserId}/invited",
            $"/schools/{school.Urn}/people/{fourth.UserId}/invited?known=yes&asked-to-order=yes",
            $"/schools/{school.Urn}/people/invite");
        var invitation = await InvitationForm.ShownAsync(seen.Page);
        await invitation.ContinueAsync();
        await invitation.ProblemAsync("Enter a full name");
        await seen.LookAsync("an invitation with errors");
        await (await invitation.TypeAsync("Maximiliana Wolfeschlegelsteinhausenbergerdorff", $"{new string('m', 60)}.{Guid.NewGuid():N}@school.example.org")).CheckAsync();
        await seen.LookAsync("an invitation to check");
        seen.Problems.ShouldBeEmpty();

        var onlooker = new Inspection(await sessions.OpenAsAsync(fourth));
        await onlooker.VisitAsync($"/schools/{school.Urn}/people", $"/schools/{school.Urn}/people/{first.UserId}/remove", $"/schools/{school.Urn}/people/{first.UserId}", $"/schools/{school.Urn}/people/invite");
        onlooker.Problems.ShouldBeEmpty();

        var authority = await Given.ResponsibleBodyAsync();
        var lead = await Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var colleague = await Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true);
        var body = new Inspection(await sessions.OpenAsAsync(lead));
        await body.VisitAsync($"/responsible-bodies/{authority.Id}/people", $"/responsible-bodies/{authority.Id}/people/{colleague.UserId}/remove", $"/responsible-bodies/{authority.Id}/people/{colleague.UserId}", $"/responsible-bodies/{authority.Id}/people/invite");
        var nominate = await NominationForm.VisitAsync(body.Page, authority, Account.SocialCare);
        await body.LookAsync("nominating colleagues");
        await nominate.TypeAsync(1, "x", "nowhere");
        await nominate.PressAsync();
        await nominate.ProblemAsync("Colleague 1: Enter a full name");
        await body.LookAsync("nominating colleagues with errors");
        await nominate.TypeAsync(1, "Maximiliana Wolfeschlegelsteinhausenbergerdorff", $"{new string('m', 60)}.{Guid.NewGuid():N}@school.example.org");
        await nominate.NominateAsync("Maximiliana Wolfeschlegelsteinhausenbergerdorff is nominated to order for social care");
        await body.LookAsync("colleagues nominated");
        body.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task A_phone_orders() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync();
        var page = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school), new() { Width = Narrow, Height = 640 });

        var order = await (await SchoolHome.ShownAsync(page, school)).OrderAsync();
        var check = await order.ContinueWithAsync(new LineAsked(Product.Ipad, 2));
        var placed = await check.PlaceAsync();
        await placed.FollowAsync();
    });
}
