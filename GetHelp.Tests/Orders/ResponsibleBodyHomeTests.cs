using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class ResponsibleBodyHomeTests
{
    private const WhoWillOrder Central = WhoWillOrder.ResponsibleBody;

    /// <summary>What the database counts is what the rule says of each school.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Schools_are_counted_by_the_status_in_which_somebody_has_something_to_do(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        await database.Given.SchoolAsync("Nobody is here", body: body);
        await database.Given.SchoolAsync("Nobody is here either", body: body, domain: null);
        await database.Given.ContactAsync(await database.Given.SchoolAsync("Somebody is named", body: body), "Ada Hill", chosen: true);
        await database.Given.SchoolUserAsync(await database.Given.SchoolAsync("Answered", body: body));
        await database.Given.SchoolUserAsync(await database.Given.SchoolAsync("Not answered", body: body, domain: null));
        await AnswerAsync(database, await database.Given.SchoolAsync("Central, no", body: body, who: Central), new() { Answer = ChromebookAnswer.No });
        await AnswerAsync(database, await database.Given.SchoolAsync("Central, not known", body: body, who: Central), new() { Answer = ChromebookAnswer.DoNotKnow });
        await AnswerAsync(database, await database.Given.SchoolAsync("Central, no way back in", body: body, who: Central), new() { Answer = ChromebookAnswer.Yes, Domain = "a.example.org" });
        await AnswerAsync(database, await database.Given.SchoolAsync("Central, without a domain", body: body, who: Central), new() { Answer = ChromebookAnswer.Yes, Domain = ChromebookRules.Unknown });
        await database.Given.SchoolAsync("Central, not said", body: body, who: Central, domain: null);
        await database.Given.SchoolAsync("Somebody else's");

        var home = (await ReadAsync(database, viewer, body))!;

        home.Waiting.ShouldBe([new(SchoolStatus.NeedsContact, 2), new(SchoolStatus.SchoolWillBeContacted, 1), new(SchoolStatus.SchoolContacted, 1), new(SchoolStatus.NeedsInformation, 3)]);
        home.Schools.ShouldBe(10);
        home.Told.ShouldBeNull();
        home.Ordering.Schools.ShouldBeEmpty("they are listed elsewhere");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Orders_of_all_its_schools_and_of_social_care_are_counted_together(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(body, laptops: 5, routers: 0);
        var viewer = await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);
        (await ReadAsync(database, viewer, body))!.Orders.ShouldBe(new(0, null, 0, 0));
        var central = await database.Given.SchoolAsync(body: body, who: Central);
        var own = await database.Given.SchoolAsync(body: body);
        var first = await database.Given.OrderAsync(central, viewer, new LineAsked(Product.Ipad, 1));
        await database.Given.OrderAsync(own, null, new LineAsked(Product.Ipad, 1));
        (await database.Get<OrderRequestService>().AskAsync(viewer, new()
        {
            Number = first,
            Kind = OrderRequestKind.Stop,
            Why = "A test",
            Contact = new() { Name = "Robin", Telephone = "01632 960 001" },
            Lines = [],
        })).Refusals.ShouldBeEmpty();
        database.Clock.Advance(TimeSpan.FromDays(20));
        (await database.Get<OrderService>().PlaceSocialCareAsync(viewer, new() { Key = Guid.NewGuid(), ResponsibleBodyId = body.Id, Lines = [new(Product.Ipad, 2)] })).Refused.ShouldBeFalse();

        var home = (await ReadAsync(database, viewer, body))!;

        (home.Orders.Coming, home.Orders.Late, home.Orders.AwaitingAnswer).ShouldBe((3, 1, 1), "what somebody asked about is not late as well");
        home.Orders.NextDue.ShouldNotBeNull().ShouldBeGreaterThan(DateOnly.FromDateTime(database.Clock.Now), "what is late is not the next to come");
        home.SocialCareLeft.ShouldBe([new(DeviceCategory.LaptopsAndTablets, 3)]);
        home.ViewerOrdersForSocialCare.ShouldBeTrue();
    }

    [Fact]
    public async Task Somebody_elses_body_is_not_there_and_support_is_told_of_it_but_given_nothing_to_do()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();

        (await ReadAsync(database, await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync()), body)).ShouldBeNull();
        BodyTasks.Of((await ReadAsync(database, await database.Given.SupportAsync(), body))!).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_costs_the_same_statements_with_five_schools_and_with_fifty()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var dispose = database;
        var costs = new List<int>();
        foreach (var schools in new[] { 5, 50 })
        {
            var body = await database.Given.ResponsibleBodyAsync(pools: true);
            var viewer = await database.Given.ResponsibleBodyUserAsync(body);
            for (var i = 0; i < schools; i++)
            {
                await database.Given.OrderAsync(await database.Given.SchoolAsync(body: body, who: Central), viewer);
            }

            counter.StartAgain();
            await ReadAsync(database, viewer, body);
            costs.Add(counter.Count);
        }

        costs[1].ShouldBe(costs[0]);
        costs[0].ShouldBe(9);
    }

    private static Task<ResponsibleBodyHome?> ReadAsync(TestDatabase database, Viewer viewer, ResponsibleBody body) =>
        database.Get<ResponsibleBodyHomeReader>().FindAsync(viewer, body.Id);

    /// <summary>As an older import or an end in the middle may have left it: no page would save every one of these.</summary>
    private static async Task AnswerAsync(TestDatabase database, School school, ChromebookDetails details)
    {
        await using var db = database.Open();
        (await db.Schools.SingleAsync(s => s.Id == school.Id)).Chromebooks = details;
        await db.SaveChangesAsync();
    }
}
