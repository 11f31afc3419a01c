using System.Net;
using GetHelp.Core.Data;
using GetHelp.Core.SignIn;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.StartUp;

public sealed class HealthTests
{
    [Fact]
    public async Task A_program_that_serves_is_alive_and_ready()
    {
        await using var portal = await Portal.StartAsync();

        (await AskAsync(portal, "/health/live")).ShouldBe((HttpStatusCode.OK, "Healthy"));
        (await AskAsync(portal, "/health/ready")).ShouldBe((HttpStatusCode.OK, "Healthy\ndatabase: Healthy\noutbox: Healthy"));
    }

    [Fact]
    public async Task A_program_that_starts_is_alive_and_not_ready()
    {
        var never = new TaskCompletionSource();
        await using var portal = await Portal.StartAsync(ready: false, configure: services => services.AddSingleton<IFirstData>(new HeldUp(never.Task)));

        (await AskAsync(portal, "/health/live")).ShouldBe((HttpStatusCode.OK, "Healthy"));
        (await AskAsync(portal, "/health/ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy\ndatabase: Unhealthy, being made ready\noutbox: Healthy"));
        never.SetResult();
    }

    [Fact]
    public async Task A_message_that_does_not_leave_is_told_and_takes_nobody_out_of_service()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync());
        await portal.Services.GetRequiredService<SignInService>().RequestLinkAsync(new() { EmailAddress = person.EmailAddress });
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(15));
        (await AskAsync(portal, "/health/ready")).Said.ShouldEndWith("outbox: Healthy");

        portal.Database.Clock.Advance(TimeSpan.FromMinutes(6));
        (await AskAsync(portal, "/health/ready")).ShouldBe((HttpStatusCode.OK, "Degraded\ndatabase: Healthy\noutbox: Degraded, a message has waited for 21 minutes"));

        await using (var db = portal.Database.Open())
        {
            await db.Outbox.ExecuteUpdateAsync(m => m.SetProperty(x => x.SentAt, portal.Database.Clock.Now).SetProperty(x => x.DueAt, (DateTime?)null));
        }

        (await AskAsync(portal, "/health/ready")).Said.ShouldEndWith("outbox: Healthy");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_and_nothing_of_where_it_is()
    {
        var line = new Line();
        await using var portal = await Portal.StartAsync(configure: services => services.AddSingleton<IDbContextFactory<GetHelpDbContext>>(
            provider => new ContextsOn(line, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value)));
        (await AskAsync(portal, "/health/ready")).Status.ShouldBe(HttpStatusCode.OK);

        line.IsCut = true;
        var (status, said) = await AskAsync(portal, "/health/ready");

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        said.ShouldStartWith("Unhealthy\ndatabase: Unhealthy, does not answer\n");
        said.ShouldNotContain("nowhere");
        (await AskAsync(portal, "/health/live")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(HttpStatusCode Status, string Said)> AskAsync(Portal portal, string url)
    {
        var answer = await portal.Open().Client.GetAsync(url);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).TrimEnd());
    }

    private sealed class Line
    {
        public bool IsCut { get; set; }
    }

    /// <summary>Contexts on a database that can be cut off.</summary>
    private sealed class ContextsOn(Line line, DatabaseOptions there) : IDbContextFactory<GetHelpDbContext>
    {
        private static readonly DatabaseOptions Nowhere = new() { ConnectionString = "Data Source=/nowhere/at/all.db;Mode=ReadWrite" };

        public GetHelpDbContext CreateDbContext() => new SqliteGetHelpDbContext(DataServices.Build<SqliteGetHelpDbContext>(line.IsCut ? Nowhere : there));
    }
}
