using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Organisations;
using GetHelp.Web.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shell;

/// <summary>What the program tells of itself names nobody, and each line can be found by what a person was told.</summary>
public sealed class LogsTests
{
    private const string Name = "Zebedee Quillfeather";
    private const string Telephone = "01632 960 555";

    [Fact]
    public async Task No_line_names_a_person_an_address_a_number_or_a_secret()
    {
        var lines = new KeptLines();
        await using var portal = await StartAsync(lines);
        var school = await portal.Given.SchoolAsync("Rowan School");
        var person = await portal.Given.SchoolUserAsync(school, name: Name);
        await portal.Database.ReadAsync(db => db.Users.Where(u => u.Id == person.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.Telephone, Telephone)));

        await AskForLinksAsync(portal, person);
        var link = await portal.LinkForAsync(person);
        var browser = await portal.OpenAsAsync(person);
        await OrderAndInviteAsync(portal, school.Urn, person, browser);
        await portal.Services.GetRequiredService<OutboxDelivery>().SendDueAsync();
        await UploadAsync(portal);
        await FailAsync(portal, browser);

        lines.All.Count.ShouldBeGreaterThan(5);
        lines.All.ShouldContain(line => line.Contains("could not be sent"), "a letter failed");
        lines.All.ShouldContain(line => line.Contains("Exception"), "a page failed");
        string[] secrets = [Name, "Zebedee", "Quillfeather", person.EmailAddress, "nobody.at.all", "quill@", Telephone, link[(link.LastIndexOf('=') + 1)..], .. browser.Secrets];
        lines.All.Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_person_is_told_when_a_page_fails_finds_the_line_that_says_why_and_nothing_else_is_told()
    {
        var lines = new KeptLines();
        await using var portal = await StartAsync(lines);
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()));

        var page = await FailAsync(portal, browser);

        page.Heading.ShouldBe("Something went wrong");
        var trace = page.Response.Headers.GetValues(RequestReference.Header).ShouldHaveSingleItem();
        page.Document.QuerySelector(".reference")!.TextContent.ShouldBe(trace[..8].ToUpperInvariant());
        lines.All.ShouldContain(line => line.Contains("Exception") && line.Contains(trace), "the error, under the trace of its request");
        foreach (var inside in new[] { "Exception", "SQLite", "GetHelp.Core", "   at ", "Memberships" })
        {
            page.Document.DocumentElement.OuterHtml.ShouldNotContain(inside);
        }
    }

    [Fact]
    public async Task Every_answer_says_by_what_it_is_found_and_another_one_is_found_by_another()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var traces = new HashSet<string>();
        foreach (var address in new[] { "/", "/sign-in", "/nowhere", "/health/live", "/css/base.css" })
        {
            traces.Add((await browser.GetAsync(address)).Response.Headers.GetValues(RequestReference.Header).ShouldHaveSingleItem()).ShouldBeTrue(address);
        }

        traces.ShouldAllBe(trace => trace.Length == 32);
    }

    private static Task<Portal> StartAsync(KeptLines lines) => Portal.StartAsync(configure: services =>
    {
        services.AddSingleton<ILoggerProvider>(lines);
        services.AddSingleton<INotifier, BrokenNotifier>();
        services.Configure<LoggerFilterOptions>(filter =>
        {
            // As in Production, and all that ours and the database can be made to say.
            filter.AddFilter<KeptLines>("GetHelp", LogLevel.Trace);
            filter.AddFilter<KeptLines>("Microsoft.EntityFrameworkCore", LogLevel.Debug);
            filter.AddFilter<KeptLines>("Microsoft.AspNetCore", LogLevel.Warning);
        });
    });

    private static async Task AskForLinksAsync(Portal portal, Viewer person)
    {
        var browser = portal.Open();
        foreach (var address in new[] { person.EmailAddress, "nobody.at.all@example.org", "quill@@" })
        {
            await browser.SubmitAsync(await browser.GetAsync("/sign-in"), ("EmailAddress", address));
        }

        await browser.GetAsync($"/sign-in/link?secret={new string('q', 43)}");
    }

    private static async Task OrderAndInviteAsync(Portal portal, Urn urn, Viewer person, Browser browser)
    {
        var viewer = (await portal.Services.GetRequiredService<Viewers>().FindAsync(person.UserId!.Value))!;
        (await portal.Services.GetRequiredService<OrderService>().PlaceAsync(viewer, new() { Key = Guid.NewGuid(), Urn = urn, Lines = [new(Product.Chromebook, 1)] })).Refused.ShouldBeFalse();
        var invited = await portal.Services.GetRequiredService<InvitationService>().InviteAsync(
            viewer, OrganisationId.School(viewer.SchoolIds.Single()), new() { Person = new() { Name = $"Mary {Name}", EmailAddress = "quill@example.org" } });
        invited.Refused.ShouldBeFalse();
        foreach (var address in new[] { $"/schools/{urn}", $"/schools/{urn}/people", $"/schools/{urn}/timeline" })
        {
            (await browser.GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK, address);
        }
    }

    /// <summary>Something that is no register, under a name that names somebody.</summary>
    private static async Task UploadAsync(Portal portal)
    {
        var browser = await portal.OpenAsAsync(await portal.Given.ThirdLineAsync());
        var page = await browser.GetAsync("/support/register");
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes($"HeadLastName\n{Name},{Telephone}"));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { file, "register", $"{Name}.csv" } };
        var token = page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        form.Add(new StringContent(token), "__RequestVerificationToken");
        (await browser.Client.PostAsync(RegisterLinks.Upload, form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    /// <summary>A page whose table is gone.</summary>
    private static async Task<WebPage> FailAsync(Portal portal, Browser browser)
    {
        await portal.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Memberships\" RENAME TO \"Elsewhere\""));
        var page = await browser.GetAsync("/home");
        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
        return page;
    }

    /// <summary>Lets links through, and says of all else, as mail servers do, whom it could not write to.</summary>
    private sealed class BrokenNotifier(TestMailbox mailbox) : INotifier
    {
        public Task SendAsync(EmailMessage message, CancellationToken cancellationToken) => message.Subject.Contains("link", StringComparison.Ordinal)
            ? mailbox.SendAsync(message, cancellationToken)
            : throw new InvalidOperationException($"550 5.1.1 <{message.To}>: {Name} is unknown here");
    }

    /// <summary>Every line whole: what it says, what it is made of, what is around it.</summary>
    private sealed class KeptLines : ILoggerProvider, ISupportExternalScope
    {
        private readonly ConcurrentQueue<string> lines = [];
        private IExternalScopeProvider? scopes;

        public IReadOnlyCollection<string> All => lines;

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Logger(KeptLines kept, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => kept.scopes?.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var line = new StringBuilder($"{category}: {formatter(state, exception)}\n{exception}\n");
                Add(line, state);
                kept.scopes?.ForEachScope(Add, line);
                kept.lines.Enqueue(line.ToString());
            }

            private static void Add(object? state, StringBuilder line) => Add(line, state);

            private static void Add(StringBuilder line, object? state) =>
                line.AppendJoin(' ', state is IEnumerable<KeyValuePair<string, object?>> values ? values.Select(value => $"{value.Key}={value.Value}") : [$"{state}"]).AppendLine();
        }
    }
}
