using System.Diagnostics;
using GetHelp.Tests.Fuzz;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.People;
using GetHelp.Web.Shared;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace GetHelp.Tests.Access;

/// <summary>The table of access against the portal as it runs.</summary>
public sealed class AccessTests(ITestOutputHelper output)
{
    internal static readonly Asker[] Askers = [.. Enum.GetValues<Asker>().Where(asker => asker != Asker.Nobody && int.IsPow2((int)asker))];

    /// <summary>So that nothing is left out which the settings can bring.</summary>
    private static readonly (string Key, string Value)[] Provider =
    [
        ("OpenIdConnect:Authority", "https://sign-in.example.org"), ("OpenIdConnect:ClientId", "portal"), ("OpenIdConnect:ClientSecret", "a-secret-of-the-portal"), ("OpenIdConnect:DisplayName", "Example"),
    ];

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Every_address_has_a_line_in_the_table_and_every_line_an_address(string environment)
    {
        await using var portal = await Portal.StartAsync(environment, settings: Provider);
        var mapped = PortalRoute.Of(portal).Select(route => $"{route}").ToList();
        var rows = AccessTable.Rows.Concat(AccessTable.ProviderRows).Concat(environment == "Development" ? AccessTable.DevelopmentRows : []);
        var told = rows.Select(row => $"{row}").Distinct().ToList();

        mapped.Except(told).ShouldBeEmpty($"say in {nameof(AccessTable)} who may see these, and give {nameof(AccessScene)} what stands in their addresses");
        told.Except(mapped).ShouldBeEmpty($"these are not there any more: take them out of {nameof(AccessTable)}");
        AccessTable.Rows.Select(row => row.Route + row.Method).ShouldBeUnique();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Everybody_is_answered_what_the_table_says_and_nobody_reads_what_is_not_theirs(string environment)
    {
        var watch = Stopwatch.StartNew();
        await using var scene = await AccessScene.SetAsync(environment);
        var problems = new List<string>();
        var rows = environment == "Development" ? AccessTable.DevelopmentRows : AccessTable.Rows;
        foreach (var row in rows)
        {
            foreach (var asker in Askers)
            {
                problems.AddRange(await ProblemsAsync(scene, row, asker, row.Method));
            }
        }

        output.WriteLine($"{rows.Count * Askers.Length:N0} requests: {watch.Elapsed.TotalSeconds:N0} s");
        problems.ShouldBeEmpty();
    }

    /// <summary>A form that is sent to a page is refused to whoever may not see the page, and by then nothing of it has been read.</summary>
    [Fact]
    public async Task Who_may_not_see_a_page_sends_it_no_form_either()
    {
        await using var scene = await AccessScene.SetAsync();
        var pages = PortalRoute.Of(scene.Portal).Where(route => route.Page is not null).Select(route => route.Pattern).ToHashSet();
        var problems = new List<string>();
        foreach (var row in AccessTable.Rows.Where(row => pages.Contains(row.Pattern)))
        {
            foreach (var asker in Askers.Where(asker => row.For(asker) is Answer.SignIn || row.For(asker) is Answer.Forbidden && row.Sees != Asker.Nobody))
            {
                problems.AddRange(await ProblemsAsync(scene, row, asker, "POST"));
            }
        }

        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Every_page_and_endpoint_says_whom_it_is_for_and_an_area_is_its_peoples(string environment)
    {
        await using var portal = await Portal.StartAsync(environment, settings: Provider);
        var problems = new List<string>();
        foreach (var route in PortalRoute.Of(portal))
        {
            string[] policies = [.. route.Policies.Select(policy => policy.Policy ?? "whoever is signed in")];
            string[] allowed = route.Pattern.Split('/')[1] switch
            {
                "support" => [Policies.Support, Policies.ThirdLine],
                "supplier" when route.Pattern != "/supplier/order-events/" => [Policies.Supplier],
                "network" => [Policies.Network],
                _ when route.IsOpen => [],
                _ => [Policies.SignedIn],
            };
            if (route.IsOpen ? allowed.Length > 0 || policies.Length > 0 : policies is not [var only] || !allowed.Contains(only))
            {
                problems.Add($"{route} is {(route.IsOpen ? "open to everybody" : $"for [{string.Join(", ", policies)}]")}, where [{string.Join(", ", allowed)}] is expected");
            }
        }

        problems.ShouldBeEmpty("a page has one [Authorize(Policy = …)] or [AllowAnonymous], an endpoint one RequireAuthorization(…) or AllowAnonymous()");
    }

    /// <summary>Blazor fails a page that takes a number from its query and is given something else.</summary>
    [Fact]
    public void What_pages_take_from_their_query_is_text_until_they_have_read_it() => FuzzedPortal.TakenFromQueries().Where(taken => taken.PropertyType != typeof(string))
        .Select(taken => $"{taken.DeclaringType!.Name}.{taken.Name}").ShouldBeEmpty($"take a string, and read it by {nameof(InAddress)}");

    private static async Task<IReadOnlyList<string>> ProblemsAsync(AccessScene scene, AccessRow row, Asker asker, string method)
    {
        var (expected, address) = (row.For(asker), scene.AddressOf(row.Route));
        var (answer, said, content) = await scene.Of(asker).AskAsync(method, address);
        var problems = new List<string>();
        if (answer != expected)
        {
            problems.Add($"{asker}: {method} {address}: {said}, not {expected}");
        }

        if (asker is not (Asker.School or Asker.Body) && expected is not (Answer.Sees or Answer.Led) && scene.Secrets.FirstOrDefault(content.Contains) is { } secret)
        {
            problems.Add($"{asker}: {method} {address}: is refused, and reads \"{secret}\"");
        }

        return problems;
    }
}
