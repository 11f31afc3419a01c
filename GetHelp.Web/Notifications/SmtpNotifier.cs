using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using GetHelp.Core.Notifications;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Notifications;

/// <summary>The section "Email:Smtp" of the settings.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Email:Smtp";

    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public bool UseTls { get; set; } = true;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender: "Get help with technology &lt;no-reply@example.org&gt;".</summary>
    public string? From { get; set; }
}

/// <summary>Sends e-mail through a mail server. Until one is set up every attempt fails, and the messages wait in the outbox.</summary>
public sealed class SmtpNotifier(IOptionsMonitor<SmtpOptions> options) : INotifier
{
    public async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        if (options.CurrentValue is not { Host: { Length: > 0 } host, From: { Length: > 0 } from } smtp)
        {
            throw new InvalidOperationException("E-mail cannot be sent: set Email:Smtp:Host and Email:Smtp:From.");
        }

        using var client = new SmtpClient(host, smtp.Port) { EnableSsl = smtp.UseTls };
        client.Credentials = smtp.UserName is null ? null : new NetworkCredential(smtp.UserName, smtp.Password);
        using var mail = Compose(message, from);
        await client.SendMailAsync(mail, cancellationToken);
    }

    /// <summary>The plain text first and the HTML after it: a mail program shows the last form that it knows.</summary>
    private static MailMessage Compose(EmailMessage message, string from)
    {
        var mail = new MailMessage(from, message.To, message.Subject, message.Body) { SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8 };
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(message.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        return mail;
    }
}
