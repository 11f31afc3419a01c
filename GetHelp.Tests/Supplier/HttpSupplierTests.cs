using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

public sealed class HttpSupplierTests
{
    private const string Token = "token-by-which-we-are-known";

    private static readonly SupplierOrder Order = new()
    {
        OrderNumber = "GHT-000042",
        Urn = 100_001,
        PlacedAt = new(2021, 3, 3, 10, 0, 0, DateTimeKind.Utc),
        Lines = [new(Product.WindowsLaptopRestricted, 2)],
        Deliveries = [DeliveryKind.Microsoft],
        DueOn = new(2021, 3, 10),
        DeliverTo = new() { Name = "Greenfield Primary", ContactName = "Jo Bloggs", ContactEmail = "jo@example.org" },
    };

    private readonly TestClock clock = new();
    private readonly List<(DateTime At, HttpRequestMessage Request, string Body)> requests = [];

    [Theory]
    [InlineData("https://supplier.example.org/api")]
    [InlineData("https://supplier.example.org/api/")]
    public async Task An_order_is_posted_as_JSON_with_our_token_and_its_key(string baseAddress)
    {
        await SendAsync(Supplier(_ => Answer(HttpStatusCode.Accepted), baseAddress));

        var (_, request, body) = requests.ShouldHaveSingleItem();
        request.Method.ShouldBe(HttpMethod.Post);
        request.RequestUri.ShouldBe(new Uri("https://supplier.example.org/api/orders"));
        request.Headers.Authorization.ShouldBe(new AuthenticationHeaderValue("Bearer", Token));
        request.Headers.GetValues("Idempotency-Key").ShouldBe(["order-GHT-000042"]);
        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("orderNumber").GetString().ShouldBe("GHT-000042");
        json.RootElement.GetProperty("lines")[0].GetProperty("product").GetString().ShouldBe("windowsLaptopRestricted");
        json.RootElement.GetProperty("deliveries")[0].GetString().ShouldBe("microsoft");
        json.RootElement.GetProperty("dueOn").GetString().ShouldBe("2021-03-10");
        json.RootElement.GetProperty("deliverTo").GetProperty("name").GetString().ShouldBe("Greenfield Primary");
    }

    [Fact]
    public async Task What_is_asked_stopped_and_corrected_is_posted_under_the_order()
    {
        var supplier = Supplier(_ => Answer(HttpStatusCode.Accepted));
        var contact = new Contact { Name = "Jo Bloggs", Telephone = "01632 960 001" };
        var line = new SupplierOrderLine(Product.Ipad, 3);

        await supplier.AskAsync(new() { OrderNumber = "GHT-000042", Asked = OrderRequestKind.Correct, Why = "A mistake", Lines = [line], Contact = contact }, "request-7", default);
        await supplier.StopOrderAsync(new() { OrderNumber = "GHT-000042" }, "stop-GHT-000042", default);
        await supplier.CorrectOrderAsync(new() { OrderNumber = "GHT-000042", Lines = [line], Deliveries = [DeliveryKind.Apple], DueOn = new(2021, 3, 10) }, "correction-7", default);

        requests.Select(r => (r.Request.RequestUri!.AbsolutePath.Split("/orders/")[1], r.Request.Headers.GetValues("Idempotency-Key").Single())).ShouldBe(
            [("GHT-000042/requests", "request-7"), ("GHT-000042/stop", "stop-GHT-000042"), ("GHT-000042/correction", "correction-7")]);
        requests[0].Body.ShouldContain("\"asked\":\"correct\"");
        requests[2].Body.ShouldContain("\"lines\":[{\"product\":\"ipad\",\"quantity\":3}],\"deliveries\":[\"apple\"],\"dueOn\":\"2021-03-10\"");
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task A_moment_of_weakness_is_waited_out_with_the_same_key(HttpStatusCode status)
    {
        await SendAsync(Supplier(n => Answer(n < 3 ? status : HttpStatusCode.OK)));

        requests.Count.ShouldBe(3);
        requests.Select(r => r.Request.Headers.GetValues("Idempotency-Key").Single()).Distinct().ShouldHaveSingleItem();
        requests.Select(r => r.At).Distinct().Count().ShouldBe(3, "each try waits");
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again()
    {
        await SendAsync(Supplier(n => n == 1 ? throw new HttpRequestException("Connection refused") : Answer(HttpStatusCode.OK)));

        requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task After_four_tries_the_outbox_has_to_wait_and_is_told_why()
    {
        var exception = await RefusedAsync(Supplier(_ => Answer(HttpStatusCode.BadGateway, "No warehouse behind this door")));

        exception.Message.ShouldBe("The supplier answered 502 BadGateway: No warehouse behind this door");
        requests.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.Found)]
    public async Task What_would_be_answered_the_same_again_is_not_asked_again(HttpStatusCode status)
    {
        var exception = await RefusedAsync(Supplier(_ => Answer(status)));

        exception.Message.ShouldBe($"The supplier answered {(int)status} {status}");
        requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_short_pause_that_the_supplier_asks_for_is_kept()
    {
        await SendAsync(Supplier(n => n == 1 ? Answer(HttpStatusCode.TooManyRequests, retryAfter: "5") : Answer(HttpStatusCode.OK)));

        (requests[1].At - requests[0].At).ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.5));
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("Wed, 03 Mar 2021 11:00:00 GMT")]
    public async Task A_long_pause_that_the_supplier_asks_for_is_left_to_the_outbox(string retryAfter)
    {
        var exception = await RefusedAsync(Supplier(_ => Answer(HttpStatusCode.ServiceUnavailable, retryAfter: retryAfter)));

        requests.Count.ShouldBe(1);
        exception.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_supplier_that_does_not_answer_is_given_up_after_forty_seconds()
    {
        var began = clock.Now;

        var exception = await RefusedAsync(Supplier(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Answer(HttpStatusCode.OK);
        }));

        exception.Message.ShouldStartWith("The supplier did not answer within");
        (clock.Now - began).ShouldBeInRange(SupplierPipeline.EachTry * 3, SupplierPipeline.Total + TimeSpan.FromSeconds(1));
        requests.Count.ShouldBeInRange(3, 4);
        SupplierPipeline.Total.ShouldBeLessThan(OutboxDelivery.LongestAttempt, "the outbox must not lose patience first");
    }

    [Fact]
    public async Task A_supplier_that_keeps_failing_is_left_alone_and_then_asked_again()
    {
        var down = true;
        var supplier = Supplier(_ => Answer(down ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK));
        NotSentException last;
        do
        {
            last = await RefusedAsync(supplier);
        }
        while (requests.Count < SupplierPipeline.TriesBeforeLeavingAlone);

        var asked = requests.Count;
        last = await RefusedAsync(supplier);
        last.Message.ShouldBe("The supplier has just failed repeatedly and is left alone for a while");
        last.RetryAfter.ShouldNotBeNull();
        requests.Count.ShouldBe(asked, "nothing was sent");

        down = false;
        clock.Advance(SupplierPipeline.LeftAlone);
        await SendAsync(supplier);
        requests.Count.ShouldBe(asked + 1);
    }

    [Fact]
    public async Task An_order_waits_while_no_supplier_is_configured()
    {
        var nobody = new HttpSupplier(new Clients(new FakeHandler(this, (_, _) => throw new InvalidOperationException())), Options.Create(new SupplierOptions()), clock);

        var exception = await RefusedAsync(nobody);

        exception.Message.ShouldStartWith("No supplier is configured");
    }

    [Fact]
    public async Task Somebody_who_stops_waiting_is_not_told_that_the_supplier_failed()
    {
        using var stopping = new CancellationTokenSource();
        var supplier = Supplier(async (_, cancellationToken) =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Answer(HttpStatusCode.OK);
        });

        await Should.ThrowAsync<OperationCanceledException>(() => supplier.PlaceOrderAsync(Order, "key", stopping.Token));
    }

    private async Task SendAsync(HttpSupplier supplier) =>
        (await OutcomeAsync(supplier).PassingTimeAsync(clock, TimeSpan.FromMilliseconds(250))).ShouldBeNull();

    private async Task<NotSentException> RefusedAsync(HttpSupplier supplier) =>
        (await OutcomeAsync(supplier).PassingTimeAsync(clock, TimeSpan.FromMilliseconds(250))).ShouldNotBeNull();

    private static async Task<NotSentException?> OutcomeAsync(HttpSupplier supplier)
    {
        try
        {
            await supplier.PlaceOrderAsync(Order, $"order-{Order.OrderNumber}", CancellationToken.None);
            return null;
        }
        catch (NotSentException exception)
        {
            return exception;
        }
    }

    /// <param name="answer">To the first try, the second …</param>
    private HttpSupplier Supplier(Func<int, HttpResponseMessage> answer, string baseAddress = "https://supplier.example.org/api") =>
        Supplier((n, _) => Task.FromResult(answer(n)), baseAddress);

    private HttpSupplier Supplier(Func<int, CancellationToken, Task<HttpResponseMessage>> answer, string baseAddress = "https://supplier.example.org/api") =>
        new(new Clients(new FakeHandler(this, answer)), Options.Create(new SupplierOptions { BaseAddress = new(baseAddress), Token = Token }), clock);

    private static HttpResponseMessage Answer(HttpStatusCode status, string body = "", string? retryAfter = null)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8) };
        answer.Headers.RetryAfter = retryAfter is null ? null : RetryConditionHeaderValue.Parse(retryAfter);
        return answer;
    }

    private sealed class Clients(HttpMessageHandler handler) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private sealed class FakeHandler(HttpSupplierTests test, Func<int, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test.requests.Add((test.clock.Now, request, await request.Content!.ReadAsStringAsync(cancellationToken)));
            return await answer(test.requests.Count, cancellationToken);
        }
    }
}
