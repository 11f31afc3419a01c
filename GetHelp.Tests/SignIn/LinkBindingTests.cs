using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn;

/// <summary>What a link is bound to: the address it went to, and the browser that asked.</summary>
public sealed class LinkBindingTests
{
    private static readonly SignInSecret Here = SignInSecret.New();
    private static readonly SignInSecret Elsewhere = SignInSecret.New();

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task In_another_browser_a_link_signs_in_only_who_says_that_they_asked_for_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();
        var signIn = database.Get<SignInService>();
        var secret = await LinkAsync(database, person, Here);

        (await signIn.CheckLinkAsync(new() { Secret = secret, Browser = Here })).Value.AskedForElsewhere.ShouldBeFalse();
        var opened = (await signIn.CheckLinkAsync(new() { Secret = secret, Browser = Elsewhere })).Value;
        opened.AskedForElsewhere.ShouldBeTrue();
        opened.RequestedAt.ShouldBe(database.Clock.Now);

        (await signIn.UseLinkAsync(new() { Secret = secret, Browser = Elsewhere })).Refusals.ShouldBe([new NotSaidWhoAsked()]);
        (await signIn.UseLinkAsync(new() { Secret = secret })).Refusals.ShouldBe([new NotSaidWhoAsked()]);
        (await database.ReadAsync(db => db.MagicLinks.SingleAsync())).UsedAt.ShouldBeNull();
        (await signIn.UseLinkAsync(new() { Secret = secret, Browser = Elsewhere, SaysWhoAsked = true })).Value.Person.UserId.ShouldBe(person.UserId);
    }

    [Fact]
    public async Task A_link_that_no_browser_asked_for_is_elsewhere_everywhere()
    {
        await using var database = await TestDatabase.CreateAsync();
        var secret = await LinkAsync(database, await database.Given.SupportAsync(), browser: null);

        (await database.Get<SignInService>().CheckLinkAsync(new() { Secret = secret, Browser = Here })).Value.AskedForElsewhere.ShouldBeTrue();
    }

    [Fact]
    public async Task The_database_holds_of_a_browser_what_nobody_can_make_its_cookie_of()
    {
        await using var database = await TestDatabase.CreateAsync();
        await LinkAsync(database, await database.Given.SupportAsync(), Here);

        (await database.ReadAsync(db => db.MagicLinks.SingleAsync())).BrowserHash.ShouldBe(Here.Hash());
        $"{Here}".ShouldBe("(secret)");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_link_is_void_once_its_person_has_another_address_however_that_came_about(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();
        var signIn = database.Get<SignInService>();
        var secret = await LinkAsync(database, person, Here);
        await database.ReadAsync(db => db.Users.Where(u => u.Id == person.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailAddress, "new@example.net"))); // past everything that forgets links

        (await signIn.CheckLinkAsync(new() { Secret = secret, Browser = Here })).Refusals.ShouldBe([new LinkNotRecognised()]);
        (await signIn.UseLinkAsync(new() { Secret = secret, Browser = Here })).Refusals.ShouldBe([new LinkNotRecognised()]);
    }

    [Fact]
    public async Task Yes_that_was_said_to_one_link_does_not_use_another()
    {
        await using var database = await TestDatabase.CreateAsync();
        var signIn = database.Get<SignInService>();
        var (one, other) = (await LinkAsync(database, await database.Given.SupportAsync(), Here), await LinkAsync(database, await database.Given.SupportAsync(), Here));
        var seen = (await signIn.CheckLinkAsync(new() { Secret = one, Browser = Here })).Value;

        (await signIn.UseLinkAsync(new() { Secret = other, Browser = Here, Seen = seen.Id })).Refusals.ShouldBe([new AnotherLinkOpened()]);

        (await signIn.UseLinkAsync(new() { Secret = one, Browser = Here, Seen = seen.Id })).Refused.ShouldBeFalse();
    }

    private static async Task<string> LinkAsync(TestDatabase database, Viewer person, SignInSecret? browser)
    {
        await database.Get<SignInService>().RequestLinkAsync(new() { EmailAddress = person.EmailAddress, Browser = browser });
        var message = await database.ReadAsync(db => db.Outbox.OrderByDescending(m => m.Id).FirstAsync());
        await database.Services.GetServices<IOutboxSender>().Single(sender => sender.Kind == SignInLinkMessage.Kind).SendAsync(message, default);
        var body = database.Get<TestMailbox>().Sent[^1].Body;
        return body.Split("secret=")[1].Split(['\n', '&', ' '])[0].Trim();
    }
}
