using GetHelp.Core;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.Onboarding;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;

namespace GetHelp.Tests.DonatedDevices;

/// <summary>One person on the way to opting in, for one school or one responsible body.</summary>
internal sealed class DonatedDevicesWalk(TestDatabase database, Viewer viewer, JourneyPlace place)
{
    /// <summary>Answers to every question, for as many schools as there are.</summary>
    public static readonly DonatedDevicesAnswers Everything = new()
    {
        Interested = true,
        StillInterested = true,
        Which = SchoolChoice.All,
        DeviceTypes = [DonatedDeviceType.Windows, DonatedDeviceType.Ipad],
        Boxes = 2,
    };

    private readonly JourneyService<DonatedDevicesAnswers, DonatedDevicesQuestion, DonatedDevicesCourse> service =
        database.Get<JourneyService<DonatedDevicesAnswers, DonatedDevicesQuestion, DonatedDevicesCourse>>();

    public async Task<JourneyView<DonatedDevicesAnswers, DonatedDevicesQuestion, DonatedDevicesCourse>> LookAsync() =>
        await service.FindAsync(viewer, place) ?? throw new InvalidOperationException("There is no such journey for them.");

    public async Task<bool> MayLookAsync() => await service.FindAsync(viewer, place) is not null;

    public async Task<Result<JourneyView<DonatedDevicesAnswers, DonatedDevicesQuestion, DonatedDevicesCourse>>> AnswerAsync(DonatedDevicesQuestion question, DonatedDevicesAnswers typed)
    {
        var view = await LookAsync();
        return await service.AnswerAsync(viewer, place, new() { Question = question, Typed = typed, Seen = view.Answers, JourneyId = view.JourneyId });
    }

    public async Task<Result<bool>> CompleteAsync() => await service.CompleteAsync(viewer, place, await LookAsync());

    /// <summary>Answers from where the journey is, and is then at this question.</summary>
    public async Task GoToAsync(DonatedDevicesQuestion question, DonatedDevicesAnswers? answers = null)
    {
        for (var here = (await LookAsync()).Here; here != question; here = (await LookAsync()).Here)
        {
            _ = (await AnswerAsync(here, answers ?? Everything)).Value;
        }
    }
}
