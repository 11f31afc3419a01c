using System.Net;
using GetHelp.Core.Data.Demonstration;
using GetHelp.Core.Notifications;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Notifications;

public sealed class DevelopmentMailboxTests
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task The_newest_message_comes_first_and_the_oldest_goes_when_it_is_full()
    {
        var mailbox = new DevelopmentMailbox(clock);

        foreach (var number in Enumerable.Range(1, DevelopmentMailbox.Capacity + 1))
        {
            await mailbox.SendAsync(Message($"{number}"), default);
        }

        mailbox.Messages.Count.ShouldBe(DevelopmentMailbox.Capacity);
        mailbox.Messages[0].Message.Subject.ShouldBe($"{DevelopmentMailbox.Capacity + 1}");
        mailbox.Messages[^1].Message.Subject.ShouldBe("2");
    }

    [Fact]
    public async Task Somebody_who_waits_goes_on_when_a_message_comes()
    {
        var mailbox = new DevelopmentMailbox(clock);
        var caused = new TaskCompletionSource();

        var waiting = mailbox.WithArrivalAsync(() => Cause(caused), _ => true, TimeSpan.FromSeconds(3));
        await caused.Task;
        waiting.IsCompleted.ShouldBeFalse();
        await mailbox.SendAsync(Message("here"), default);

        (await waiting.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe("asked");
    }

    [Fact]
    public async Task Somebody_who_waits_in_vain_goes_on_after_a_while()
    {
        var mailbox = new DevelopmentMailbox(clock);

        var waiting = mailbox.WithArrivalAsync(() => Task.FromResult("asked"), _ => true, TimeSpan.FromSeconds(3));
        await Eventually.BecomesTrueAsync("somebody to wait for the clock", () => clock.TimersWaiting == 1);
        clock.Advance(TimeSpan.FromSeconds(3));

        (await waiting.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe("asked");
    }

    [Fact]
    public async Task Its_page_lists_the_made_up_people_and_shows_the_link_to_follow()
    {
        await using var portal = await Portal.StartAsync("Development");
        var school = await portal.Given.SchoolAsync("Hogglestock School");
        var person = await portal.Given.SchoolUserAsync(school);
        var mailbox = portal.Services.GetRequiredService<DevelopmentMailbox>();
        await mailbox.SendAsync(Message("A link", "Open this:\n\nhttps://localhost/sign-in/link?secret=abc&returnUrl=%2Fhome\n<script>"), default);

        var page = await portal.Open().GetAsync("/development/mailbox");

        page.Document.QuerySelectorAll("button[name=EmailAddress]").Select(button => button.GetAttribute("value")).ShouldBe([person.EmailAddress]);
        page.Text.ShouldContain("Hogglestock School");
        page.Document.QuerySelector(".email-body a")!.GetAttribute("href").ShouldBe("https://localhost/sign-in/link?secret=abc&returnUrl=%2Fhome");
        page.Document.QuerySelectorAll("main script").ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_message_has_a_page_with_both_of_its_forms()
    {
        await using var portal = await Portal.StartAsync("Development");
        var mailbox = portal.Services.GetRequiredService<DevelopmentMailbox>();
        await mailbox.SendAsync(Message("An older one"), default);
        await mailbox.SendAsync(Message("News", "Only in text"), default);
        var browser = portal.Open();

        var list = await browser.GetAsync("/development/mailbox");
        var page = await browser.GetAsync(list.Document.QuerySelector("details .email-foot a")!.GetAttribute("href")!);

        page.Heading.ShouldBe("News");
        page.Document.QuerySelector(".email-body")!.TextContent.Trim().ShouldBe("Only in text");
        var frame = page.Document.QuerySelector("iframe")!;
        frame.GetAttribute("srcdoc").ShouldBe("<p>News</p>");
        frame.GetAttribute("sandbox")!.ShouldNotContain("allow-scripts");
        (await browser.GetAsync("/development/mailbox/99")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Every_demonstration_address_can_be_signed_in_with()
    {
        foreach (var person in DemonstrationPeople.All)
        {
            EmailAddress.TryParse(person.EmailAddress, out var address).ShouldBeTrue(person.EmailAddress);
            address.Domain.ShouldBe("example.org");
        }
    }

    private static async Task<string> Cause(TaskCompletionSource caused)
    {
        await Task.Yield();
        caused.SetResult();
        return "asked";
    }

    private static EmailMessage Message(string subject, string body = "Text") => new() { To = "sam@example.org", Subject = subject, Body = body, Html = $"<p>{subject}</p>" };
}
