using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using GetHelp.Core;
using GetHelp.Core.Notifications;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Notifications;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Notifications;

/// <summary>What a mail server is handed, over a real connection.</summary>
public sealed partial class SmtpNotifierTests
{
    [Fact]
    public async Task A_message_leaves_with_its_text_first_and_its_HTML_after_it()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var email = Printed(new() { To = new("Siân", "sian@example.org"), Subject = "Ysgol Gŵyr", Parts = ["Ysgol Gŵyr: <3 & more"] });
        var received = ReceiveAsync(server);

        await Notifier(((IPEndPoint)server.LocalEndpoint).Port).SendAsync(email, default);
        var message = await received.WaitAsync(TimeSpan.FromSeconds(30));

        message.ShouldContain("multipart/alternative");
        message.ShouldContain("To: sian@example.org");
        var types = PartType().Matches(message).Select(match => match.Groups["type"].Value).ToList();
        types.ShouldBe(["text/plain; charset=utf-8", "text/html; charset=utf-8"]);
        var bodies = Encoded().Matches(message).Select(match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Value))).ToList();
        bodies.Select(body => body.ReplaceLineEndings("\n")).ShouldBe([email.Body, email.Html]);
    }

    [Fact]
    public async Task Without_a_server_every_attempt_fails_and_says_what_to_set() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => Notifier(port: 25, host: null).SendAsync(Printed(new() { To = new("Sam", "sam@example.org"), Subject = "News", Parts = [] }), default)))
            .Message.ShouldContain("Email:Smtp:Host");

    private static SmtpNotifier Notifier(int port, string? host = "127.0.0.1") =>
        new(new Fixed(new() { Host = host, Port = port, UseTls = false, From = "Get help with technology <no-reply@example.org>" }));

    private static EmailMessage Printed(Letter letter) => new LetterPrinter(Options.Create(new SiteOptions { BaseAddress = new("https://portal.example.org") })).Print(letter);

    /// <summary>As much of a mail server as takes one message in.</summary>
    private static async Task<string> ReceiveAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync() is { } command)
        {
            if (command == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var message = await ReadToDotAsync(reader);
                await writer.WriteLineAsync("250 taken");
                return message;
            }

            await writer.WriteLineAsync("250 well");
        }

        throw new EndOfStreamException("No message came.");
    }

    private static async Task<string> ReadToDotAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            message.Append(line).Append('\n');
        }

        return message.ToString();
    }

    /// <summary>Of a part, not of the whole.</summary>
    [GeneratedRegex("^Content-Type: (?<type>text/.+)$", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PartType();

    /// <summary>A part's content: the block after an empty line.</summary>
    [GeneratedRegex("(?<=\n\n)[A-Za-z0-9+/=\n]{24,}(?=\n)", RegexOptions.None, 1000)]
    private static partial Regex Encoded();

    private sealed class Fixed(SmtpOptions options) : IOptionsMonitor<SmtpOptions>
    {
        public SmtpOptions CurrentValue => options;

        public SmtpOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<SmtpOptions, string?> listener) => null;
    }
}
