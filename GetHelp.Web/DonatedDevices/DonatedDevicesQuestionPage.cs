using GetHelp.Core;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Organisations;
using GetHelp.Web.Onboarding;
using GetHelp.Web.Orders;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.DonatedDevices;

/// <summary>What the questions about donated devices share. Each is one page, at two addresses: a school's and a responsible body's.</summary>
public abstract class DonatedDevicesQuestionPage : JourneyPage<DonatedDevicesAnswers, DonatedDevicesQuestion, DonatedDevicesCourse>
{
    protected const string InterestField = "interest";
    protected const string WhichField = "which";
    protected const string SchoolsField = "schools";
    protected const string DeviceTypesField = "device-types";
    protected const string HowManyField = "how-many";

    /// <summary>The school's URN, where the address is a school's.</summary>
    [Parameter]
    public string? Number { get; set; }

    /// <summary>The responsible body, where the address is one's.</summary>
    [Parameter]
    public int? Id { get; set; }

    protected override JourneyPlace? Place =>
        Id is { } id ? JourneyPlace.Of(id)
        : Urn.TryParse(Number, out var urn) ? JourneyPlace.Of(urn)
        : null;

    protected override string UsualHome => Id is { } id ? ResponsibleBodyLinks.Order(id) : OrderLinks.SchoolHome(Place!.Value.Urn!.Value);

    /// <summary>Whether there is something to ask, or to say about a colleague who was quicker.</summary>
    protected bool IsShown => View is not null && (Over is not null || View is { Ended: not null } or { Course.WhyNobody: null });

    protected bool IsBody => Id is not null;

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (View is not null && !IsShown)
        {
            // Why nobody can be opted in any more, or who is in the queue already, is what that page is for.
            Navigation.NavigateTo(DonatedDevicesLinks.Of(Place!.Value), replace: true);
        }
    }

    /// <summary>Somebody said no: nothing of what was answered is kept.</summary>
    protected Task LeaveItAsync() => AbandonAsync(DonatedDevicesLinks.NotInterested(Place!.Value));

    /// <summary>Says the same to a school about itself, or to a responsible body about its schools.</summary>
    protected string Say(string ofSchool, string ofBody) => IsBody ? ofBody : ofSchool;

    protected override string PathOf(DonatedDevicesQuestion question) => DonatedDevicesLinks.Question(Place!.Value, question);

    protected override string FieldOf(Refusal refusal) => refusal switch
    {
        NotSaidWhetherInterested => InterestField,
        NotSaidWhichSchools => WhichField,
        NoSchoolChosen or SchoolsNotAmongYours => SchoolsField,
        NoDeviceType => DeviceTypesField,
        NoNumberOfDevices => HowManyField,
        _ => AnswersField,
    };

    protected override string InWords(DonatedDevicesQuestion question, DonatedDevicesAnswers answers) => question switch
    {
        DonatedDevicesQuestion.Interest => YesOrNo(answers.Interested),
        DonatedDevicesQuestion.StillInterested => YesOrNo(answers.StillInterested),
        DonatedDevicesQuestion.WhichSchools => answers.Which == SchoolChoice.All ? "All of the schools" : "Some of the schools",
        DonatedDevicesQuestion.Schools => NumberOf.Schools(answers.Schools.Count),
        DonatedDevicesQuestion.DeviceTypes => string.Join(", ", answers.DeviceTypes.Select(type => type.Name())),
        DonatedDevicesQuestion.HowMany => $"{answers.Wish.Devices} devices",
        _ => "",
    };

    private static string YesOrNo(bool? answer) => answer == true ? "Yes" : "No";
}
