using System.Net;
using System.Text.RegularExpressions;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Limits;
using GetHelp.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shell;

/// <summary>A form of another site, posted in somebody's name, does nothing.</summary>
public sealed partial class AntiforgeryTests
{
    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS", "TRACE"];

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Whatever_takes_more_than_a_look_wants_the_forms_token_or_the_suppliers(string environment)
    {
        await using var portal = await Portal.StartAsync(environment);
        var taking = Taking(portal);
        taking.Count.ShouldBeGreaterThan(50);

        taking.Where(e => !IsChecked(e) && !IsFramework(e) && !IsPlayed(e)).Select(Name).ShouldBeEmpty();
    }

    [Fact]
    public async Task Those_that_look_at_the_token_themselves_do()
    {
        await using var portal = await Portal.StartAsync();
        var support = await portal.OpenAsAsync(await portal.Given.ThirdLineAsync());
        var school = await portal.Given.SchoolAsync();
        var person = await portal.Given.SchoolUserAsync(school);
        var (teacher, looking) = (await portal.OpenAsAsync(person), await portal.OpenAsAsync(await portal.Given.SupportAsync()));
        await looking.SubmitAsync(await looking.GetAsync($"/support/people/{person.UserId}/look"), ("Why", "To see what they see"));
        var inside = Taking(portal).Where(e => e.Metadata.GetMetadata<FormCheckedInside>() is not null).ToList();
        inside.Count.ShouldBe(4);

        foreach (var endpoint in inside)
        {
            var path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), school.Urn.ToString());
            var answers = new[] { await PostAsync(support, path), await PostAsync(teacher, path), await PostAsync(looking, path) };
            answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.BadRequest || IsSentBack(answer), $"{path}: {string.Join(", ", answers.Select(a => a.StatusCode))}");
            answers.ShouldAllBe(answer => !answer.IsSuccessStatusCode);
        }

        (await looking.GetAsync($"/schools/{school.Urn}")).Document.QuerySelector("section.look").ShouldNotBeNull("and nobody stopped looking");
        (await support.GetAsync("/support/orders")).Status.ShouldBe(HttpStatusCode.OK, "nobody was signed out");
        (await teacher.GetAsync($"/schools/{school.Urn}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The page of the form again, saying that it was open for too long.</summary>
    private static bool IsSentBack(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("stale", StringComparison.OrdinalIgnoreCase);

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string path)
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "register", "register.csv" } };
        return await browser.Client.PostAsync(path, form);
    }

    private static List<RouteEndpoint> Taking(Portal portal) =>
        [.. portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(TakesMoreThanALook)];

    private static bool TakesMoreThanALook(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { HttpMethods: { Count: > 0 } methods } || methods.Except(Safe).Any();

    private static bool IsChecked(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true }
        || endpoint.Metadata.GetMetadata<FormCheckedInside>() is not null
        || endpoint.Metadata.GetMetadata<TooManyAnswer>() is not null; // the supplier's: a token is the whole of the door, and no cookie is read

    /// <summary>A circuit's connection: other sites' requests come without the session's cookie (SameSite), and nobody without one is let in.</summary>
    private static bool IsFramework(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal);

    /// <summary>The supplier and Google as they are played in Development, and nowhere else.</summary>
    private static bool IsPlayed(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("simulator/", StringComparison.Ordinal);

    private static string Name(RouteEndpoint endpoint) => $"{endpoint.RoutePattern.RawText} ({endpoint.DisplayName})";

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
