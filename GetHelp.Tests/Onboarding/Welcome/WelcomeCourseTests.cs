using GetHelp.Core.Allocations;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Onboarding.Welcome;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Onboarding.Welcome;

/// <summary>The path of a school's welcome: the decision table of spec 04 §2.1, a row for each sentence.</summary>
public sealed class WelcomeCourseTests
{
    private const string Told = "Allocation";
    private const string Ordering = "HowToOrder";
    private const string Access = "GiveAccess";
    private const string Somebody = "GiveAccess Person";
    private const string End = "Devices WhatHappensNext";
    private const string AskedChromebooks = "Devices Chromebooks WhatHappensNext";
    private const string WithDomain = "Devices Chromebooks Domain RecoveryAddress WhatHappensNext";

    private static readonly Urn Urn = Urn.From(100_001);

    private static readonly ChromebookCourse Unsaid = new() { Organisation = OrganisationId.School(1), OrganisationName = "Ash", Urn = Urn, ResponsibleBodyId = 1, Known = new() };

    private static readonly WelcomeAnswers Ada = new()
    {
        GivesAccess = YesOrNo.Yes,
        Person = new() { Name = "Ada Hill", EmailAddress = "ada@school.example.net" },
        PersonOrders = YesOrNo.Yes,
    };

    [Theory]
    [InlineData(true, 1, YesOrNo.Yes, $"{Told} {Ordering} {Somebody} {End}")] // who orders, while fewer than three do, is asked for another, and for their details
    [InlineData(true, 2, YesOrNo.No, $"{Told} {Ordering} {Access} {End}")] // who says no is asked for no details
    [InlineData(true, 3, null, $"{Told} {Ordering} {End}")] // where three order already, nobody is asked for a fourth
    [InlineData(true, 3, YesOrNo.Yes, $"{Told} {Ordering} {Somebody} {End}")] // but whom they have named by then is not lost
    [InlineData(false, 1, null, $"{Told} {End}")] // who does not order has no account to hear of and lets nobody order
    public void Who_orders_is_told_how_and_asked_for_a_colleague_while_there_is_room(bool orders, int ordering, YesOrNo? gives, string asked) =>
        Asked(Course(orders, ordering), new() { GivesAccess = gives }).ShouldBe(asked);

    [Theory]
    [InlineData(0)] // nothing is set aside
    [InlineData(40)]
    public void Whether_anything_can_be_ordered_now_changes_nothing_after_the_first_page(int setAside)
    {
        Asked(Course(orders: true, ordering: 3, setAside: setAside), new()).ShouldBe($"{Told} {Ordering} {End}");
        Asked(Course(orders: false, ordering: 3, setAside: setAside), new()).ShouldBe($"{Told} {End}");
    }

    [Theory]
    [InlineData(null, null, AskedChromebooks)]
    [InlineData(ChromebookAnswer.No, null, AskedChromebooks)]
    [InlineData(ChromebookAnswer.DoNotKnow, null, AskedChromebooks)]
    [InlineData(ChromebookAnswer.Yes, null, WithDomain)]
    [InlineData(ChromebookAnswer.Yes, "school.example.org", WithDomain)]
    [InlineData(ChromebookAnswer.Yes, "UNKNOWN", "Devices Chromebooks Domain WhatHappensNext")]
    public void Where_nobody_has_said_so_yet_it_is_asked_about_Chromebooks_as_their_own_journey_asks(ChromebookAnswer? need, string? domain, string asked) =>
        Asked(Course(orders: false) with { Chromebooks = Unsaid }, new() { Chromebooks = new() { Need = need, Domain = domain } }).ShouldBe($"{Told} {asked}");

    [Fact]
    public void What_nobody_is_asked_about_Chromebooks_is_not_answered_either()
    {
        var course = Course(orders: false);

        course.Take(WelcomeQuestion.Chromebooks, new() { Chromebooks = new() { Need = ChromebookAnswer.Yes } }, new()).ShouldBe(new());
        Asked(course, new() { Chromebooks = new() { Need = ChromebookAnswer.Yes } }).ShouldBe($"{Told} {End}");
    }

    [Fact]
    public void Each_question_says_what_it_will_not_take()
    {
        var course = Course() with { Chromebooks = Unsaid };

        course.WhyNot(WelcomeQuestion.GiveAccess, new()).ShouldBe([new NoAnswerAboutAccess()]);
        course.WhyNot(WelcomeQuestion.Person, new()).ShouldBe([new NotAPersonsName(), new NotAnEmailAddress(), new NoAnswerAboutOrdering()], ignoreOrder: true);
        course.WhyNot(WelcomeQuestion.Person, Ada).ShouldBeEmpty();
        course.WhyNot(WelcomeQuestion.Chromebooks, new()).ShouldBe([new NoChromebookAnswer()]);
        course.WhyNot(WelcomeQuestion.Domain, new() { Chromebooks = new() { Domain = "school" } }).ShouldHaveSingleItem().ShouldBeOfType<NotADomain>();
        course.WhyNot(WelcomeQuestion.Devices, new()).ShouldBeEmpty();
    }

    [Fact]
    public void When_the_last_place_is_taken_meanwhile_whoever_is_named_may_still_come_without_ordering()
    {
        var full = Course(orders: true, ordering: 3);

        full.WhyNot(WelcomeQuestion.Person, Ada).ShouldHaveSingleItem().ShouldBeOfType<NobodyElseCanOrder>();
        full.WhyNot(WelcomeQuestion.Person, Ada with { PersonOrders = YesOrNo.No }).ShouldBeEmpty();
    }

    [Fact]
    public void Who_has_been_through_it_answers_nothing_any_more() =>
        (Course() with { IsWelcomed = true }).WhyNot(WelcomeQuestion.Devices, new()).ShouldBe([new AlreadyWelcomed("Ash")]);

    [Fact]
    public void Every_answer_belongs_to_one_question()
    {
        var given = Ada with { Chromebooks = new() { Need = ChromebookAnswer.Yes, Domain = "school.example.org", Check = DomainCheck.IsWorkspace, RecoveryAddress = "head@example.net" } };
        var course = Course(orders: true, ordering: 1) with { Chromebooks = Unsaid };

        course.Questions(given).Aggregate(new WelcomeAnswers(), (into, question) => course.Take(question, given, into)).ShouldBe(given);
    }

    private static string Asked(WelcomeCourse course, WelcomeAnswers answers) => string.Join(' ', course.Questions(answers));

    private static WelcomeCourse Course(bool orders = true, int ordering = 1, int setAside = 40) => new()
    {
        Organisation = OrganisationId.School(1),
        OrganisationName = "Ash",
        School = new()
        {
            SchoolId = 1,
            Urn = Urn,
            School = "Ash",
            Setting = "Primary school",
            ResponsibleBody = "Authority",
            OrderState = OrderState.CanOrder,
            Allocations = [new(DeviceCategory.LaptopsAndTablets, setAside, setAside, 0)],
            Stock = new Dictionary<Product, StockState>(),
            DeliverTo = new() { Name = "Ash", ContactName = "Sam", ContactEmail = "sam@example.org" },
            ViewerOrders = orders,
            ViewerHasAccount = true,
            ViewerId = 1,
            ViewerBelongs = true,
            WhoOrders = [.. Enumerable.Range(1, ordering).Select(n => $"Person {n}")],
            Orders = [],
        },
    };
}
