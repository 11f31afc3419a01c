using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Allocations.Queries;
using GetHelp.Tests.Organisations.Register;
using GetHelp.Tests.Stories.Journeys;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.Allocations.Many;
using GetHelp.Web.DonatedDevices;
using GetHelp.Web.Orders;
using GetHelp.Web.Organisations;
using GetHelp.Web.Supplier;
using GetHelp.Web.Supplier.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>What must hold of every page, in each of its variants: axe finds nothing, and a narrow phone shows it without scrolling sideways.</summary>
public sealed class EveryPageTests(Stage stage) : StoryTest(stage)
{
    private const int Narrow = 320;
    private static readonly DeliveryKind[] KindsDelivered = [DeliveryKind.Google, DeliveryKind.Routers];

    [BrowserFact]
    public Task Pages_for_everybody() => TellAsync(async sessions =>
    {
        var page = await sessions.OpenAsync();
        var teacher = await Given.SchoolUserAsync(await Given.SchoolAsync());
        var seen = new Inspection(page);
        await seen.VisitAsync("/", "/sign-in", "/sign-in?returnUrl=/home", "/sign-in/check-your-email", "/sign-in/link?secret=edited", "/nowhere", "/privacy", "/accessibility", "/contact", "/development/letters");

        await SignInPage.VisitAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Email me a link" }).ClickAsync();
        await seen.LookAsync("sign-in with an error");
        await page.GetByLabel("Your email address").FillAsync("nobody@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Email me a link" }).ClickAsync();
        await page.ShowsHeadingAsync("We do not recognise that email address");
        await seen.LookAsync("email not recognised");

        var mailbox = await MailboxPage.VisitAsync(page);
        await mailbox.SendLinkAsync(teacher);
        await seen.LookAsync("the mailbox");
        await mailbox.OpenBothFormsAsync(teacher);
        await seen.LookAsync("an email as text and as HTML");
        await MailboxPage.VisitAsync(page);
        await mailbox.OpenLinkAsync(teacher);
        await seen.LookAsync("continue to sign in");
        seen.Problems.ShouldBeEmpty();
    });

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
    public Task Boards() => TellAsync(async sessions =>
    {
        var diocese = await Given.ResponsibleBodyAsync("The Diocese of Exampleshire Multi Academy Trust", ResponsibleBodyKind.Trust);
        var school = await Given.SchoolAsync("Rowan School", body: diocese);
        var teacher = await Given.SchoolUserAsync(school);
        var (delivered, _, delayed) = await OrdersAsync(school, teacher);
        await AskAndReportAsync(teacher, delayed, delivered);
        var support = new Inspection(await sessions.OpenAsAsync(await Given.SupportAsync()));
        await support.VisitAsync("/support/orders", "/support/orders?search=nothing+is+called+this", "/support/orders?page=900", $"/support/orders?search={school.Urn}&sort=due", "/support/register", "/support/requests", $"/orders/{delayed}", $"/orders/{delivered}");
        foreach (var import in await ImportsAsync())
        {
            await support.VisitAsync(RegisterLinks.Import(import));
            await Expect(support.Page.GetByRole(AriaRole.Heading, new() { Name = "About this import" })).ToBeVisibleAsync();
            await support.LookAsync($"import {import}");
        }

        support.Problems.ShouldBeEmpty();

        var empty = await Given.ResponsibleBodyAsync();
        var body = new Inspection(await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(empty)));
        await body.VisitAsync(OrderLinks.ResponsibleBodyBoard(empty.Id), "/home");
        body.Problems.ShouldBeEmpty();

        var trust = new Inspection(await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(diocese)));
        await trust.VisitAsync(
            OrderLinks.ResponsibleBodyBoard(diocese.Id),
            $"/schools/{school.Urn}",
            $"/responsible-bodies/{diocese.Id}/more-devices",
            $"/responsible-bodies/{diocese.Id}/more-devices?search=nothing");
        trust.Problems.ShouldBeEmpty();
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
        body.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Pages_about_the_supplier_and_of_it() => TellAsync(async sessions =>
    {
        var (school, unnumbered) = (await Given.SchoolAsync(laptops: 40, name: "Larch Primary School"), await Given.SchoolAsync("St Cuthbert's and St Oswald's Voluntary Aided Church of England Primary School"));
        await Portal.Database.ReadAsync(db => db.Schools.Where(s => s.Id == unnumbered.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, (string?)null)));
        Portal.Services.GetRequiredService<SimulatorBook>().OrderDirectly(school.ShipTo!, DeviceCategory.LaptopsAndTablets, 50);
        var usage = new CapUsage { PayloadId = $"{Guid.NewGuid()}", Records = [new(DeviceCategory.Routers.CapType(), school.ShipTo, "9", "3"), new(null, "1", null, null)], Document = "<CapUsage/>" };
        (await Portal.Services.GetRequiredService<CapUsageService>().ApplyAsync(Viewer.Supplier, usage, "A token")).Refusals.ShouldBeEmpty();
        var agent = await Given.SupportAsync();
        (await Portal.Services.GetRequiredService<AllocationService>().AdjustAllocationAsync(
            agent, new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = 45, Why = "Test" })).Refusals.ShouldBeEmpty();
        await Eventually.BecomesTrueAsync("the cap is refused", () => Portal.Database.ReadAsync(db => db.CapUpdates.AnyAsync(u => u.SchoolId == school.Id && u.Refusal != null)));
        var call = await Portal.Database.ReadAsync(db => db.CapCallRecords.Where(r => r.SchoolId == school.Id).MaxAsync(r => r.CallId));
        var payload = await Portal.Database.ReadAsync(db => db.UsagePayloads.MaxAsync(p => p.Id));

        await DifferencesAsync();
        var support = new Inspection(await sessions.OpenAsAsync(agent));
        await support.VisitAsync(
            SupplierLinks.Caps, SupplierLinks.Cap(call), SupplierLinks.Usage, SupplierLinks.Payload(payload), SupplierLinks.Differences,
            $"{SupplierLinks.Differences}?search=nothing+is+called+this", $"/support/schools/{school.Urn}", SupplierLinks.AccountsTold, SupplierLinks.AccountTold(await AccountChangeAsync(school)));
        support.Problems.ShouldBeEmpty();

        var supplier = new Inspection(await sessions.OpenAsAsync(await Given.SupplierUserAsync()));
        await supplier.VisitAsync(
            SupplierLinks.Schools, $"{SupplierLinks.Schools}?show=amended", SupplierLinks.School(unnumbered.Urn), SupplierLinks.School(school.Urn),
            SupplierLinks.Bodies, SupplierLinks.Body(school.ResponsibleBodyId), SupplierLinks.Tokens, SupplierLinks.Accounts, SupplierLinks.Chromebooks, "/support/orders");
        var accounts = await ConfirmAccounts.VisitAsync(supplier.Page);
        await accounts.PasteAsync("two@example.org, addresses@example.org");
        await accounts.ProblemAsync("Line 1 has a comma");
        await supplier.LookAsync("accounts with an error");
        await accounts.PasteAsync("nobody.with.a.very.long.address.indeed.that.does.not.break@example.org");
        await accounts.SaysAsync("0 addresses processed, 1 address not.");
        await supplier.LookAsync("accounts that were not processed");
        supplier.Problems.ShouldBeEmpty();
    });

    /// <summary>A line of the user ledger.</summary>
    private async Task<long> AccountChangeAsync(School school)
    {
        var person = await Given.SchoolUserAsync(school, name: "Alexandrina Featherstonehaugh-Cholmondeley", notice: false);
        (await Portal.Services.GetRequiredService<PrivacyNoticeService>().SeenAsync(person)).Refusals.ShouldBeEmpty();
        return await Portal.Database.ReadAsync(db => db.AccountChanges.Where(c => c.UserId == person.UserId).Select(c => c.Id).SingleAsync());
    }

    [BrowserFact]
    public Task Many_schools_at_once() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School");
        var agent = await Given.SupportAsync();
        var lists = Portal.Services.GetRequiredService<SchoolListService>();
        var list = (await lists.PreviewAsync(agent, GivenRows.Pasted($"{school.Urn} 140\n999999 5\nno number", ListKind.LaptopsAndTablets).Value, "Year 9 is isolating")).Value;
        var none = (await lists.PreviewAsync(agent, GivenRows.Pasted("999999", ListKind.OpenOrdering).Value, "Year 9 is isolating")).Value;
        var seen = new Inspection(await sessions.OpenAsAsync(agent));

        await seen.VisitAsync("/support/schools", ManyLinks.List(list), ManyLinks.List(list, ListFilter.AsTheyAre), ManyLinks.List(none), ManyLinks.Lists);
        await new ManySchools(seen.Page).PressAsync();
        await Expect(seen.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await seen.LookAsync("a list with errors");
        lists.Take(agent, list).Value.ShouldBeTrue();
        await seen.VisitAsync(ManyLinks.List(list));
        await lists.RunAsync(list);
        await seen.VisitAsync(ManyLinks.List(list, ListFilter.Changes));
        await new SchoolListShown(seen.Page).IsDoneAsync("1 school changed");
        await seen.LookAsync("a list that is done");
        seen.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Questions_about_Chromebooks() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School", domain: null);
        var page = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school));
        var seen = new Inspection(page);
        await GoThroughAsync(seen, ChromebookJourneyTests.Script(school));
        seen.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Pages_of_a_welcome() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School", domain: null);
        var seen = new Inspection(await sessions.OpenAsAsync(await Given.SchoolUserAsync(school, account: false, welcomed: false)));
        await GoThroughAsync(seen, WelcomeTests.Everything(school, $"somebody.with.a.rather.long.address.{Guid.NewGuid():N}@school.example.net"));
        seen.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Questions_about_donated_devices() => TellAsync(async sessions =>
    {
        var body = await Given.ResponsibleBodyAsync("The Diocese of Exampleshire Multi Academy Trust", ResponsibleBodyKind.Trust);
        School[] schools =
        [
            await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School", body: body, who: WhoWillOrder.ResponsibleBody),
            await Given.SchoolAsync("Elm School", body: body, who: WhoWillOrder.ResponsibleBody),
            await Given.SchoolAsync("Oak School", body: body, who: WhoWillOrder.ResponsibleBody),
        ];
        var own = await Given.SchoolAsync(body: body);
        var robin = new Inspection(await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(body)));
        await robin.VisitAsync(DonatedDevicesLinks.Of(body.Id), DonatedDevicesLinks.NotInterested(JourneyPlace.Of(body.Id)));
        await GoThroughAsync(robin, DonatedDevicesJourneyTests.OfBody(body, schools));
        var sam = new Inspection(await sessions.OpenAsAsync(await Given.SchoolUserAsync(own)));
        await sam.VisitAsync(DonatedDevicesLinks.Of(own.Urn), DonatedDevicesLinks.NotInterested(JourneyPlace.Of(own.Urn)));
        await GoThroughAsync(sam, DonatedDevicesJourneyTests.OfSchool(own));
        await sam.VisitAsync($"/schools/{own.Urn}");
        await robin.VisitAsync($"/responsible-bodies/{body.Id}/order");
        var support = new Inspection(await sessions.OpenAsAsync(await Given.SupportAsync()));
        await support.VisitAsync($"/support/schools/{own.Urn}", $"/support/responsible-bodies/{body.Id}");
        var supplier = new Inspection(await sessions.OpenAsAsync(await Given.SupplierUserAsync()));
        await supplier.VisitAsync(DonatedDevicesLinks.Queue);
        await supplier.Page.IsLiveAsync();
        await supplier.LookAsync("the queue for donated devices");
        foreach (var seen in new[] { robin, sam, support, supplier })
        {
            seen.Problems.ShouldBeEmpty();
        }
    });

    [BrowserFact]
    public Task Requests_for_more_devices() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School");
        var (teacher, agent) = (await Given.SchoolUserAsync(school), await Given.SupportAsync());
        var page = await sessions.OpenAsAsync(teacher);
        var seen = new Inspection(page);
        await seen.VisitAsync($"/schools/{school.Urn}/more-devices", $"/schools/{school.Urn}/more-devices/ask");
        var ask = await AskForMoreDevices.VisitAsync(page, school);
        await ask.ContinueWithAsync("many", "", "", ("a long name of a file that somebody did not shorten at all.pdf", "application/pdf", SmallFiles.Pdf), ("photo.png", "image/png", SmallFiles.Pdf));
        await ask.SaysAsync("photo.png is not a usable PNG image: it is a PDF.");
        await seen.LookAsync("a request with errors");
        await ask.ContinueWithAsync("60", "5", "Year 7 has none");
        await page.ShowsHeadingAsync("Check your request");
        await seen.LookAsync("checking a request");
        var sent = await (await CheckMoreDevices.ShownAsync(page)).SendAsync();
        await seen.LookAsync("a request that is sent");
        await sent.SeeAsync();
        await seen.VisitAsync($"/schools/{school.Urn}", $"/schools/{school.Urn}/more-devices");
        seen.Problems.ShouldBeEmpty();

        var support = new Inspection(await sessions.OpenAsAsync(agent));
        await support.VisitAsync("/support/allocation-queries", "/support/allocation-queries?show=decided&page=3", "/support/national-totals");
        await support.Page.GotoAsync("/support/allocation-queries");
        var query = await SupportQueryPage.OpenAsync(support.Page, school);
        await support.LookAsync("an open request");
        await query.DecideAsync("Grant a part of it");
        await query.AnswerAsync();
        await query.ProblemAsync("Enter how many you grant");
        await support.LookAsync("an answer with errors");
        await query.EnterAsync("Laptops and tablets", "30");
        await query.EnterAsync("Why?", "There are not enough");
        await query.AnswerAsync();
        await query.IsGivenAsync();
        await support.LookAsync("an answered request");
        await support.VisitAsync("/support/allocation-queries?show=decided");
        support.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Pages_of_a_responsible_body_and_what_support_sees_of_it() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("The Royal and Ancient Borough of Exampleshire upon Sea", pools: true);
        await Given.SocialCareAsync(authority);
        var ash = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School", body: authority, who: WhoWillOrder.ResponsibleBody);
        var elm = await Given.SchoolAsync("Elm School", body: authority, who: WhoWillOrder.ResponsibleBody, domain: null);
        var colleague = await Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var placed = await Given.OrderAsync(ash, colleague, new LineAsked(Product.Chromebook, 120));
        var root = $"/responsible-bodies/{authority.Id}";
        var body = new Inspection(await sessions.OpenAsAsync(colleague));

        await body.VisitAsync(
            OrderLinks.ResponsibleBodyBoard(authority.Id),
            $"{root}/order",
            $"{root}/order?search=nothing+is+called+this",
            $"{root}/order?show=can-order",
            $"{root}/timeline",
            $"{root}/order/chromebooks",
            $"{root}/order/chromebooks?{ash.Urn}=many",
            $"{root}/order/chromebooks/check?{ash.Urn}=3&key={Guid.NewGuid():N}",
            $"{root}/order/chromebooks/placed?orders={placed}",
            $"{root}/who-will-order",
            $"{root}/who-will-order?none=selected",
            $"{root}/who-will-order/check?school={ash.Urn}&who=school",
            $"{root}/who-will-order/check?school={ash.Urn}&who=responsible-body",
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
            $"/orders/{placed}/placed");
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
            await seen.VisitAsync($"/responsible-bodies/{authority.Id}/order", $"/responsible-bodies/{authority.Id}/order/chromebooks", $"/responsible-bodies/{authority.Id}/social-care");
            seen.Problems.ShouldBeEmpty();
        }
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

    /// <summary>Every question with its error, and the page after them.</summary>
    private static async Task GoThroughAsync(Inspection seen, JourneyScript script)
    {
        await seen.Page.BeginAsync(script);
        foreach (var asked in script.Asked)
        {
            await seen.Page.ShowsAsync(asked);
            if (asked.Fields.Count > 0)
            {
                await seen.Page.AnswerAsync(asked with { Fields = [] });
                await Expect(seen.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            }

            await seen.LookAsync(asked.Heading);
            await seen.Page.AnswerAsync(asked);
        }

        await seen.Page.ShowsHeadingAsync(script.Done);
        await seen.LookAsync(script.Done);
    }

    /// <summary>One order that was delivered, one that was rejected, and one of long ago that is delayed.</summary>
    private async Task<(OrderNumber Delivered, OrderNumber Rejected, OrderNumber Delayed)> OrdersAsync(School school, Viewer by)
    {
        var delivered = await Portal.OldOrderAsync(school, by, new LineAsked(Product.Chromebook, 3), new LineAsked(Product.Router, 2));
        var rejected = await Portal.OldOrderAsync(school, by, new LineAsked(Product.Ipad, 1));
        var delayed = await Portal.OldOrderAsync(school, by, new LineAsked(Product.WindowsLaptop, 4));
        await HappensAsync(delivered, OrderEventType.Accepted);
        foreach (var kind in KindsDelivered)
        {
            await HappensAsync(delivered, OrderEventType.Dispatched, kind);
            await HappensAsync(delivered, OrderEventType.Delivered, kind);
        }

        await HappensAsync(rejected, OrderEventType.Rejected, reason: "There is no such address.");
        await HappensAsync(delayed, OrderEventType.Accepted);
        await HappensAsync(delayed, OrderEventType.Delayed, DeliveryKind.Microsoft, "The warehouse is waiting for stock.");
        return (delivered, rejected, delayed);
    }

    /// <summary>One import that can be applied, and one that is no register.</summary>
    private async Task<int[]> ImportsAsync()
    {
        var imports = Portal.Services.GetRequiredService<RegisterImportService>();
        var ids = new List<int>();
        foreach (var file in new[] { RegisterCsv.File(RegisterCsv.Row(900_001), RegisterCsv.Row(900_002, "St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School")), "no register" })
        {
            var id = (await imports.StartAsync(Viewer.Service, new("a-register-with-a-long-name-as-the-department-writes-it-20210301.csv", RegisterCsv.Stream(file)), null)).Value;
            await imports.PreviewAsync(Viewer.Service, id);
            ids.Add(id);
        }

        return [.. ids];
    }

    /// <summary>As many differences with the supplier as fill a page.</summary>
    private async Task DifferencesAsync()
    {
        var body = await Given.ResponsibleBodyAsync();
        for (var i = 0; i < DifferenceQuery.PageSize; i++)
        {
            await Given.SchoolAsync($"St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School {i}", body: body);
        }

        await Portal.Database.ReadAsync(db => db.Allocations.Where(a => a.School!.ResponsibleBodyId == body.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Used, 3)));
    }

    /// <summary>What waits for support: a request to correct one order, missing items of the other.</summary>
    private async Task AskAndReportAsync(Viewer teacher, OrderNumber correct, OrderNumber missing)
    {
        var contact = new Contact { Name = "Sam Teacher", Telephone = "01632 960 001" };
        (await Portal.Services.GetRequiredService<OrderRequestService>().AskAsync(
            teacher, new() { Number = correct, Kind = OrderRequestKind.Correct, Why = "Too few", Contact = contact, Lines = [new(Product.WindowsLaptop, 5)] })).Refusals.ShouldBeEmpty();
        (await Portal.Services.GetRequiredService<DeliveryReportService>().ReportAsync(
            teacher,
            new() { Number = missing, Delivery = DeliveryKind.Google, Problem = DeliveryProblem.MissingItems, Said = "No chargers", Contact = contact, Missing = [new(Product.Chromebook, 1)] })).Refusals.ShouldBeEmpty();
    }

    private async Task HappensAsync(OrderNumber number, OrderEventType type, DeliveryKind? kind = null, string? reason = null)
    {
        var applied = await Portal.Services.GetRequiredService<OrderEvents>().ApplyAsync(Viewer.Supplier, new()
        {
            EventId = $"story-{number}-{type}-{kind}",
            OrderNumber = number,
            Type = type,
            Delivery = kind,
            Reason = reason,
            NewDueOn = type == OrderEventType.Delayed ? new DateOnly(2021, 3, 20) : null,
        });
        applied.Refusals.ShouldBeEmpty($"{number} {type}");
    }
}
