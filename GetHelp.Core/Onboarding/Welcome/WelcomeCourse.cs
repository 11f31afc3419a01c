using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Orders;
using GetHelp.Core.People;

namespace GetHelp.Core.Onboarding.Welcome;

public enum WelcomeQuestion
{
    Allocation,
    HowToOrder,
    GiveAccess,
    Person,
    Devices,
    Chromebooks,
    Domain,
    RecoveryAddress,
    WhatHappensNext,
}

public enum YesOrNo
{
    Yes,
    No,
}

/// <summary>What somebody answered while they were welcomed.</summary>
public sealed record WelcomeAnswers
{
    /// <summary>Whether somebody else needs access too.</summary>
    public YesOrNo? GivesAccess { get; init; }

    /// <summary>Who. Invited when the welcome is finished, not before.</summary>
    public PersonDetails Person { get; init; } = new() { Name = "", EmailAddress = "" };

    public YesOrNo? PersonOrders { get; init; }

    public ChromebookAnswers Chromebooks { get; init; } = new();
}

/// <summary>What somebody who is new at a school is told and asked, in which order (spec 04 §2.1).</summary>
/// <remarks>The step "order your own", for schools without an allocation, is left out, as it was upstream from 16 March 2021: whether anything can be
/// ordered now decides on no later step, and the first page says it.</remarks>
public sealed record WelcomeCourse : JourneyCourse<WelcomeAnswers, WelcomeQuestion>
{
    /// <summary>The school as this person sees it.</summary>
    public required SchoolOrdering School { get; init; }

    /// <summary>What is asked about Chromebooks; null when nothing is, because the school has said it or its responsible body orders.</summary>
    public ChromebookCourse? Chromebooks { get; init; }

    /// <summary>The person has been through it: once for each school.</summary>
    public bool IsWelcomed { get; init; }

    /// <summary>Whether one more person may order for the school.</summary>
    public bool HasRoom => !School.IsCentrallyManaged && School.WhoOrders.Count < WhoOrdersRules.PerSchool;

    public override WelcomeQuestion First() => WelcomeQuestion.Allocation;

    public override WelcomeQuestion? Next(WelcomeQuestion question, WelcomeAnswers answers) => (question, answers) switch
    {
        (WelcomeQuestion.Allocation, _) when School.ViewerOrders => WelcomeQuestion.HowToOrder,
        (WelcomeQuestion.HowToOrder, _) when HasRoom => WelcomeQuestion.GiveAccess,
        (WelcomeQuestion.HowToOrder, { GivesAccess: YesOrNo.Yes }) => WelcomeQuestion.GiveAccess, // whom they named is not lost because a colleague took the last place
        (WelcomeQuestion.GiveAccess, { GivesAccess: YesOrNo.Yes }) => WelcomeQuestion.Person,
        (WelcomeQuestion.Allocation or WelcomeQuestion.HowToOrder or WelcomeQuestion.GiveAccess or WelcomeQuestion.Person, _) => WelcomeQuestion.Devices,
        (WelcomeQuestion.Devices, _) when Chromebooks is not null => WelcomeQuestion.Chromebooks,
        (WelcomeQuestion.Chromebooks or WelcomeQuestion.Domain, _) when Chromebooks is not null => Of(Chromebooks.Next(AboutChromebooks(question)!.Value, answers.Chromebooks)),
        (WelcomeQuestion.WhatHappensNext, _) => null,
        _ => WelcomeQuestion.WhatHappensNext,
    };

    public override WelcomeAnswers Take(WelcomeQuestion question, WelcomeAnswers from, WelcomeAnswers into) => question switch
    {
        WelcomeQuestion.GiveAccess => into with { GivesAccess = from.GivesAccess },
        WelcomeQuestion.Person => into with { Person = from.Person, PersonOrders = from.PersonOrders },
        _ when AboutChromebooks(question) is { } about && Chromebooks is not null => into with { Chromebooks = Chromebooks.Take(about, from.Chromebooks, into.Chromebooks) },
        _ => into,
    };

    public override IReadOnlyList<Refusal> WhyNot(WelcomeQuestion question, WelcomeAnswers answers) => question switch
    {
        _ when IsWelcomed => [new AlreadyWelcomed(OrganisationName)],
        WelcomeQuestion.GiveAccess => answers.GivesAccess is null ? [new NoAnswerAboutAccess()] : [],
        WelcomeQuestion.Person => [.. answers.Person.WhyNot(), .. WhyNotOrder(answers)],
        _ when AboutChromebooks(question) is { } about && Chromebooks is not null => Chromebooks.WhyNot(about, answers.Chromebooks),
        _ => [],
    };

    /// <summary>The question of the Chromebook journey that a question asks; null when it is about something else.</summary>
    internal static ChromebookQuestion? AboutChromebooks(WelcomeQuestion question) => question switch
    {
        WelcomeQuestion.Chromebooks => ChromebookQuestion.WillYouNeed,
        WelcomeQuestion.Domain => ChromebookQuestion.Domain,
        WelcomeQuestion.RecoveryAddress => ChromebookQuestion.RecoveryAddress,
        _ => null,
    };

    private static WelcomeQuestion Of(ChromebookQuestion? about) => about switch
    {
        ChromebookQuestion.Domain => WelcomeQuestion.Domain,
        ChromebookQuestion.RecoveryAddress => WelcomeQuestion.RecoveryAddress,
        _ => WelcomeQuestion.WhatHappensNext,
    };

    private IEnumerable<Refusal> WhyNotOrder(WelcomeAnswers answers)
    {
        if (answers.PersonOrders is null)
        {
            yield return new NoAnswerAboutOrdering();
        }
        else if (answers.PersonOrders == YesOrNo.Yes && !HasRoom)
        {
            yield return new NobodyElseCanOrder(OrganisationName, IsSchool: true, WhoOrdersRules.PerSchool - 1, School.WhoOrders);
        }
    }
}

/// <summary>Neither yes nor no.</summary>
public sealed record NoAnswerAboutAccess : Refusal
{
    public override string Message => "Choose whether somebody else needs access.";
}

/// <summary>Neither yes nor no.</summary>
public sealed record NoAnswerAboutOrdering : Refusal
{
    public override string Message => "Say whether they can order.";
}

/// <summary>Once is enough.</summary>
public sealed record AlreadyWelcomed(string School) : Refusal
{
    public override string Message => $"You have been through the welcome of {School} already.";
}
