using System.Net;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Limits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Limits;

public sealed class CircuitLimitsTests
{
    private static readonly ClientAddress School = ClientAddress.Of(IPAddress.Parse("192.0.2.10"));
    private static readonly ClientAddress Home = ClientAddress.Of(IPAddress.Parse("198.51.100.7"));

    [Fact]
    public void A_person_has_so_many_pages_open_wherever_they_are()
    {
        var circuits = Circuits(perPerson: 2, perClient: 10);
        circuits.Opened(new(1, School));
        circuits.WhyNotOpen(new(1, Home)).ShouldBeNull();
        circuits.Opened(new(1, Home));

        circuits.WhyNotOpen(new(1, School)).ShouldBe(new(OverdoneWith.PagesOfPerson, 2));
        circuits.WhyNotOpen(new(2, School)).ShouldBeNull();

        circuits.Closed(new(1, School));
        circuits.WhyNotOpen(new(1, School)).ShouldBeNull();
    }

    [Fact]
    public void A_client_has_so_many_pages_open_whosever_they_are()
    {
        var circuits = Circuits(perPerson: 10, perClient: 2);
        circuits.Opened(new(1, School));
        circuits.Opened(new(2, School));

        circuits.WhyNotOpen(new(3, School)).ShouldBe(new(OverdoneWith.PagesOfClient, 2));
        circuits.WhyNotOpen(new(3, Home)).ShouldBeNull();
    }

    [Fact]
    public void Pages_that_lost_their_connection_may_come_back_and_count_until_they_are_given_up()
    {
        var circuits = Circuits(perPerson: 1, perClient: 10);
        var owner = new CircuitOwner(1, School);
        circuits.Opened(owner);
        circuits.Connected(owner);
        circuits.WhyNotConnect(owner).ShouldNotBeNull();

        circuits.Disconnected(owner);

        circuits.WhyNotConnect(owner).ShouldBeNull();
        circuits.WhyNotOpen(owner).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_a_thousand_that_open_and_close_at_once_none_is_left()
    {
        var circuits = Circuits(perPerson: 1, perClient: 1);
        var owner = new CircuitOwner(1, School);

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() =>
        {
            circuits.Opened(owner);
            circuits.Closed(owner);
        })));

        circuits.WhyNotOpen(owner).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_gets_a_circuit_who_has_not_signed_in()
    {
        await using var portal = await Portal.StartAsync();

        (await portal.Open().Client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await portal.Open().Client.GetAsync("/_blazor?id=none")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var support = await portal.OpenAsAsync(await portal.Given.SupportAsync());
        (await support.Client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_has_too_many_pages_open_is_shown_that_and_no_page_that_does_not_answer()
    {
        await using var portal = await Portal.StartAsync(settings: ("Limits:CircuitsPerPerson", "1"));
        var person = await portal.Given.SupportAsync();
        var browser = await portal.OpenAsAsync(person);
        var circuits = portal.Services.GetRequiredService<OpenCircuits>();
        var owner = new CircuitOwner(person.UserId, ClientAddress.Of(null));
        circuits.Opened(owner);
        circuits.Connected(owner);

        var page = await browser.GetAsync("/support/orders");

        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Heading.ShouldBe("Too many pages are open");
        page.Text.ShouldContain("You have 1 page of this service open");
        page.Document.QuerySelectorAll("script").ShouldBeEmpty();
        (await browser.GetAsync("/privacy")).Status.ShouldBe(HttpStatusCode.OK, "a page without a circuit costs none");
        (await browser.Client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        circuits.Closed(owner);
        (await browser.GetAsync("/support/orders")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_page_for_everybody_has_a_circuit()
    {
        await using var portal = await Portal.StartAsync();
        var pages = portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null).ToList();
        pages.Count.ShouldBeGreaterThan(50);

        pages.Where(page => page.Metadata.GetMetadata<IAuthorizeData>() is null || page.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Where(page => page.Metadata.GetMetadata<ExcludeFromInteractiveRoutingAttribute>() is null)
            .Select(page => page.DisplayName).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_framework_keeps_of_circuits_is_what_the_settings_say()
    {
        await using var portal = await Portal.StartAsync(settings: [("Limits:CircuitsKept", "7"), ("Limits:CircuitsKeptFor", "00:01:00")]);

        var options = portal.Services.GetRequiredService<IOptions<CircuitOptions>>().Value;

        options.DisconnectedCircuitMaxRetained.ShouldBe(7);
        options.DisconnectedCircuitRetentionPeriod.ShouldBe(TimeSpan.FromMinutes(1));
        options.DetailedErrors.ShouldBeFalse();
        var hub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;
        var hubOptions = portal.Services.GetRequiredService(typeof(IOptions<>).MakeGenericType(typeof(HubOptions<>).MakeGenericType(hub)));
        ((HubOptions)hubOptions.GetType().GetProperty("Value")!.GetValue(hubOptions)!).MaximumReceiveMessageSize.ShouldBe(32 * 1024);
    }

    private static OpenCircuits Circuits(int perPerson, int perClient) =>
        new(Options.Create(new LimitOptions { CircuitsPerPerson = perPerson, CircuitsPerClient = perClient }));
}
