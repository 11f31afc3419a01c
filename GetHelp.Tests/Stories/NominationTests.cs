using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>A local authority has colleagues order for it, on one account and not the other.</summary>
public sealed class NominationTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task An_authority_nominates_colleagues_and_one_of_them_orders_for_social_care_and_not_for_schools() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("Polwithshire County Council", pools: true);
        await Given.SocialCareAsync(authority, laptops: 12, routers: 0);
        await Given.SchoolAsync("Larch School", laptops: 40, body: authority, who: WhoWillOrder.ResponsibleBody);
        var first = await Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var here = await Given.ResponsibleBodyUserAsync(authority, orders: false);
        var dee = new Viewer { Name = "Dee Low", Role = Role.Member, EmailAddress = $"dee.low.{Guid.NewGuid():N}@example.org" };

        var page = await sessions.OpenAsAsync(first);
        await page.GotoAsync($"/responsible-bodies/{authority.Id}/social-care");
        await page.ShowsHeadingAsync("Social care");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nominate colleagues who can order for social care" }).ClickAsync();
        var form = await NominationForm.ShownAsync(page);
        await form.TypeAsync(1, dee.Name, dee.EmailAddress);
        await form.TypeAsync(2, here.Name, here.EmailAddress);
        await form.NominateAsync("2 colleagues are nominated to order for social care");

        var theirs = await sessions.OpenAsync();
        var mailbox = await MailboxPage.VisitAsync(theirs);
        await mailbox.HasMailAsync(dee.EmailAddress, "Polwithshire County Council: your invitation to Get help with technology");
        mailbox = await (await SignInPage.VisitAsync(theirs)).AskForLinkAsync(dee);
        await mailbox.SignInAsync(dee);
        await (await PrivacyNotice.ShownAsync(theirs)).ContinueAsync();
        await theirs.IsSettledAsync();
        await Given.AccountAsync(await FindAsync(dee.EmailAddress));

        var education = await BodyOrder.VisitAsync(theirs, authority);
        await education.SaysAsync("Account: Education");
        await education.SaysAsync("Somebody else places these orders");
        await theirs.GetByRole(AriaRole.Link, new() { Name = "Switch to social care" }).ClickAsync();
        await theirs.ShowsHeadingAsync("Social care");
        await theirs.IsLiveAsync();
        await theirs.GetByRole(AriaRole.Link, new() { Name = "Order devices for social care" }).ClickAsync();
        await theirs.ShowsHeadingAsync("Order devices for social care");
        await theirs.IsLiveAsync();
        await theirs.GetByLabel("iPad", new() { Exact = true }).FillAsync("3");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        var check = await CheckOrder.ShownAsync(theirs);
        await check.SaysAsync("Account: Social care");
        await (await check.PlaceAsync()).FollowAsync();
        await Expect(theirs.GetByRole(AriaRole.Main)).ToContainTextAsync("Polwithshire County Council");
    });

    [BrowserFact]
    public Task Opening_social_care_writes_to_exactly_those_who_can_order_for_it() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("Middlesexshire Council");
        await Given.SocialCareAsync(authority, laptops: 12, routers: 2, state: OrderState.CannotOrder);
        var first = await Given.ResponsibleBodyUserAsync(authority, socialCare: true);
        var social = await Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true);
        var education = await Given.ResponsibleBodyUserAsync(authority);
        const string Subject = "You can now order devices for social care in Middlesexshire Council";

        var support = await sessions.OpenAsAsync(await Given.SupportAsync());
        await support.GotoAsync($"/support/responsible-bodies/{authority.Id}/social-care");
        await support.ShowsHeadingAsync("What can it order for social care?");
        await support.IsLiveAsync();
        await support.GetByLabel("Can order", new() { Exact = true }).CheckAsync();
        await support.GetByLabel("Why?").FillAsync("Ordering opens");
        await support.GetByRole(AriaRole.Button, new() { Name = "Change social care" }).ClickAsync();
        await support.ShowsHeadingAsync(authority.Name);

        var page = await sessions.OpenAsync();
        var mailbox = await MailboxPage.VisitAsync(page);
        await mailbox.HoldsAsync(first, Subject, times: 1);
        await mailbox.HoldsAsync(social, Subject, times: 1);
        await Expect(page.Locator("summary", new() { HasText = education.EmailAddress })).ToHaveCountAsync(0);
    });

    private async Task<Viewer> FindAsync(string emailAddress)
    {
        var id = await Portal.Database.ReadAsync(db => db.Users.Where(u => u.EmailAddress == emailAddress).Select(u => u.Id).SingleAsync());
        return (await Portal.Services.GetRequiredService<Viewers>().FindAsync(id)).ShouldNotBeNull();
    }
}
