using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GetHelp.Core.Outbox;
using GetHelp.Core.SignIn.SecondCodes;
using GetHelp.Tests.SignIn.OpenIdConnect;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.SecondCodes;

public sealed partial class SecondCodePagesTests
{
    private static readonly (string Key, string Value) ForSupport = ("SignIn:SecondCodeFor:0", "Support");

    [Fact]
    public async Task A_support_agent_uses_a_link_types_the_code_and_is_on_the_page_that_they_wanted()
    {
        await using var portal = await Portal.StartAsync(settings: ForSupport);
        var browser = portal.Open();
        var page = await UseLinkAsync(portal, browser, "/support/orders?page=2");
        page.Heading.ShouldBe("Enter the code in our email");
        page.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await browser.GetAsync("/home")).Location.ShouldBe("/sign-in?returnUrl=%2Fhome", "the session begins with the code");

        var signedIn = await browser.SubmitAsync(Form(page), page, ("Typed", await SendCodeAsync(portal)));

        signedIn.Location.ShouldBe("/support/orders?page=2");
        (await browser.GetAsync("/home")).Location.ShouldBe("/support/orders");
        (await browser.GetAsync("/sign-in/code")).Heading.ShouldBe("Open the link in your email", "nothing is awaited any more");
    }

    [Fact]
    public async Task A_wrong_code_is_told_at_its_field_and_five_of_them_end_it()
    {
        await using var portal = await Portal.StartAsync(settings: ForSupport);
        var browser = portal.Open();
        var page = await UseLinkAsync(portal, browser);
        var code = await SendCodeAsync(portal);
        var wrong = code == "000000" ? "000001" : "000000";

        for (var left = 4; left > 0; left--)
        {
            page = await browser.SubmitAsync(Form(page), page, ("Typed", wrong));
            page.Title.ShouldStartWith("Error: ");
            page.Document.GetElementById("code-error")!.TextContent.ShouldContain(left == 1 ? "once more" : $"{left} more times");
        }

        page = await browser.SubmitAsync(Form(page), page, ("Typed", wrong));
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Heading.ShouldBe("That was one try too many");
        page.Document.QuerySelector("main a.button")!.TextContent.ShouldBe("Get a new link");
    }

    [Fact]
    public async Task Another_code_can_be_asked_for_and_not_at_once()
    {
        await using var portal = await Portal.StartAsync(settings: ForSupport);
        var browser = portal.Open();
        var page = await UseLinkAsync(portal, browser);

        var refused = await browser.SubmitAsync(page);
        refused.Document.QuerySelector(".error-summary a")!.GetAttribute("href").ShouldBe("/sign-in/code#another");
        portal.Database.Clock.Advance(SecondCode.BetweenEmails);
        var sent = await browser.SubmitAsync(refused);

        sent.Location.ShouldBe("/sign-in/code?sent=again");
        (await browser.GetAsync(sent.Location!)).Text.ShouldContain("Another code is on its way");
    }

    [Fact]
    public async Task In_another_browser_the_page_asks_for_nothing()
    {
        await using var portal = await Portal.StartAsync(settings: ForSupport);
        await UseLinkAsync(portal, portal.Open());

        var page = await portal.Open().GetAsync("/sign-in/code");

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Heading.ShouldBe("Open the link in your email");
        page.Document.QuerySelectorAll("main form").ShouldBeEmpty();
    }

    [Fact]
    public async Task For_whom_the_provider_is_the_only_way_a_link_leads_there_and_the_provider_asks_for_no_code()
    {
        await using var connected = await ProviderPortal.StartAsync(new Dictionary<string, string>(ProviderPortal.Settings)
        {
            ["SignIn:OpenIdConnectFor:0"] = "Support",
            ["SignIn:SecondCodeFor:0"] = "Support",
        });
        var agent = await connected.Given.SupportAsync();
        var browser = connected.Portal.Open();

        var page = await browser.OpenLinkAsync(await connected.Portal.LinkForAsync(agent, "/support/orders?page=2"));

        page.Heading.ShouldBe("Sign in another way");
        page.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        page.Document.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe("/sign-in/openid-connect?returnUrl=%2Fsupport%2Forders%3Fpage%3D2");
        (await connected.SignInAsync(browser, agent, "/support/orders?page=2")).Location.ShouldBe("/support/orders?page=2");
        (await ProviderPortal.IsSignedInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_provider_that_there_is_not()
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(() => Portal.StartAsync(settings: ("SignIn:OpenIdConnectFor:0", "Supplier")));

        refused.Message.ShouldContain("SignIn:OpenIdConnectFor");
    }

    /// <summary>Asks for a link in this browser and says yes to it.</summary>
    private static async Task<WebPage> UseLinkAsync(Portal portal, Browser browser, string? returnUrl = null)
    {
        var link = await portal.LinkForAsync(await portal.Given.SupportAsync(), returnUrl);
        var used = await browser.SubmitAsync(await browser.OpenLinkAsync(link), ("confirmed", "yes"));
        used.Location.ShouldBe("/sign-in/code");
        return await browser.GetAsync(used.Location!);
    }

    private static async Task<string> SendCodeAsync(Portal portal)
    {
        var message = await portal.Database.ReadAsync(db => db.Outbox.OrderByDescending(m => m.Id).FirstAsync());
        await portal.Services.GetServices<IOutboxSender>().Single(sender => sender.Kind == SecondCodeMessage.Kind).SendAsync(message, default);
        return Code().Match(portal.Mailbox.Sent[^1].Body).Groups["code"].Value;
    }

    private static IHtmlFormElement Form(WebPage page) => page.Document.QuerySelectorAll<IHtmlFormElement>("main form").First();

    [GeneratedRegex("Your code is (?<code>[0-9]{6})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
