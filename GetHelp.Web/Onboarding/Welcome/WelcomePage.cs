using GetHelp.Core;
using GetHelp.Core.Live;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Onboarding.Welcome;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Web.Onboarding.Chromebooks;
using GetHelp.Web.Orders;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Onboarding.Welcome;

/// <summary>What the pages of a school's welcome share.</summary>
public abstract class WelcomePage : JourneyPage<WelcomeAnswers, WelcomeQuestion, WelcomeCourse>
{
    public const string AccessField = "give-access";

    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>The first page has nothing before it: the school's own pages lead back here.</summary>
    public override string? BackUrl => Question == WelcomeQuestion.Allocation ? null : base.BackUrl;

    public override string? LeaveUrl => null;

    /// <summary>What the school can order and who orders is told and asked here: it may change meanwhile.</summary>
    public override IReadOnlyList<Topic> Topics => [.. base.Topics, Topic.School(School.SchoolId), Topic.Stock, Topic.Person(School.ViewerId ?? 0)];

    protected SchoolOrdering School => View!.Course.School;

    protected override JourneyPlace? Place => Urn.TryParse(Number, out var urn) ? JourneyPlace.Of(urn) : null;

    protected override string UsualHome => OrderLinks.SchoolHome(Place!.Value.Urn!.Value);

    protected override string PathOf(WelcomeQuestion question) => WelcomeLinks.Question(Place!.Value.Urn!.Value, question);

    protected override string? ElsewhereUrl(WelcomeCourse course) => course.IsWelcomed ? HomeUrl : null;

    protected override string FieldOf(Refusal refusal) => refusal switch
    {
        NoAnswerAboutAccess => AccessField,
        NoAnswerAboutOrdering or NobodyElseCanOrder => PeopleWords.OrderField(Account.Education),
        NotAWorkspaceDomain => ChromebookTyped.DomainField,
        _ => PeopleWords.FieldOf(refusal) ?? ChromebookTyped.FieldOf(refusal) ?? ChromebookPage.NeedField,
    };

    protected override string InWords(WelcomeQuestion question, WelcomeAnswers answers) => question switch
    {
        WelcomeQuestion.GiveAccess => answers.GivesAccess == YesOrNo.Yes ? "Yes" : "No",
        WelcomeQuestion.Person => $"{answers.Person.Name}, {answers.Person.EmailAddress}, who {(answers.PersonOrders == YesOrNo.Yes ? "can order" : "cannot order")}",
        WelcomeQuestion.Chromebooks => ChromebookPage.Words(ChromebookQuestion.WillYouNeed, answers.Chromebooks),
        WelcomeQuestion.Domain => ChromebookPage.Words(ChromebookQuestion.Domain, answers.Chromebooks),
        WelcomeQuestion.RecoveryAddress => ChromebookPage.Words(ChromebookQuestion.RecoveryAddress, answers.Chromebooks),
        _ => "",
    };
}
