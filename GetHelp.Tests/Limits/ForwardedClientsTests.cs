using System.Net;
using GetHelp.Tests.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Limits;

/// <summary>Whose word is taken for where a request comes from. Told apart by a limit of one link for each client.</summary>
public sealed class ForwardedClientsTests
{
    private const string Stranger = "203.0.113.9";
    private const string Proxy = "10.1.2.3";

    [Theory]
    [InlineData("127.0.0.1", "198.51.100.1", "198.51.100.2", true, "a proxy on this machine is believed")]
    [InlineData("::1", "198.51.100.1", "198.51.100.2", true, "by its other name too")]
    [InlineData(Stranger, "198.51.100.1", "198.51.100.2", false, "anybody can write a header")]
    [InlineData(Proxy, "198.51.100.1", "198.51.100.2", true, "the settings name its network")]
    [InlineData("127.0.0.1", "1.1.1.1, 198.51.100.1", "2.2.2.2, 198.51.100.1", false, "what stands before the proxy's own word was written by somebody else")]
    [InlineData("127.0.0.1", $"198.51.100.1, {Proxy}", $"198.51.100.2, {Proxy}", true, "two proxies, both known")]
    [InlineData("127.0.0.1", $"198.51.100.1, {Stranger}", $"198.51.100.2, {Stranger}", false, "beyond somebody unknown nothing is believed")]
    [InlineData("127.0.0.1", "nonsense", "more nonsense", false, "what is no address is nobody's")]
    public async Task Two_requests_are_two_clients(string from, string one, string other, bool two, string why)
    {
        await using var portal = await Portal.StartAsync(
            configure: services => services.AddSingleton<IStartupFilter>(new ComingFrom(IPAddress.Parse(from))),
            settings: [("SignIn:LinksPerClient", "1"), ("Proxy:Known:0", "127.0.0.0/8"), ("Proxy:Known:1", "::1"), ("Proxy:Known:2", "10.0.0.0/8")]);
        var (first, second) = (portal.Open(one), portal.Open(other));
        (await first.SubmitAsync(await first.GetAsync("/sign-in"), ("EmailAddress", "a@example.org"))).Status.ShouldBe(HttpStatusCode.OK);

        var answer = await second.SubmitAsync(await second.GetAsync("/sign-in"), ("EmailAddress", "b@example.org"));

        answer.Status.ShouldBe(two ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, why);
    }

    private sealed class ComingFrom(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, then) =>
            {
                http.Connection.RemoteIpAddress = address;
                return then(http);
            });
            next(app);
        };
    }
}
