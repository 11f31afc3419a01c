using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.Orders.Requests;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders.Reports;

public sealed class DeliveryReportServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Missing_items_are_reported_once_they_came_and_answered_by_email_and_in_the_story(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, teacher, number) = await OrderAsync(database);
        (await ReportAsync(database, teacher, Missing(number, 2))).Refusals.ShouldBe([new NotDelivered(DeliveryKind.Google)]);
        await DeliverAsync(database, number);

        (await ReportAsync(database, teacher, Missing(number, 2))).Refusals.ShouldBeEmpty();
        (await ReportAsync(database, teacher, Missing(number, 1))).Refusals.ShouldBe([new AlreadyReported(DeliveryKind.Google)]);
        (await database.OrderAsync(number)).OpenReports.ShouldBe(1);
        var support = await database.Given.SupportAsync();
        var waiting = (await database.Get<WaitingForSupport>().ReadAsync(support)).Value.Reports.ShouldHaveSingleItem();
        (waiting.Number, waiting.For, waiting.Problem).ShouldBe((number, school.Name, DeliveryProblem.MissingItems));
        (await database.Get<WaitingForSupport>().CountAsync(support)).ShouldBe(1);

        (await AnswerAsync(database, support, waiting.Id, "")).Refusals.ShouldBe([new NoAnswer()]);
        (await AnswerAsync(database, support, waiting.Id, "Two more are on the way")).Refusals.ShouldBeEmpty();
        (await AnswerAsync(database, support, waiting.Id, "Again")).Refusals.ShouldBe([new AlreadyAnswered(support.Name, "Two more are on the way")]);

        (await database.OrderAsync(number)).OpenReports.ShouldBe(0);
        await database.Get<OutboxDelivery>().SendDueAsync();
        var email = database.Get<TestMailbox>().Sent.ShouldHaveSingleItem();
        email.To.ShouldBe(teacher.EmailAddress);
        email.Body.ShouldContain("missing from the delivery of Chromebooks: 2 Chromebooks");
        email.Body.ShouldContain("Our answer: Two more are on the way");
        var story = await database.ReadAsync(db => db.History.Where(e => e.OrderId == number.Id).OrderByDescending(e => e.Id).Take(2).ToListAsync());
        story.Select(e => (e.What, e.Who, e.Detail)).ShouldBe(
        [
            (HistoryKind.ReportAnswered, support.Name, "Two more are on the way"),
            (HistoryKind.DeliveryReported, teacher.Name, "2 Chromebooks missing or not complete: The chargers"),
        ]);
    }

    [Fact]
    public async Task A_delivery_is_late_once_its_day_has_passed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (_, teacher, number) = await OrderAsync(database);
        database.Clock.Advance(TimeSpan.FromDays(7)); // the day on which it is due
        (await ReportAsync(database, teacher, Late(number))).Refusals.ShouldBe([new NotLate(DeliveryKind.Google, new(2021, 3, 10), HasCome: false)]);

        database.Clock.Advance(TimeSpan.FromDays(1));
        (await ReportAsync(database, teacher, Late(number))).Refusals.ShouldBeEmpty();

        await DeliverAsync(database, number);
        (await ReportAsync(database, teacher, Late(number))).Refusals.Single().ShouldBeOfType<NotLate>().HasCome.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_reported_is_of_the_order_and_says_what_is_missing_and_whom_to_call()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (_, teacher, number) = await OrderAsync(database);
        await DeliverAsync(database, number);

        (await ReportAsync(database, teacher, Missing(number, 4))).Refusals.ShouldBe([new MoreMissingThanOrdered(Product.Chromebook, 3)]);
        (await ReportAsync(database, teacher, Missing(number, -1))).Refusals.ShouldBe([new MoreMissingThanOrdered(Product.Chromebook, 3)]);
        (await ReportAsync(database, teacher, Missing(number, 1) with { Missing = [new(Product.Router, 1)] })).Refusals.ShouldBe([new MoreMissingThanOrdered(Product.Router, 0)]);
        (await ReportAsync(database, teacher, Missing(number, 0) with { Said = "", Contact = new() { Name = "", Telephone = "" } })).Refusals
            .ShouldBe([new NothingMissing(), new MissingNotSaid(), new NoContactName(), new NoTelephone()]);
        (await ReportAsync(database, teacher, Missing(number, 1) with { Delivery = DeliveryKind.Apple })).Refusals.ShouldBe([new NotFound()]);
    }

    [Fact]
    public async Task Who_orders_for_the_organisation_reports_and_support_answers()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, teacher, number) = await OrderAsync(database);
        await DeliverAsync(database, number);
        var support = await database.Given.SupportAsync();

        (await ReportAsync(database, await database.Given.SchoolUserAsync(school, orders: false), Missing(number, 1))).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await ReportAsync(database, support, Missing(number, 1))).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await ReportAsync(database, await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()), Missing(number, 1))).Refusals.ShouldBe([new NotFound()]);
        (await AnswerAsync(database, teacher, 1, "Answer")).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await AnswerAsync(database, support, 999, "Answer")).Refusals.ShouldBe([new NotFound()]);
        (await database.Get<WaitingForSupport>().ReadAsync(teacher)).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await database.Get<WaitingForSupport>().CountAsync(teacher)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_agents_who_answer_at_once_one_has_answered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (_, teacher, number) = await OrderAsync(database);
        await DeliverAsync(database, number);
        await ReportAsync(database, teacher, Missing(number, 1));
        var id = await database.ReadAsync(db => db.DeliveryReports.Select(r => r.Id).SingleAsync());
        var agents = new[] { await database.Given.SupportAsync(), await database.Given.SupportAsync() };

        var answers = await Task.WhenAll(agents.Select(agent => Task.Run(() => AnswerAsync(database, agent, id, agent.Name))));

        answers.Count(a => a.Refused).ShouldBe(1);
        answers.Single(a => a.Refused).Refusals.Single().ShouldBeOfType<AlreadyAnswered>();
    }

    private static async Task<(School School, Viewer Teacher, OrderNumber Number)> OrderAsync(TestDatabase database)
    {
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        return (school, teacher, await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 3)));
    }

    private static async Task DeliverAsync(TestDatabase database, OrderNumber number)
    {
        await database.TellAsync(number, OrderEventType.Accepted);
        await database.TellAsync(number, OrderEventType.Dispatched, DeliveryKind.Google);
        await database.TellAsync(number, OrderEventType.Delivered, DeliveryKind.Google);
    }

    private static Task<Result<OrderNumber>> ReportAsync(TestDatabase database, Viewer viewer, ReportDelivery told) => database.Get<DeliveryReportService>().ReportAsync(viewer, told);

    private static Task<Result<OrderNumber>> AnswerAsync(TestDatabase database, Viewer viewer, int id, string answer) =>
        database.Get<DeliveryReportService>().AnswerAsync(viewer, id, answer);

    private static ReportDelivery Missing(OrderNumber number, int chromebooks) => new()
    {
        Number = number,
        Delivery = DeliveryKind.Google,
        Problem = DeliveryProblem.MissingItems,
        Said = "The chargers",
        Contact = OrderRequestTest.Contact,
        Missing = [new(Product.Chromebook, chromebooks)],
    };

    private static ReportDelivery Late(OrderNumber number) =>
        new() { Number = number, Delivery = DeliveryKind.Google, Problem = DeliveryProblem.Late, Contact = OrderRequestTest.Contact };
}
