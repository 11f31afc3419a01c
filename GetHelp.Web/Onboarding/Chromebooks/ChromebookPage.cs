using GetHelp.Core;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Web.Allocations;
using GetHelp.Web.Orders;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Onboarding.Chromebooks;

/// <summary>What the pages of the Chromebook journey share.</summary>
public abstract class ChromebookPage : JourneyPage<ChromebookAnswers, ChromebookQuestion, ChromebookCourse>
{
    public const string NeedField = "need";

    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    protected override JourneyPlace? Place => Urn.TryParse(Number, out var urn) ? JourneyPlace.Of(urn) : null;

    protected override string UsualHome => View!.Course switch
    {
        { ViewerIsSupport: true } course => AllocationLinks.School(course.Urn),
        { ViewerIsOfBody: true } course => ResponsibleBodyLinks.Order(course.ResponsibleBodyId),
        var course => OrderLinks.SchoolHome(course.Urn),
    };

    protected override string PathOf(ChromebookQuestion question) => ChromebookJourneyLinks.Question(Place!.Value.Urn!.Value, question);

    protected override string FieldOf(Refusal refusal) => refusal is NotAWorkspaceDomain ? ChromebookTyped.DomainField : ChromebookTyped.FieldOf(refusal) ?? NeedField;

    protected override string InWords(ChromebookQuestion question, ChromebookAnswers answers) => Words(question, answers);

    internal static string Words(ChromebookQuestion question, ChromebookAnswers answers) => question switch
    {
        ChromebookQuestion.WillYouNeed => answers.Need switch
        {
            ChromebookAnswer.Yes => "Yes",
            ChromebookAnswer.No => "No",
            ChromebookAnswer.DoNotKnow => "We do not know yet",
            _ => "Not answered",
        },
        ChromebookQuestion.Domain => ChromebookRules.IsUnknown(answers.Domain) ? "Nobody knows the domain" : answers.Domain ?? "Not answered",
        ChromebookQuestion.RecoveryAddress => answers.RecoveryAddress ?? "Not answered",
        _ => "",
    };
}
