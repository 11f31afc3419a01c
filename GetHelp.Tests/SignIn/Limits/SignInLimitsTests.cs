using System.Net;
using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.Limits;

public sealed class SignInLimitsTests
{
    private static readonly ClientAddress School = ClientAddress.Of(IPAddress.Parse("192.0.2.10"));
    private static readonly ClientAddress Home = ClientAddress.Of(IPAddress.Parse("198.51.100.7"));

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Five_links_an_hour_are_sent_to_an_address_whoever_asks(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();
        await AskAsync(database, 4, person.EmailAddress, School);
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        (await AskAsync(database, person.EmailAddress, Home)).Refused.ShouldBeFalse();

        var sixth = await AskAsync(database, person.EmailAddress.ToUpperInvariant(), Home);

        sixth.Refusals.ShouldBe([new TooManyLinksToAddress(database.Clock.Now.AddMinutes(40), 5)]);
        sixth.Refusals[0].Message.ShouldEndWith("You can ask again after 11:00am.");
        (await database.ReadAsync(db => db.MagicLinks.CountAsync())).ShouldBe(5);
        database.Clock.Advance(TimeSpan.FromMinutes(40));
        (await AskAsync(database, person.EmailAddress, Home)).Refused.ShouldBeFalse("the hour began with the first");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_address_that_nobody_has_is_limited_alike(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        for (var i = 0; i < 5; i++)
        {
            (await AskAsync(database, "nobody@example.org", School)).Refusals.ShouldBe([new EmailNotRecognised("nobody@example.org")]);
        }

        (await AskAsync(database, "nobody@example.org", School)).Refusals.ShouldBe([new TooManyLinksToAddress(database.Clock.Now.AddHours(1), 5)]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_client_asks_for_sixty_links_an_hour_and_uses_up_nobodys_address_after_that(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, services => services.Configure<SignInOptions>(o => o.LinksPerClient = 3));
        new SignInOptions().LinksPerClient.ShouldBe(60);
        var person = await database.Given.SupportAsync();
        await AskAsync(database, 3, "somebody@example.org", School);

        for (var i = 0; i < 10; i++)
        {
            (await AskAsync(database, person.EmailAddress, School)).Refusals.ShouldBe([new TooManyLinksFromHere(database.Clock.Now.AddHours(1))]);
        }

        (await AskAsync(database, person.EmailAddress, Home)).Refused.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_twenty_who_ask_at_once_on_two_nodes_five_get_a_link(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();
        var key = database.Get<ILimitKey>();
        await using var other = TestDatabase.At(database.Options, services => services.AddSingleton(key));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AskAsync(i % 2 == 0 ? database : other, person.EmailAddress, School)));

        answers.Count(answer => !answer.Refused).ShouldBe(5);
        (await database.ReadAsync(db => db.MagicLinks.CountAsync())).ShouldBe(5);
        (await database.ReadAsync(db => db.LimitCounts.SingleAsync(c => c.Limit == Limit.LinksToAddress))).Count.ShouldBe(20);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task After_three_addresses_that_nobody_has_the_answer_no_longer_tells(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var person = await database.Given.SupportAsync();
        (await AskAsync(database, person.EmailAddress, School)).Value.IsSent.ShouldBeTrue();
        foreach (var unknown in new[] { "a@example.org", "b@example.org", "b@example.org", "c@example.org" })
        {
            (await AskAsync(database, unknown, School)).Refusals.ShouldBe([new EmailNotRecognised(unknown)], "the same one again is no other one");
        }

        var (known, nobody, again) = (await AskAsync(database, person.EmailAddress, School), await AskAsync(database, "d@example.org", School), await AskAsync(database, "a@example.org", School));

        known.Value.IsSent.ShouldBeFalse();
        nobody.Value.IsSent.ShouldBeFalse();
        again.Value.IsSent.ShouldBeFalse();
        (await AskAsync(database, "d@example.org", Home)).Refused.ShouldBeTrue("elsewhere it tells");
        (await database.ReadAsync(db => db.MagicLinks.CountAsync())).ShouldBe(2, "whoever is known goes on getting links");
    }

    [Fact]
    public async Task What_is_not_told_costs_the_same_writing_and_sends_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(configure: services => services.Configure<SignInOptions>(o => o.UnknownAddressesTold = 0));
        await AskAsync(database, "nobody@example.org", School);

        var message = await database.ReadAsync(db => db.Outbox.SingleAsync());
        message.Payload.ShouldNotContain("nobody");
        await database.Services.GetServices<IOutboxSender>().Single(sender => sender.Kind == SignInLinkMessage.Kind).SendAsync(message, default);

        database.Get<TestMailbox>().Sent.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_client_that_has_tried_many_secrets_tries_no_more_for_an_hour(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, services => services.Configure<SignInOptions>(o => o.WrongLinksPerClient = 2));
        var signIn = database.Get<SignInService>();
        (await TryAsync("cut-short", School)).ShouldBe(new LinkNotRecognised());
        (await TryAsync(SignInSecret.New().Reveal(), School)).ShouldBe(new LinkNotRecognised());
        (await TryAsync(SignInSecret.New().Reveal(), School)).ShouldBe(new LinkNotRecognised());

        var enough = new TooManyWrongLinks(database.Clock.Now.AddHours(1));
        (await TryAsync(SignInSecret.New().Reveal(), School)).ShouldBe(enough);
        (await signIn.CheckLinkAsync(new() { Secret = SignInSecret.New().Reveal(), Client = School })).Refusals.ShouldBe([enough]);
        (await TryAsync(SignInSecret.New().Reveal(), Home)).ShouldBe(new LinkNotRecognised());

        database.Clock.Advance(TimeSpan.FromHours(1));
        (await TryAsync(SignInSecret.New().Reveal(), School)).ShouldBe(new LinkNotRecognised());

        async Task<Refusal> TryAsync(string secret, ClientAddress client) => (await signIn.UseLinkAsync(new() { Secret = secret, Client = client })).Refusals.Single();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Counts_hold_no_address_and_go_when_they_count_no_more(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await AskAsync(database, "nobody@example.org", School);
        database.Clock.Advance(TimeSpan.FromMinutes(30));
        await AskAsync(database, "nobody@example.org", Home);
        var counts = await database.ReadAsync(db => db.LimitCounts.AsNoTracking().ToListAsync());
        counts.Count.ShouldBe(7, "two clients asked, each of one address that nobody has");
        counts.ShouldAllBe(c => c.Who.Length == 32 && !System.Text.Encoding.Latin1.GetString(c.Who).Contains("192.0"));

        var tidying = database.Services.GetServices<IRetention>().Single(r => r.Rule == RetentionRules.SignInCounts);
        database.Clock.Advance(TimeSpan.FromMinutes(30));
        (await tidying.RemoveAsync(database.Clock.Now, default)).ShouldBe(4);
        (await tidying.RemoveAsync(database.Clock.Now, default)).ShouldBe(0);

        (await database.ReadAsync(db => db.LimitCounts.CountAsync())).ShouldBe(3);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void A_site_is_one_client(string one, string other, bool same) =>
        (ClientAddress.Of(IPAddress.Parse(one)) == ClientAddress.Of(IPAddress.Parse(other))).ShouldBe(same);

    [Fact]
    public void A_client_is_not_written_down_by_mistake() => $"{School}".ShouldBe("(client)");

    private static Task<Result<LinkAsked>> AskAsync(TestDatabase database, string emailAddress, ClientAddress client) =>
        database.Get<SignInService>().RequestLinkAsync(new() { EmailAddress = emailAddress, Client = client });

    private static async Task AskAsync(TestDatabase database, int times, string emailAddress, ClientAddress client)
    {
        for (var i = 0; i < times; i++)
        {
            await AskAsync(database, emailAddress, client);
        }
    }
}
