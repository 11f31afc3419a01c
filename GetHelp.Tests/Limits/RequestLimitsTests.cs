using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Limits;

public sealed class RequestLimitsTests
{
    [Fact]
    public async Task Forms_of_signing_in_are_limited_by_client_and_the_page_says_when_to_try_again()
    {
        await using var portal = await Portal.StartAsync(settings: ("Limits:SignInsPerMinute", "2"));
        var (here, elsewhere) = (portal.Open(), portal.Open("198.51.100.7"));
        var form = await here.GetAsync("/sign-in");
        await here.SubmitAsync(form, ("EmailAddress", "nobody"));
        await here.SubmitAsync(form, ("EmailAddress", "nobody"));

        var page = await here.SubmitAsync(form, ("EmailAddress", "nobody"));

        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Heading.ShouldBe("Too much at once");
        var wait = page.Response.Headers.RetryAfter!.Delta!.Value;
        wait.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        page.Text.ShouldContain($"Try again in {wait.TotalSeconds} seconds.");
        page.Document.QuerySelector(".site-header").ShouldNotBeNull("a page of ours");
        (await here.GetAsync("/sign-in")).Status.ShouldBe(HttpStatusCode.OK, "looking is not asking");
        (await elsewhere.SubmitAsync(await elsewhere.GetAsync("/sign-in"), ("EmailAddress", "nobody"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_counted_by_themselves_in_whatever_network()
    {
        await using var portal = await Portal.StartAsync(settings: ("Limits:ExportsPerMinute", "2"));
        var (ada, ben) = (await portal.OpenAsAsync(await portal.Given.SupportAsync()), await portal.OpenAsAsync(await portal.Given.SupportAsync()));
        const string file = "/support/orders/export.csv";
        (await ada.GetAsync(file)).Status.ShouldBe(HttpStatusCode.OK);
        (await ada.GetAsync(file)).Status.ShouldBe(HttpStatusCode.OK);

        (await ada.GetAsync(file)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await ada.GetAsync("/support/orders/export.xlsx")).Status.ShouldBe(HttpStatusCode.TooManyRequests, "files of all kinds together");
        (await ben.GetAsync(file)).Status.ShouldBe(HttpStatusCode.OK);
        (await ada.GetAsync("/support/orders")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Uploads_are_limited_wherever_they_go()
    {
        await using var portal = await Portal.StartAsync(settings: ("Limits:UploadsPerMinute", "1"));
        var support = await portal.OpenAsAsync(await portal.Given.SupportAsync());
        (await UploadAsync("/support/schools/lists")).ShouldNotBe(HttpStatusCode.TooManyRequests);

        (await UploadAsync("/support/register/upload")).ShouldBe(HttpStatusCode.TooManyRequests);

        async Task<HttpStatusCode> UploadAsync(string to)
        {
            using var form = new MultipartFormDataContent { { new StringContent("x"), "File", "schools.csv" } };
            return (await support.Client.PostAsync(to, form)).StatusCode;
        }
    }

    [Fact]
    public async Task The_suppliers_systems_are_told_in_their_own_format()
    {
        await using var portal = await Portal.StartAsync(settings: ("Limits:SupplierCallsPerMinute", "1"));
        using var supplier = portal.CreateClient(new() { BaseAddress = new("https://localhost") });
        (await supplier.PostAsJsonAsync("/supplier/order-events", "{}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var events = await supplier.PostAsJsonAsync("/supplier/order-events", "{}");
        var usage = await supplier.PostAsync("/computacenter/api/cap-usage/bulk-update", new StringContent("<CapUsage/>"));

        events.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        events.Headers.RetryAfter!.Delta.ShouldNotBeNull();
        events.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(await events.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("type").GetString().ShouldBe("urn:get-help-with-technology:supplier:too-many");
        usage.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        XDocument.Parse(await usage.Content.ReadAsStringAsync()).Root!.Element("status")!.Value.ShouldBe("too_many_requests");
    }

    [Fact]
    public async Task Styles_health_and_the_page_that_refuses_are_not_counted_themselves()
    {
        await using var portal = await Portal.StartAsync(settings: ("Limits:RequestsPerMinute", "1"));
        var browser = portal.Open();
        (await browser.GetAsync("/privacy")).Status.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 3; i++)
        {
            (await browser.GetAsync("/privacy")).Heading.ShouldBe("Too much at once");
            (await browser.GetAsync("/css/base.css")).Status.ShouldBe(HttpStatusCode.OK);
            (await browser.GetAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("Limits:RequestsPerMinute", "0")]
    [InlineData("Limits:CircuitsPerPerson", "-1")]
    [InlineData("Limits:CircuitsKeptFor", "10:00:00")]
    [InlineData("SignIn:LinksPerAddress", "0")]
    [InlineData("Proxy:Known:0", "my-proxy")]
    public async Task A_number_that_makes_no_sense_is_found_at_the_start(string setting, string value)
    {
        var failed = await Should.ThrowAsync<OptionsValidationException>(() => Portal.StartAsync(settings: (setting, value)));

        failed.Message.ShouldContain(setting.Split(':')[1]);
    }

    [Fact]
    public async Task A_school_behind_one_address_does_not_meet_the_limits()
    {
        await using var portal = await Portal.StartAsync();
        var limits = new LimitOptions();

        limits.CircuitsPerClient.ShouldBeGreaterThanOrEqualTo(200 * 5, "two hundred people, five pages each");
        limits.RequestsPerMinute.ShouldBeGreaterThanOrEqualTo(200 * 6, "two hundred who open the start page, each with what belongs to it");
        portal.Services.GetRequiredService<IOptions<LimitOptions>>().Value.CircuitsPerPerson.ShouldBe(limits.CircuitsPerPerson);
    }
}
