using System.Collections.Concurrent;
using GetHelp.Tests.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn;

public sealed class SecretsInLogsTests
{
    /// <summary>What somebody may set who looks for a fault, the worst that could be asked for included.</summary>
    public static TheoryData<string[]> Settings => new(
    [
        ["Logging:LogLevel:Default"],
        ["Logging:LogLevel:Default", "Logging:LogLevel:Microsoft.AspNetCore"],
        ["Logging:LogLevel:Default", "Logging:LogLevel:Microsoft.AspNetCore", "Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Logging:LogLevel:Microsoft.EntityFrameworkCore"],
        ["Logging:Everything:LogLevel:Default", "Logging:Everything:LogLevel:Microsoft.AspNetCore", "Logging:Everything:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"],
    ]);

    [Theory, MemberData(nameof(Settings))]
    public async Task No_log_holds_a_secret_whatever_is_to_be_logged(string[] levels)
    {
        using var log = new Everything();
        await using var portal = await Portal.StartAsync(
            configure: services => services.AddLogging(logging => logging.AddProvider(log)), settings: [.. levels.Select(level => (level, "Trace"))]);
        var person = await portal.Given.SupportAsync();
        var browser = portal.Open();

        var asked = await browser.SubmitAsync(await browser.GetAsync("/sign-in"), ("EmailAddress", person.EmailAddress));
        var link = await portal.SendLinkAsync();
        (await browser.SubmitAsync(await browser.OpenLinkAsync(link))).Location.ShouldBe("/home");

        var session = asked.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ght-browser=", StringComparison.Ordinal)).Split('=', ';')[1];
        log.Lines.ShouldNotBeEmpty();
        log.Lines.Where(line => line.Contains(link.Split("secret=")[1]) || line.Contains(session)).ShouldBeEmpty();
    }

    [ProviderAlias("Everything")]
    private sealed class Everything : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = [];

        public IReadOnlyCollection<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue(Words(state));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {Words(state)} {exception}");

        public void Dispose()
        {
        }

        /// <summary>The values too: other logs write those.</summary>
        private static string Words(object? state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) : $"{state}";
    }
}
