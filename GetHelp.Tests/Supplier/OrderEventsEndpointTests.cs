using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GetHelp.Core.Orders;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

/// <summary>The whole program, known to a supplier; each test has an order of its own in it.</summary>
public sealed class PortalOfASupplier : IAsyncLifetime
{
    internal Portal Portal { get; private set; } = null!;

    public async Task InitializeAsync() => Portal = await Portal.StartAsync(configure: services => services.Configure<SupplierOptions>(options =>
    {
        options.BaseAddress = new("https://supplier.example.org");
        options.Token = PortalHost.Token;
        options.EventsToken = PortalHost.EventsToken;
    }));

    public async Task DisposeAsync() => await Portal.DisposeAsync();
}

public sealed class OrderEventsEndpointTests(PortalOfASupplier portal) : IClassFixture<PortalOfASupplier>, IAsyncLifetime
{
    private readonly HttpClient client = portal.Portal.CreateClient(new() { BaseAddress = new("https://localhost") });
    private OrderNumber number;

    private TestDatabase Database => portal.Portal.Database;

    public async Task InitializeAsync() => number = await Database.Given.OrderAsync(await Database.Given.SchoolAsync());

    public Task DisposeAsync()
    {
        client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_event_is_applied_and_its_replay_changes_nothing()
    {
        using var first = await PostAsync(Accepted());
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await first.Content.ReadAsStringAsync()).ShouldBe("""{"outcome":"applied"}""");
        (await StatusAsync()).ShouldBe(OrderStatus.Accepted);

        using var second = await PostAsync(Accepted());
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Content.ReadAsStringAsync()).ShouldBe("""{"outcome":"replayed"}""");
        (await Database.ReadAsync(db => db.SupplierEvents.CountAsync(e => e.OrderId == number.Id))).ShouldBe(1);
    }

    [Theory]
    [InlineData("google")]
    [InlineData("Google")]
    public async Task A_delivery_goes_by_its_name_and_fields_that_we_do_not_know_are_left_alone(string delivery)
    {
        using var accepted = await PostAsync(Accepted());

        using var delayed = await PostAsync($$"""
            {"eventId":"{{number}}-2","orderNumber":"{{number}}","type":"delayed","delivery":"{{delivery}}","reason":"Snow","newDueOn":"2021-03-19","lorry":{"wheels":18} }
            """);

        delayed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync()).ShouldBe(OrderStatus.Delayed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer " + PortalHost.Token)]
    [InlineData("Bearer " + PortalHost.EventsToken + "x")]
    [InlineData("Basic " + PortalHost.EventsToken)]
    [InlineData(PortalHost.EventsToken)]
    public async Task Who_does_not_bring_the_token_is_not_let_in(string? authorization)
    {
        using var request = Request(Json(Accepted()));
        request.Headers.Authorization = null;
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await client.SendAsync(request);

        await ShouldBeProblemAsync(answer, HttpStatusCode.Unauthorized, "not-known");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await StatusAsync()).ShouldBe(OrderStatus.Placed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"accepted\"")]
    [InlineData("{")]
    [InlineData("""{"eventId":"1",}""")]
    [InlineData("""{"eventId":"1","eventId":"2"}""")]
    [InlineData("<event/>")]
    [InlineData("\0\0\0\0")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]}""")]
    public async Task What_is_not_the_JSON_of_an_event_is_refused(string body)
    {
        using var answer = await PostAsync(body);

        await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "malformed");
    }

    [Theory]
    [InlineData("eventId", """{"orderNumber":"#","type":"accepted"}""")]
    [InlineData("eventId", """{"eventId":"","orderNumber":"#","type":"accepted"}""")]
    [InlineData("eventId", """{"eventId":"  ","orderNumber":"#","type":"accepted"}""")]
    [InlineData("eventId", """{"eventId":"a\u0000b","orderNumber":"#","type":"accepted"}""")]
    [InlineData("eventId", """{"eventId":"\ud800","orderNumber":"#","type":"accepted"}""")]
    [InlineData("eventId", """{"eventId":7,"orderNumber":"#","type":"accepted"}""")]
    [InlineData("eventId", """{"eventId":"12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901","orderNumber":"#","type":"accepted"}""")]
    [InlineData("orderNumber", """{"eventId":"1","type":"accepted"}""")]
    [InlineData("orderNumber", """{"eventId":"1","orderNumber":"an order","type":"accepted"}""")]
    [InlineData("orderNumber", """{"eventId":"1","orderNumber":-1,"type":"accepted"}""")]
    [InlineData("orderNumber", """{"eventId":"1","orderNumber":"99999999999","type":"accepted"}""")]
    [InlineData("type", """{"eventId":"1","orderNumber":"#"}""")]
    [InlineData("type", """{"eventId":"1","orderNumber":"#","type":"eaten"}""")]
    [InlineData("type", """{"eventId":"1","orderNumber":"#","type":"0"}""")]
    [InlineData("type", """{"eventId":"1","orderNumber":"#","type":"accepted,rejected"}""")]
    [InlineData("delivery", """{"eventId":"1","orderNumber":"#","type":"dispatched"}""")]
    [InlineData("delivery", """{"eventId":"1","orderNumber":"#","type":"dispatched","delivery":"amiga"}""")]
    [InlineData("delivery", """{"eventId":"1","orderNumber":"#","type":"delivered","delivery":1}""")]
    [InlineData("reason", """{"eventId":"1","orderNumber":"#","type":"rejected"}""")]
    [InlineData("reason", """{"eventId":"1","orderNumber":"#","type":"rejected","reason":" "}""")]
    [InlineData("reason", """{"eventId":"1","orderNumber":"#","type":"delayed","delivery":"google","newDueOn":"2021-03-19"}""")]
    [InlineData("newDueOn", """{"eventId":"1","orderNumber":"#","type":"delayed","delivery":"google","reason":"Snow"}""")]
    [InlineData("newDueOn", """{"eventId":"1","orderNumber":"#","type":"delayed","delivery":"google","reason":"Snow","newDueOn":"19/03/2021"}""")]
    [InlineData("newDueOn", """{"eventId":"1","orderNumber":"#","type":"delayed","delivery":"google","reason":"Snow","newDueOn":"2021-02-30"}""")]
    [InlineData("newDueOn", """{"eventId":"1","orderNumber":"#","type":"delayed","delivery":"google","reason":"Snow","newDueOn":"0001-01-01"}""")]
    public async Task A_field_that_is_missing_or_not_understood_is_named(string field, string body)
    {
        using var answer = await PostAsync(body.Replace("#", number.ToString(), StringComparison.Ordinal));

        var problem = await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "incomplete");
        problem.GetProperty("field").GetString().ShouldBe(field);
        problem.GetProperty("detail").GetString()!.ShouldStartWith(field + ": give ");
        (await StatusAsync()).ShouldBe(OrderStatus.Placed);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused()
    {
        using var answer = await PostAsync($$"""{"eventId":"1","orderNumber":"{{number}}","type":"rejected","reason":"{{new string('x', 501)}}"}""");

        var problem = await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "incomplete");
        problem.GetProperty("field").GetString().ShouldBe("reason");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var request = Request(new ByteArrayContent([.. "{\"eventId\":\""u8, 0xC3, 0x28, .. "\"}"u8]) { Headers = { ContentType = new("application/json") } });

        using var answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_unknown()
    {
        using var answer = await PostAsync("""{"eventId":"1","orderNumber":"GHT-999999","type":"accepted"}""");

        var problem = await ShouldBeProblemAsync(answer, HttpStatusCode.NotFound, "unknown-order");
        problem.GetProperty("detail").GetString().ShouldBe("There is no order GHT-999999.");
    }

    [Theory]
    [InlineData("""{"eventId":"2","orderNumber":"#","type":"accepted"}""")]
    [InlineData("""{"eventId":"2","orderNumber":"#","type":"rejected","reason":"Too late"}""")]
    [InlineData("""{"eventId":"2","orderNumber":"#","type":"delivered","delivery":"google"}""")]
    [InlineData("""{"eventId":"2","orderNumber":"#","type":"dispatched","delivery":"apple"}""")]
    [InlineData("""{"eventId":"2","orderNumber":"#","type":"delayed","delivery":"google","reason":"Snow","newDueOn":"2021-03-04"}""")]
    public async Task A_change_that_an_accepted_order_cannot_take_is_a_conflict(string body)
    {
        using var accepted = await PostAsync(Accepted());

        using var answer = await PostAsync(body.Replace("#", number.ToString(), StringComparison.Ordinal));

        await ShouldBeProblemAsync(answer, HttpStatusCode.Conflict, "impossible-change");
        (await StatusAsync()).ShouldBe(OrderStatus.Accepted);
    }

    [Fact]
    public async Task Another_event_under_an_id_that_was_used_is_a_conflict()
    {
        using var accepted = await PostAsync(Accepted());

        using var answer = await PostAsync($$"""{"eventId":"{{number}}-1","orderNumber":"{{number}}","type":"dispatched","delivery":"google"}""");

        await ShouldBeProblemAsync(answer, HttpStatusCode.Conflict, "event-id-taken");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_64_KB_are_not_read_whether_or_not_their_length_is_told(bool told)
    {
        var content = JsonContent.Create(new { eventId = "1", orderNumber = number.ToString(), type = "accepted", filling = new string('x', 64 * 1024) });
        if (told)
        {
            await content.LoadIntoBufferAsync();
        }

        using var request = Request(content);

        using var answer = await client.SendAsync(request);

        await ShouldBeProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "too-large");
        (await StatusAsync()).ShouldBe(OrderStatus.Placed);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/xml", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData(null, null)]
    [InlineData("application/json", "gzip")]
    public async Task Anything_but_plain_JSON_is_refused(string? mediaType, string? encoding)
    {
        var content = new StringContent(Accepted());
        content.Headers.ContentType = mediaType is null ? null : new(mediaType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var request = Request(content);

        using var answer = await client.SendAsync(request);

        await ShouldBeProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, "not-json");
    }

    [Fact]
    public async Task Events_are_posted_and_nothing_else()
    {
        using var answer = await client.GetAsync("/supplier/order-events");

        await ShouldBeProblemAsync(answer, HttpStatusCode.MethodNotAllowed, "not-posted");
    }

    [Fact]
    public async Task Our_own_failure_is_a_problem_document_that_tells_nothing_of_what_is_inside()
    {
        await using (var db = Database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "SupplierEvents" RENAME TO "Elsewhere" """);
        }

        using var answer = await PostAsync(Accepted());
        await using (var db = Database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Elsewhere" RENAME TO "SupplierEvents" """);
        }

        var problem = await ShouldBeProblemAsync(answer, HttpStatusCode.InternalServerError, "our-fault");
        problem.ToString().ShouldNotContain("SupplierEvents");
        problem.ToString().ShouldNotContain("Exception");
    }

    private static async Task<JsonElement> ShouldBeProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string name)
    {
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var problem = document.RootElement.Clone();
        problem.GetProperty("type").GetString().ShouldBe($"urn:get-help-with-technology:supplier:{name}");
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static HttpRequestMessage Request(HttpContent content) => new(HttpMethod.Post, "/supplier/order-events")
    {
        Content = content,
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", PortalHost.EventsToken) },
    };

    private string Accepted() => $$"""{"eventId":"{{number}}-1","orderNumber":"{{number}}","type":"accepted"}""";

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var request = Request(Json(body));
        return await client.SendAsync(request);
    }

    private Task<OrderStatus> StatusAsync() => Database.ReadAsync(db => db.Orders.Where(o => o.Id == number.Id).Select(o => o.Status).SingleAsync());
}
