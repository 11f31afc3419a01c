using GetHelp.Core.Allocations;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Allocations.Queries;
using GetHelp.Tests.Stories.Journeys;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.DonatedDevices;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.EveryPage;

/// <summary>Every question of every journey.</summary>
public sealed class JourneyPagesTests(Stage stage) : EveryPageTest(stage)
{
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
}
