using GetHelp.Core.Allocations;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Shouldly;
using Xunit;
using static GetHelp.Core.DonatedDevices.DonatedDevicesQuestion;

namespace GetHelp.Tests.DonatedDevices;

/// <summary>Which question comes next (spec 04 §7.3, §7.4), as tables; and what answers them.</summary>
public sealed class DonatedDevicesCourseTests
{
    private static readonly Urn Ash = Urn.From(100_001);
    private static readonly Urn Elm = Urn.From(100_002);

    private static readonly DonatedDevicesCourse OfSchool = new()
    {
        Organisation = OrganisationId.School(1),
        OrganisationName = "Ash School",
        IsTaking = true,
        School = new()
        {
            SchoolId = 1,
            Urn = Ash,
            Name = "Ash School",
            ResponsibleBodyId = 7,
            ResponsibleBody = "Exampleshire",
            WhoWillOrder = WhoWillOrder.School,
            IsOpen = true,
            IsOptedIn = false,
        },
    };

    private static readonly DonatedDevicesCourse OfBody = new()
    {
        Organisation = OrganisationId.ResponsibleBody(7),
        OrganisationName = "Exampleshire",
        IsTaking = true,
        CanBeOptedIn = [Ash, Elm],
    };

    private static readonly DonatedDevicesCourse OfBodyWithOneSchool = OfBody with { CanBeOptedIn = [Ash] };

    private static readonly DonatedDevicesCourse OfBodyAgain = OfBody with { Asked = new() { DeviceTypes = [DonatedDeviceType.Ipad], Boxes = 1 } };

    private static readonly DonatedDevicesCourse OfBodyAgainForOne = OfBodyAgain with { CanBeOptedIn = [Elm] };

    public static TheoryData<string, DonatedDevicesCourse, DonatedDevicesAnswers, DonatedDevicesQuestion[]> Paths => new()
    {
        { "a school", OfSchool, Yes(), [Interest, About, Queue, StillInterested, DeviceTypes, HowMany, YourDetails, Disclaimer, CheckAnswers] },
        { "a school that says no", OfSchool, new() { Interested = false }, [Interest] },
        { "a school that has read on and says no", OfSchool, Yes() with { StillInterested = false }, [Interest, About, Queue, StillInterested] },
        { "a body, all schools", OfBody, Yes(SchoolChoice.All), [Interest, About, Queue, StillInterested, WhichSchools, DeviceTypes, HowMany, YourDetails, Disclaimer, CheckAnswers] },
        { "a body, some schools", OfBody, Yes(SchoolChoice.Some), [Interest, About, Queue, StillInterested, WhichSchools, Schools, DeviceTypes, HowMany, YourDetails, Disclaimer, CheckAnswers] },
        { "a body that has not said which yet", OfBody, Yes(), [Interest, About, Queue, StillInterested, WhichSchools, DeviceTypes, HowMany, YourDetails, Disclaimer, CheckAnswers] },
        { "a body with one school", OfBodyWithOneSchool, Yes(), [Interest, About, Queue, StillInterested, DeviceTypes, HowMany, YourDetails, Disclaimer, CheckAnswers] },
        { "a body that says no", OfBody, new() { Interested = false }, [Interest] },
        { "a body, for the rest, all", OfBodyAgain, new() { Which = SchoolChoice.All }, [WhichSchools, CheckAnswers] },
        { "a body, for the rest, some", OfBodyAgain, new() { Which = SchoolChoice.Some }, [WhichSchools, Schools, CheckAnswers] },
        { "a body, for the last school", OfBodyAgainForOne, new(), [CheckAnswers] },
    };

    [Theory, MemberData(nameof(Paths))]
    public void The_questions_follow_from_the_answers(string who, DonatedDevicesCourse course, DonatedDevicesAnswers answers, DonatedDevicesQuestion[] questions) =>
        course.Questions(answers).ShouldBe(questions, who);

    public static TheoryData<DonatedDevicesQuestion, DonatedDevicesAnswers, Type> BadAnswers => new()
    {
        { Interest, new(), typeof(NotSaidWhetherInterested) },
        { StillInterested, new(), typeof(NotSaidWhetherInterested) },
        { WhichSchools, new(), typeof(NotSaidWhichSchools) },
        { Schools, new(), typeof(NoSchoolChosen) },
        { Schools, new() { Schools = [Ash, Urn.From(999_999)] }, typeof(SchoolsNotAmongYours) },
        { DeviceTypes, new(), typeof(NoDeviceType) },
        { DeviceTypes, new() { DeviceTypes = [(DonatedDeviceType)9] }, typeof(NoDeviceType) },
        { HowMany, new(), typeof(NoNumberOfDevices) },
        { HowMany, new() { Boxes = 5 }, typeof(NoNumberOfDevices) },
    };

    [Theory, MemberData(nameof(BadAnswers))]
    public void What_does_not_answer_a_question_is_refused(DonatedDevicesQuestion question, DonatedDevicesAnswers answers, Type refusal) =>
        OfBody.WhyNot(question, answers).Single().ShouldBeOfType(refusal);

    [Fact]
    public void Every_question_can_be_answered()
    {
        var answers = Yes(SchoolChoice.Some) with { Schools = [Ash], DeviceTypes = [DonatedDeviceType.Ipad], Boxes = 2 };

        OfBody.Questions(answers).ShouldAllBe(question => OfBody.WhyNot(question, answers).Count == 0);
        OfSchool.Questions(answers).ShouldAllBe(question => OfSchool.WhyNot(question, answers).Count == 0);
    }

    [Fact]
    public void A_school_that_was_chosen_and_can_be_opted_in_no_more_asks_for_the_schools_again_and_for_nothing_else()
    {
        var answers = Yes(SchoolChoice.Some) with { Schools = [Ash, Elm], DeviceTypes = [DonatedDeviceType.Ipad], Boxes = 2 };
        var path = OfBody.Questions(answers).Select(question => new Core.Onboarding.JourneyStep<DonatedDevicesQuestion>(question, "Robin", default)).ToList();
        var since = OfBody with { CanBeOptedIn = [Ash, Urn.From(100_003)] };

        OfBody.Holding(path, answers).Count.ShouldBe(path.Count);
        path.Select(step => step.Question).Except(since.Holding(path, answers).Select(step => step.Question)).ShouldBe([Schools]);
    }

    [Fact]
    public void Changing_to_all_schools_asks_nothing_else_again()
    {
        var answers = Yes(SchoolChoice.Some) with { Schools = [Ash], DeviceTypes = [DonatedDeviceType.Ipad], Boxes = 2 };
        var path = OfBody.Questions(answers).Select(question => new Core.Onboarding.JourneyStep<DonatedDevicesQuestion>(question, "Robin", default)).ToList();

        var holding = OfBody.Holding(path, answers with { Which = SchoolChoice.All });

        path.Select(step => step.Question).Except(holding.Select(step => step.Question)).ShouldBe([Schools]);
    }

    [Fact]
    public void While_nobody_can_be_opted_in_no_question_is_answered()
    {
        (OfSchool with { IsTaking = false }).WhyNot(About, Yes()).Single().ShouldBeOfType<DonatedDevicesClosed>();
        (OfSchool with { School = OfSchool.School! with { IsOptedIn = true } }).WhyNot(About, Yes()).Single().ShouldBeOfType<AlreadyOptedIn>();
        (OfBody with { CanBeOptedIn = [] }).WhyNot(About, Yes()).Single().ShouldBeOfType<NoSchoolLeft>();
    }

    [Fact]
    public void Each_question_takes_its_own_answer_and_no_other()
    {
        var full = Yes(SchoolChoice.Some) with { Schools = [Ash], DeviceTypes = [DonatedDeviceType.Ipad], Boxes = 2 };

        foreach (var question in Enum.GetValues<DonatedDevicesQuestion>())
        {
            var others = Enum.GetValues<DonatedDevicesQuestion>().Where(other => other != question);
            var taken = OfBody.Take(question, full, new());
            others.ShouldAllBe(other => OfBody.Same(other, taken, new()), $"{question}");
        }

        Enum.GetValues<DonatedDevicesQuestion>().Aggregate(new DonatedDevicesAnswers(), (into, question) => OfBody.Take(question, full, into)).ShouldBe(full);
    }

    private static DonatedDevicesAnswers Yes(SchoolChoice? which = null) => new() { Interested = true, StillInterested = true, Which = which };
}
