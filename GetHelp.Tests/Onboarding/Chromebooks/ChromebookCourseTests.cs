using GetHelp.Core.Onboarding;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Onboarding.Chromebooks;

/// <summary>The path of the Chromebook journey, as a table.</summary>
public sealed class ChromebookCourseTests
{
    private static readonly ChromebookAnswers All = new() { Need = ChromebookAnswer.Yes, Domain = "school.example.org", RecoveryAddress = "head@example.net" };

    private static readonly ChromebookCourse Course = new()
    {
        Organisation = OrganisationId.School(1),
        OrganisationName = "Ash",
        Urn = Urn.From(100_001),
        ResponsibleBodyId = 1,
        Known = new(),
    };

    [Theory]
    [InlineData(null, null, "WillYouNeed CheckAnswers")]
    [InlineData(ChromebookAnswer.No, "school.example.org", "WillYouNeed CheckAnswers")]
    [InlineData(ChromebookAnswer.DoNotKnow, null, "WillYouNeed CheckAnswers")]
    [InlineData(ChromebookAnswer.Yes, null, "WillYouNeed Domain RecoveryAddress CheckAnswers")]
    [InlineData(ChromebookAnswer.Yes, "school.example.org", "WillYouNeed Domain RecoveryAddress CheckAnswers")]
    [InlineData(ChromebookAnswer.Yes, "UNKNOWN", "WillYouNeed Domain CheckAnswers")]
    public void What_is_asked_follows_from_the_answers(ChromebookAnswer? need, string? domain, string asked) =>
        string.Join(' ', Course.Questions(new() { Need = need, Domain = domain })).ShouldBe(asked);

    [Theory]
    [InlineData(ChromebookQuestion.WillYouNeed, null, null, null, typeof(NoChromebookAnswer))]
    [InlineData(ChromebookQuestion.Domain, ChromebookAnswer.Yes, "", null, typeof(NoGoogleDomain))]
    [InlineData(ChromebookQuestion.Domain, ChromebookAnswer.Yes, "school", null, typeof(NotADomain))]
    [InlineData(ChromebookQuestion.Domain, ChromebookAnswer.Yes, "UNKNOWN", null, typeof(UnknownDomainWarning))]
    [InlineData(ChromebookQuestion.RecoveryAddress, ChromebookAnswer.Yes, "school.org", "head", typeof(NotARecoveryAddress))]
    [InlineData(ChromebookQuestion.RecoveryAddress, ChromebookAnswer.Yes, "school.org", "head@mail.school.org", typeof(RecoveryAddressInside))]
    public void Each_question_says_what_it_will_not_take(ChromebookQuestion question, ChromebookAnswer? need, string? domain, string? address, Type why) =>
        Course.WhyNot(question, new() { Need = need, Domain = domain, RecoveryAddress = address }).ShouldHaveSingleItem().ShouldBeOfType(why);

    [Fact]
    public void An_address_at_a_domain_that_only_ends_alike_is_outside() =>
        Course.WhyNot(ChromebookQuestion.RecoveryAddress, All with { Domain = "school.org", RecoveryAddress = "head@otherschool.org" }).ShouldBeEmpty();

    [Theory]
    [InlineData("other.example.org", null, "WillYouNeed Domain RecoveryAddress")] // the address is outside this one too
    [InlineData("example.net", null, "WillYouNeed Domain")] // the address is now inside, and is asked again
    [InlineData("UNKNOWN", null, "WillYouNeed Domain")]
    [InlineData("school.example.org", ChromebookAnswer.No, "WillYouNeed")]
    public void A_changed_answer_drops_the_later_steps_that_it_invalidates_and_no_other(string domain, ChromebookAnswer? need, string holding)
    {
        JourneyStep<ChromebookQuestion>[] path = [Step(ChromebookQuestion.WillYouNeed), Step(ChromebookQuestion.Domain), Step(ChromebookQuestion.RecoveryAddress)];
        var changed = All with { Domain = domain, GoesOnWithout = domain == "UNKNOWN", Need = need ?? All.Need };

        string.Join(' ', Course.Holding(path, changed).Select(step => step.Question)).ShouldBe(holding);
    }

    [Fact]
    public void Every_answer_belongs_to_one_question()
    {
        var given = All with { Check = DomainCheck.IsWorkspace, GoesOnWithout = true };

        Course.Questions(All).Aggregate(new ChromebookAnswers(), (into, question) => Course.Take(question, given, into)).ShouldBe(given);
    }

    [Theory]
    [InlineData("https://www.school.example.org/apps?x=1", "school.example.org")]
    [InlineData(" School.Example.ORG. ", "school.example.org")]
    [InlineData("school.example.org/", "school.example.org")]
    [InlineData("http://school.example.org:8080#top", "school.example.org")]
    [InlineData("@school.example.org", "school.example.org")]
    [InlineData("head@school.example.org", "school.example.org")]
    [InlineData("our school", "our school")]
    [InlineData(null, "")]
    public void A_domain_is_cleaned_of_what_was_copied_with_it(string? typed, string cleaned) => ChromebookRules.Clean(typed).ShouldBe(cleaned);

    private static JourneyStep<ChromebookQuestion> Step(ChromebookQuestion question) => new(question, "Sam", default);
}
