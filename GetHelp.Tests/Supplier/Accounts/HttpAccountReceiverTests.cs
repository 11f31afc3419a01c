using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using GetHelp.Web.Supplier.Accounts;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>Account changes go out over HTTP (spec 03 §4.4).</summary>
public sealed class HttpAccountReceiverTests
{
    private static readonly Uri Address = new("https://supplier.example.org/accounts");

    private readonly TestClock clock = new();
    private readonly List<(HttpRequestMessage Request, string Body)> requests = [];

    [Fact]
    public async Task The_document_is_posted_as_JSON_with_user_and_password()
    {
        var answer = Answer(HttpStatusCode.Created, "{}");
        answer.Headers.Add("X-Transaction-Id", "abc");

        (await Receiver(() => answer).SendAsync("""{"u_email":"ada@example.org"}""", default)).ShouldBe(new AccountAnswer(201, "{}", "abc"));

        var (request, body) = requests.ShouldHaveSingleItem();
        (request.Method, request.RequestUri, body).ShouldBe((HttpMethod.Post, Address, """{"u_email":"ada@example.org"}"""));
        request.Headers.Authorization.ShouldBe(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("portal:p:ä"))));
        request.Content!.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task A_no_is_an_answer_and_asked_for_once()
    {
        (await Receiver(() => Answer(HttpStatusCode.BadRequest, "No")).SendAsync("{}", default)).Status.ShouldBe(400);

        requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_supplier_that_is_not_well_is_asked_a_few_times()
    {
        var answer = await Receiver(() => requests.Count < 3 ? Answer(HttpStatusCode.BadGateway) : Answer(HttpStatusCode.OK)).SendAsync("{}", default).PassingTimeAsync(clock, TimeSpan.FromSeconds(1));

        (answer.Status, requests.Count).ShouldBe((200, 3));
    }

    [Fact]
    public async Task A_supplier_that_cannot_be_reached_has_got_nothing()
    {
        var outcome = await Record.ExceptionAsync(() => Receiver(() => throw new HttpRequestException("Connection refused")).SendAsync("{}", default)).PassingTimeAsync(clock, TimeSpan.FromSeconds(1));

        outcome.ShouldBeOfType<NotSentException>().Message.ShouldBe("The supplier could not be reached: Connection refused");
    }

    [Fact]
    public async Task How_long_the_supplier_asks_to_be_left_alone_is_told()
    {
        var busy = Answer(HttpStatusCode.ServiceUnavailable);
        busy.Headers.RetryAfter = new(TimeSpan.FromSeconds(90));

        (await Receiver(() => busy).SendAsync("{}", default)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public void Without_an_address_changes_wait()
    {
        new HttpAccountReceiver(new Clients(new FakeHandler(this, () => Answer(HttpStatusCode.OK))), Options.Create(new SupplierOptions()), clock).IsConfigured.ShouldBeFalse();
        Receiver(() => Answer(HttpStatusCode.OK)).IsConfigured.ShouldBeTrue();
    }

    private HttpAccountReceiver Receiver(Func<HttpResponseMessage> answer) =>
        new(new Clients(new FakeHandler(this, answer)), Options.Create(new SupplierOptions { AccountsAddress = Address, AccountsUser = "portal", AccountsPassword = "p:ä" }), clock);

    private static HttpResponseMessage Answer(HttpStatusCode status, string body = "") => new(status) { Content = new StringContent(body, Encoding.UTF8) };

    private sealed class Clients(HttpMessageHandler handler) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private sealed class FakeHandler(HttpAccountReceiverTests test, Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test.requests.Add((request, await request.Content!.ReadAsStringAsync(cancellationToken)));
            return answer();
        }
    }
}
