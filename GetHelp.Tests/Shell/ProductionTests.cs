using GetHelp.Tests.TestSupport;
using GetHelp.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shell;

/// <summary>What has to hold where the portal is left on the internet.</summary>
public sealed class ProductionTests
{
    [Theory]
    [InlineData("Demonstration:Fill", "true")]
    [InlineData("Simulator:Enabled", "true")]
    [InlineData("Supplier:EventsToken", "development-token-from-the-supplier")]
    public void Settings_of_Development_are_refused_in_Production_and_nowhere_else(string setting, string value)
    {
        Should.Throw<InvalidOperationException>(() => Start("Production", setting, value)).Message.ShouldContain($"the environment is Production: {setting}. Remove them");
        Should.NotThrow(() => Start("Development", setting, value));
    }

    [Fact]
    public void Settings_of_ones_own_are_taken() => Should.NotThrow(() => Start("Production", "Supplier:EventsToken", "a-secret-of-our-own-of-some-length"));

    [Fact]
    public async Task Behind_a_proxy_cookies_are_secure_and_browsers_are_told_to_stay_with_https()
    {
        await using var portal = await Portal.StartAsync();
        using var client = portal.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("http://order.example.org") });

        var page = await client.GetAsync("/sign-in");

        page.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("; secure", StringComparison.Ordinal) && cookie.Contains("; httponly", StringComparison.Ordinal) && cookie.Contains("; samesite=", StringComparison.Ordinal));
        page.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
    }

    [Fact]
    public async Task What_one_node_has_protected_another_one_reads_with_the_key_in_the_database()
    {
        await using var portal = await Portal.StartAsync();
        await using var other = await portal.AnotherNodeAsync();

        var session = portal.Services.GetDataProtector("session").Protect("Ada");

        other.Services.GetDataProtector("session").Unprotect(session).ShouldBe("Ada");
        (await portal.Database.ReadAsync(db => db.ProtectionKeys.CountAsync())).ShouldBe(1);
    }

    private static void Start(string environment, string setting, string value) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, Args = [$"--{setting}", value] }).RefuseDevelopmentSettings();
}
