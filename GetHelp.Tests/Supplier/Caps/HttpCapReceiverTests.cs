using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using GetHelp.Web.Supplier.Caps;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Caps;

/// <summary>Caps go out over HTTP (spec 03 §1.2 and §1.3), and what comes back is understood.</summary>
public sealed class HttpCapReceiverTests
{
    private const string Document = "<CapAdjustmentRequest payloadID=\"a\"/>";
    private static readonly Uri Address = new("https://supplier.example.org/caps");

    private readonly TestClock clock = new();
    private readonly List<(HttpRequestMessage Request, string Body)> requests = [];

    [Fact]
    public async Task The_document_is_posted_as_XML_with_user_and_password()
    {
        await SendAsync(Answer(HttpStatusCode.OK));

        var (request, body) = requests.ShouldHaveSingleItem();
        (request.Method, request.RequestUri, body).ShouldBe((HttpMethod.Post, Address, Document));
        request.Headers.Authorization.ShouldBe(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("portal:p:ä"))));
        request.Content!.Headers.ContentType!.ToString().ShouldBe("application/xml; charset=utf-8");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "", CapCallOutcome.Accepted)]
    [InlineData(HttpStatusCode.OK, "<CapAdjustmentResponse/>", CapCallOutcome.Accepted)]
    [InlineData(HttpStatusCode.OK, "Thank you", CapCallOutcome.Accepted)]
    [InlineData(HttpStatusCode.OK, "<r><HeaderResult status='Failed' errorDetails='No'/></r>", CapCallOutcome.Refused)]
    [InlineData(HttpStatusCode.OK, "<r><HeaderResult status='Success'/><FailedRecords><Record capType='DfE_RemainThresholdQty|Std_Device' shipTo='7'/></FailedRecords></r>", CapCallOutcome.PartlyAccepted)]
    [InlineData(HttpStatusCode.Found, "", CapCallOutcome.Refused)]
    [InlineData(HttpStatusCode.Unauthorized, "", CapCallOutcome.Refused)]
    [InlineData(HttpStatusCode.InternalServerError, "<r><HeaderResult status='Success'/></r>", CapCallOutcome.NotReached)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "<html>", CapCallOutcome.NotReached)]
    public async Task Whatever_is_answered_comes_back_with_its_status_and_is_asked_for_once(HttpStatusCode status, string body, CapCallOutcome outcome)
    {
        var answer = await SendAsync(Answer(status, body));

        (answer.Status, answer.Body, answer.RetryAfter).ShouldBe(((int)status, body, null));
        CapReply.Of(answer.Status, answer.Body).Outcome.ShouldBe(outcome);
        requests.Count.ShouldBe(1, "the outbox tries again, not the receiver");
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("Wed, 03 Mar 2021 10:05:00 GMT", 300)]
    [InlineData("Wed, 03 Mar 2021 09:00:00 GMT", null)]
    public async Task How_long_the_supplier_asks_to_be_left_alone_is_told(string retryAfter, int? seconds)
    {
        var busy = Answer(HttpStatusCode.ServiceUnavailable);
        busy.Headers.RetryAfter = RetryConditionHeaderValue.Parse(retryAfter);

        (await SendAsync(busy)).RetryAfter.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
    }

    [Fact]
    public async Task A_supplier_that_cannot_be_reached_has_got_nothing() =>
        (await Should.ThrowAsync<NotSentException>(() => Receiver((_, _) => throw new HttpRequestException("Connection refused")).SendAsync(Document, default)))
            .Message.ShouldBe("The supplier could not be reached: Connection refused");

    [Fact]
    public async Task A_supplier_that_does_not_answer_is_given_up_before_the_outbox_gives_up()
    {
        var began = clock.Now;

        var outcome = await Record.ExceptionAsync(() => Receiver(NeverAsync).SendAsync(Document, default)).PassingTimeAsync(clock, TimeSpan.FromSeconds(1));

        outcome.ShouldBeOfType<NotSentException>().Message.ShouldBe("The supplier did not answer within 30 seconds");
        (clock.Now - began).ShouldBeInRange(HttpCapReceiver.Patience, HttpCapReceiver.Patience + TimeSpan.FromSeconds(2));
        HttpCapReceiver.Patience.ShouldBeLessThan(OutboxDelivery.LongestAttempt);
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_not_told_that_the_supplier_failed()
    {
        using var stopping = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => Receiver(async (request, cancellationToken) =>
        {
            await stopping.CancelAsync();
            return await NeverAsync(request, cancellationToken);
        }).SendAsync(Document, stopping.Token));
    }

    [Fact]
    public void Without_an_address_messages_wait()
    {
        new HttpCapReceiver(new Clients(new FakeHandler(this, NeverAsync)), Options.Create(new SupplierOptions()), clock).IsConfigured.ShouldBeFalse();
        Receiver(NeverAsync).IsConfigured.ShouldBeTrue();
    }

    private Task<CapAnswer> SendAsync(HttpResponseMessage answer) => Receiver((_, _) => Task.FromResult(answer)).SendAsync(Document, default);

    private HttpCapReceiver Receiver(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) =>
        new(new Clients(new FakeHandler(this, answer)), Options.Create(new SupplierOptions { CapsAddress = Address, CapsUser = "portal", CapsPassword = "p:ä" }), clock);

    private static HttpResponseMessage Answer(HttpStatusCode status, string body = "") => new(status) { Content = new StringContent(body, Encoding.UTF8) };

    private static async Task<HttpResponseMessage> NeverAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return Answer(HttpStatusCode.OK);
    }

    private sealed class Clients(HttpMessageHandler handler) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private sealed class FakeHandler(HttpCapReceiverTests test, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test.requests.Add((request, await request.Content!.ReadAsStringAsync(cancellationToken)));
            return await answer(request, cancellationToken);
        }
    }
}
