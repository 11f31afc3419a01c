using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Onboarding.Chromebooks;

public enum ChromebookQuestion
{
    WillYouNeed,
    Domain,
    RecoveryAddress,
    CheckAnswers,
}

/// <summary>What somebody answered about a school's Chromebooks.</summary>
public sealed record ChromebookAnswers
{
    public ChromebookAnswer? Need { get; init; }

    public string? Domain { get; init; }

    public DomainCheck Check { get; init; }

    /// <summary>They have read what it means that nobody knows the domain.</summary>
    public bool GoesOnWithout { get; init; }

    public string? RecoveryAddress { get; init; }

    internal ChromebookDetails Details => new() { Answer = Need, Domain = Domain, RecoveryAddress = RecoveryAddress, Check = Check };

    internal ChromebookBinding Binding => new() { Domain = Domain ?? "", RecoveryAddress = RecoveryAddress, AcceptsNoLicences = GoesOnWithout };
}

/// <summary>Will there be Chromebooks, on which domain, and how does one get back into that (spec 04 §3).</summary>
public sealed record ChromebookCourse : JourneyCourse<ChromebookAnswers, ChromebookQuestion>
{
    public required Urn Urn { get; init; }

    public required int ResponsibleBodyId { get; init; }

    public bool ViewerIsOfBody { get; init; }

    public bool ViewerIsSupport { get; init; }

    /// <summary>What is known of the school's Chromebooks now.</summary>
    public required ChromebookDetails Known { get; init; }

    public override ChromebookQuestion First() => ChromebookQuestion.WillYouNeed;

    public override ChromebookQuestion? Next(ChromebookQuestion question, ChromebookAnswers answers) => (question, answers) switch
    {
        (ChromebookQuestion.WillYouNeed, { Need: ChromebookAnswer.Yes }) => ChromebookQuestion.Domain,
        (ChromebookQuestion.Domain, { Binding.IsUnknown: false }) => ChromebookQuestion.RecoveryAddress,
        (ChromebookQuestion.CheckAnswers, _) => null,
        _ => ChromebookQuestion.CheckAnswers,
    };

    public override ChromebookAnswers Take(ChromebookQuestion question, ChromebookAnswers from, ChromebookAnswers into) => question switch
    {
        ChromebookQuestion.WillYouNeed => into with { Need = from.Need },
        ChromebookQuestion.Domain => into with { Domain = from.Domain, Check = from.Check, GoesOnWithout = from.GoesOnWithout },
        ChromebookQuestion.RecoveryAddress => into with { RecoveryAddress = from.RecoveryAddress },
        _ => into,
    };

    public override ChromebookAnswers Begin() => new()
    {
        Need = Known.Answer,
        Domain = Known.Domain,
        Check = Known.Check,
        GoesOnWithout = ChromebookRules.IsUnknown(Known.Domain),
        RecoveryAddress = Known.RecoveryAddress,
    };

    public override IReadOnlyList<Refusal> WhyNot(ChromebookQuestion question, ChromebookAnswers answers) => question switch
    {
        ChromebookQuestion.WillYouNeed => answers.Need is null ? [new NoChromebookAnswer()] : [],
        ChromebookQuestion.Domain => ChromebookRules.WhyNotDomain(answers.Binding),
        ChromebookQuestion.RecoveryAddress => ChromebookRules.WhyNotAddress(answers.Binding),
        _ => [],
    };
}
