using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.People;
using GetHelp.Core.PersonalData;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Allocations.Queries;
using GetHelp.Tests.Organisations.Register;
using GetHelp.Tests.Stories.Journeys;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.Allocations.Many;
using GetHelp.Web.Orders;
using GetHelp.Web.Organisations;
using GetHelp.Web.People.Support;
using GetHelp.Web.PersonalData;
using GetHelp.Web.SignIn.Looks;
using GetHelp.Web.SignIn.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.EveryPage;

/// <summary>Pages of support, and of those who ask it.</summary>
public sealed class SupportPagesTests(Stage stage) : EveryPageTest(stage)
{
    [BrowserFact]
    public Task Boards() => TellAsync(async sessions =>
    {
        var diocese = await Given.ResponsibleBodyAsync("The Diocese of Exampleshire Multi Academy Trust", ResponsibleBodyKind.Trust);
        var school = await Given.SchoolAsync("Rowan School", body: diocese);
        var teacher = await Given.SchoolUserAsync(school);
        var (delivered, _, delayed) = await OrdersAsync(school, teacher);
        await AskAndReportAsync(teacher, delayed, delivered);
        var support = new Inspection(await sessions.OpenAsAsync(await Given.ThirdLineAsync()));
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
    public Task People() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School");
        var teacher = await Given.SchoolUserAsync(school, name: "Maximiliana Wolfeschlegelsteinhausenbergerdorff");
        await Given.OrderAsync(school, teacher);
        var (agent, gone) = (await Given.SupportAsync(), await Given.SupportAsync());
        var seen = new Inspection(await sessions.OpenAsAsync(agent));

        await seen.VisitAsync(
            SupportPeopleLinks.People,
            SupportPeopleLinks.Search(new() { Text = "nobody is called this" }),
            SupportPeopleLinks.Search(new() { Text = "nobody@example.org", Role = Role.Member }),
            SupportPeopleLinks.Person(teacher.UserId!.Value),
            SupportPeopleLinks.Person(gone.UserId!.Value),
            SupportPeopleLinks.Remove(gone.UserId!.Value),
            LookLinks.Begin(teacher.UserId!.Value),
            SessionLinks.WhereSignedIn);
        await seen.VisitAsync(LookLinks.Begin(teacher.UserId!.Value));
        await new LookAs(seen.Page).BeginAsync(" ");
        await seen.LookAsync("a look with an error");
        await seen.VisitAsync(SupportPeopleLinks.Remove(gone.UserId!.Value));
        var removal = await RemovalPage.ShownAsync(seen.Page, gone);
        await removal.ConfirmAsync();
        await removal.ProblemAsync("Say why");
        await seen.LookAsync("a removal with an error");
        await removal.RemoveAsync("Works elsewhere now");
        await seen.LookAsync("somebody who was removed");
        seen.Problems.ShouldBeEmpty();

        var line = new Inspection(await sessions.OpenAsAsync(await Given.ThirdLineAsync()));
        await line.VisitAsync(PersonalDataLinks.Retention, SupportPeopleLinks.Person(teacher.UserId!.Value), PersonalDataLinks.Erase(gone.UserId!.Value));
        await line.Page.IsLiveAsync();
        await line.Page.GetByRole(AriaRole.Button, new() { Name = "Erase everything" }).ClickAsync();
        await Expect(line.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await line.LookAsync("an erasure with an error");
        await Portal.Services.GetRequiredService<RetentionService>().RunAsync();
        await Portal.Services.GetRequiredService<Erasure>().EraseAsync(Viewer.Service, gone.UserId!.Value);
        await line.VisitAsync(PersonalDataLinks.Retention, PersonalDataLinks.AfterErasing(gone.UserId!.Value), PersonalDataLinks.Erase(gone.UserId!.Value));
        line.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Many_schools_at_once() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School");
        var agent = await Given.SupportAsync();
        var lists = Portal.Services.GetRequiredService<SchoolListService>();
        var list = (await lists.PreviewAsync(agent, GivenRows.Pasted($"{school.Urn} 140\n999999 5\nno number", ListKind.LaptopsAndTablets).Value, "Year 9 is isolating")).Value;
        var none = (await lists.PreviewAsync(agent, GivenRows.Pasted("999999", ListKind.OpenOrdering).Value, "Year 9 is isolating")).Value;
        var seen = new Inspection(await sessions.OpenAsAsync(agent));

        await seen.VisitAsync("/support/schools", "/support/schools?state=can-order&who=school&sort=town", ManyLinks.List(list), ManyLinks.List(list, ListFilter.AsTheyAre), ManyLinks.List(none), ManyLinks.Lists);
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
}
