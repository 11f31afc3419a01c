using System.Text.RegularExpressions;
using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Web.Limits;
using GetHelp.Web.StartUp;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GetHelp.Tests.TestSupport;

/// <summary>The whole program in this process, on a database of its own.</summary>
public sealed partial class Portal : WebApplicationFactory<Program>
{
    private static readonly string[] LimitsPerMinute =
        [.. typeof(LimitOptions).GetProperties().Select(limit => limit.Name).Where(name => name.EndsWith("PerMinute", StringComparison.Ordinal))];

    private readonly TestDatabase database;
    private readonly string environment;
    private readonly Action<IServiceCollection>? configure;
    private readonly (string Key, string Value)[] settings;

    private Portal(TestDatabase database, string environment, Action<IServiceCollection>? configure, (string Key, string Value)[] settings) =>
        (this.database, this.environment, this.configure, this.settings) = (database, environment, configure, settings);

    public TestDatabase Database => database;

    public Given Given => database.Given;

    /// <param name="ready">False to get a portal that is still starting.</param>
    /// <param name="settings">Of its own, beside what every test wants.</param>
    public static async Task<Portal> StartAsync(
        string environment = "Production", bool ready = true, Action<IServiceCollection>? configure = null, DatabaseProvider provider = DatabaseProvider.Sqlite,
        params (string Key, string Value)[] settings) =>
        await StartAsync(new Portal(await TestDatabase.CreateAsync(provider), environment, configure, settings), ready);

    /// <summary>A second web node on the same database. Dispose it first.</summary>
    public Task<Portal> AnotherNodeAsync() => StartAsync(new Portal(database.AnotherNode(), environment, configure, settings), ready: true);

    private static async Task<Portal> StartAsync(Portal portal, bool ready)
    {
        var state = portal.Services.GetRequiredService<StartUpState>(); // asking for a service starts the program
        if (ready)
        {
            await state.WhenReadyAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        }

        return portal;
    }

    /// <summary>A browser that keeps cookies and shows where it is sent instead of going there.</summary>
    /// <param name="from">From where, as a proxy tells it.</param>
    public Browser Open(string? from = null)
    {
        var client = CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") });
        client.DefaultRequestHeaders.Add("X-Forwarded-For", from is null ? [] : [from]);
        return new(client);
    }

    /// <summary>A browser in which this person is signed in, by a link as everybody.</summary>
    public async Task<Browser> OpenAsAsync(Viewer person)
    {
        var browser = Open();
        await SignInAsync(browser, person);
        return browser;
    }

    /// <summary>Signs somebody in, in a browser in which somebody else may be signed in now.</summary>
    public async Task<WebPage> SignInAsync(Browser browser, Viewer person) =>
        await browser.SubmitAsync(await browser.OpenLinkAsync(await LinkForAsync(person)), ("confirmed", "yes"));

    /// <summary>The path and query of a fresh link, which was asked for in no browser: whoever uses it says that it was they.</summary>
    public async Task<string> LinkForAsync(Viewer person, string? returnUrl = null)
    {
        await Services.GetRequiredService<SignInService>().RequestLinkAsync(new() { EmailAddress = person.EmailAddress, ReturnUrl = returnUrl });
        return await SendLinkAsync();
    }

    /// <summary>Sends the newest link that was asked for, and answers with its path and query.</summary>
    public async Task<string> SendLinkAsync()
    {
        var message = await database.ReadAsync(db => db.Outbox.OrderByDescending(m => m.Id).FirstAsync());
        await Services.GetServices<IOutboxSender>().Single(sender => sender.Kind == SignInLinkMessage.Kind).SendAsync(message, default);
        return Link().Match(Mailbox.Sent[^1].Body).Value;
    }

    public TestMailbox Mailbox => Services.GetRequiredService<TestMailbox>();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        builder.UseStaticWebAssets(); // a program that was not published finds its assets so
        builder.UseSetting("Site:BaseAddress", "https://localhost");
        builder.UseSetting("Demonstration:Fill", "false");
        builder.UseSetting("Database:Provider", database.Options.Provider.ToString());
        builder.UseSetting("RegisterImport:Folder", database.Uploads);
        builder.UseSetting("ConnectionStrings:GetHelp", database.Options.ConnectionString);
        foreach (var limit in LimitsPerMinute)
        {
            builder.UseSetting($"Limits:{limit}", "1000000"); // a crowd of tests is one client, and in a hurry
        }

        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(database.Clock);
            services.AddSingleton<TestMailbox>().AddSingleton<INotifier>(provider => provider.GetRequiredService<TestMailbox>());
            RemoveWorkers(services);
            configure?.Invoke(services);
        });
    }

    // Tests send what they want sent: a worker would race them for it.
    private static void RemoveWorkers(IServiceCollection services)
    {
        foreach (var worker in services.Where(s => s.ServiceType == typeof(IHostedService) && IsWorker(s.ImplementationType)).ToList())
        {
            services.Remove(worker);
        }

        static bool IsWorker(Type? type) => type is not null && type.Assembly == typeof(Program).Assembly && type != typeof(DatabaseStartUp);
    }

    [GeneratedRegex(@"/sign-in/link\?\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
