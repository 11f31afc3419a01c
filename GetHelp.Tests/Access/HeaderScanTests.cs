using System.Net;
using System.Text.RegularExpressions;
using GetHelp.Tests.StartUp;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.StartUp;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Access;

/// <summary>What every answer of the portal carries, of whatever page, and whatever it says.</summary>
public sealed partial class HeaderScanTests
{
    /// <summary>Of what is inside: types, statements, files of the program.</summary>
    private static readonly string[] Inside = ["GetHelp.", "Exception", "SQLite", "SELECT ", "   at ", ".cs:line", "no such table"];

    private static readonly string[] OfCookies = ["; secure", "; httponly", "; samesite="];

    [Fact]
    public async Task Every_answer_of_every_address_carries_the_headers_that_keep_people_safe()
    {
        await using var scene = await AccessScene.SetAsync();
        var (problems, nonces) = (new List<string>(), new HashSet<string>());
        foreach (var row in AccessTable.Rows)
        {
            var asker = AccessTests.Askers.FirstOrDefault(asker => row.For(asker) is Answer.Sees or Answer.Led && asker != Asker.Stranger, Asker.Stranger);
            using var answer = await SendAsync(scene.Of(asker), row.Method, scene.AddressOf(row.Route));
            problems.AddRange(Missing(answer, nonces).Select(problem => $"{row}: {problem}"));
            if (asker != Asker.Stranger && answer.Headers.CacheControl is not { NoStore: true })
            {
                problems.Add($"{row}: somebody's page is kept: Cache-Control is \"{answer.Headers.CacheControl}\"");
            }
        }

        problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_page_carries_them_too_and_shows_nothing_of_the_inside()
    {
        await using var scene = await AccessScene.SetAsync();
        await using (var db = scene.Portal.Database.Open())
        {
            await db.Database.ExecuteSqlAsync($"""DROP TABLE "DeliveryReports" """); // now one page fails
        }

        var nonces = new HashSet<string>();
        foreach (var (asker, method, address, status) in new (Asker, string, string, HttpStatusCode)[]
        {
            (Asker.Stranger, "GET", "/no-such-page", HttpStatusCode.NotFound),
            (Asker.School, "GET", "/no-such-page", HttpStatusCode.NotFound),
            (Asker.School, "GET", "/support/orders", HttpStatusCode.Forbidden),
            (Asker.Stranger, "POST", "/sign-in", HttpStatusCode.BadRequest),
            (Asker.School, "GET", scene.AddressOf("/orders/{number}"), HttpStatusCode.InternalServerError),
            (Asker.Stranger, "GET", "/css/no-such-sheet.css", HttpStatusCode.NotFound),
        })
        {
            using var answer = await SendAsync(scene.Of(asker), method, address);
            var said = await answer.Content.ReadAsStringAsync();

            answer.StatusCode.ShouldBe(status, address);
            Missing(answer, nonces).ShouldBeEmpty($"{status}");
            said.ShouldContain("<h1>");
            Inside.Where(said.Contains).ShouldBeEmpty(said);
        }
    }

    [Fact]
    public async Task A_portal_that_is_starting_carries_them_too()
    {
        var never = new TaskCompletionSource();
        await using var portal = await Portal.StartAsync(ready: false, configure: services => services.AddSingleton<IFirstData>(new HeldUp(never.Task)));

        using var answer = await SendAsync(portal.Open(), "GET", "/home");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Missing(answer, []).ShouldBeEmpty();
        never.SetResult();
    }

    [Fact]
    public async Task Nobody_is_told_which_server_this_is()
    {
        await using var portal = await Portal.StartAsync();

        portal.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.AddServerHeader.ShouldBeFalse();
    }

    /// <summary>At the name by which people know the service: browsers are not told to stay with https on their own machine.</summary>
    private static async Task<HttpResponseMessage> SendAsync(Browser browser, string method, string address)
    {
        using var request = new HttpRequestMessage(new(method), address);
        request.Headers.Host = "order.example.org";
        return await browser.Client.SendAsync(request);
    }

    private static IEnumerable<string> Missing(HttpResponseMessage answer, HashSet<string> nonces)
    {
        foreach (var (name, value) in new[]
        {
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Strict-Transport-Security", "max-age=31536000"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        })
        {
            if (Header(answer, name) != value)
            {
                yield return $"{name} is \"{Header(answer, name)}\"";
            }
        }

        if (Header(answer, "Referrer-Policy") is not ("same-origin" or "no-referrer"))
        {
            yield return "an address of ours is told elsewhere";
        }

        if (!Header(answer, "Permissions-Policy").Contains("camera=()", StringComparison.Ordinal))
        {
            yield return "there is no Permissions-Policy";
        }

        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"))
        {
            yield return "it says what runs here";
        }

        foreach (var problem in InPolicy(Header(answer, "Content-Security-Policy"), nonces).Concat(Cookies(answer)))
        {
            yield return problem;
        }
    }

    /// <summary>A file of evidence is given out with a policy under which nothing runs at all.</summary>
    private static IEnumerable<string> InPolicy(string policy, HashSet<string> nonces)
    {
        if (!policy.StartsWith("default-src 'none'", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal))
        {
            yield return $"the Content-Security-Policy is \"{policy}\"";
        }
        else if (policy != "default-src 'none'; sandbox")
        {
            if (!policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) || !policy.Contains("form-action 'self'", StringComparison.Ordinal))
            {
                yield return $"the Content-Security-Policy lets others frame it or take its forms: \"{policy}\"";
            }

            if (!nonces.Add(Nonce().Match(policy).Groups["nonce"].Value))
            {
                yield return "its nonce is none, or that of another answer";
            }
        }
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) =>
        from cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []
        where OfCookies.Any(part => !cookie.Contains(part, StringComparison.OrdinalIgnoreCase))
        select $"a cookie is \"{cookie}\"";

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    [GeneratedRegex("'nonce-(?<nonce>[^']{20,})'", RegexOptions.NonBacktracking)]
    private static partial Regex Nonce();
}
