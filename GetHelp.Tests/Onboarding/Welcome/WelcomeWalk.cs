using GetHelp.Core;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Onboarding.Welcome;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;

namespace GetHelp.Tests.Onboarding.Welcome;

/// <summary>One person on the welcome of one school.</summary>
internal sealed class WelcomeWalk(TestDatabase database, Viewer viewer, School school)
{
    private readonly JourneyService<WelcomeAnswers, WelcomeQuestion, WelcomeCourse> service = database.Get<JourneyService<WelcomeAnswers, WelcomeQuestion, WelcomeCourse>>();

    private JourneyPlace Place => JourneyPlace.Of(school.Urn);

    public static WelcomeAnswers No { get; } = new() { GivesAccess = YesOrNo.No };

    public static WelcomeAnswers Yes { get; } = new() { GivesAccess = YesOrNo.Yes };

    public static WelcomeAnswers Person(string name, string address, bool orders = true) =>
        new() { Person = new() { Name = name, EmailAddress = address }, PersonOrders = orders ? YesOrNo.Yes : YesOrNo.No };

    public static WelcomeAnswers Chromebooks(ChromebookAnswers said) => new() { Chromebooks = said };

    public async Task<JourneyView<WelcomeAnswers, WelcomeQuestion, WelcomeCourse>> LookAsync() =>
        await service.FindAsync(viewer, Place) ?? throw new InvalidOperationException("There is no such journey for them.");

    public async Task<bool> MayLookAsync() => await service.FindAsync(viewer, Place) is not null;

    public async Task<Result<JourneyView<WelcomeAnswers, WelcomeQuestion, WelcomeCourse>>> AnswerAsync(WelcomeQuestion question, WelcomeAnswers? typed = null)
    {
        var view = await LookAsync();
        return await service.AnswerAsync(viewer, Place, new() { Question = question, Typed = typed ?? new(), Seen = view.Answers, JourneyId = view.JourneyId });
    }

    /// <summary>Goes on to a question, answering those before it as shortly as they can be.</summary>
    public async Task<JourneyView<WelcomeAnswers, WelcomeQuestion, WelcomeCourse>> ReachAsync(WelcomeQuestion question)
    {
        var view = await LookAsync();
        while (view.Here != question)
        {
            view = (await AnswerAsync(view.Here, Short(view.Here))).Value;
        }

        return view;
    }

    public async Task<Result<bool>> FinishAsync(JourneyView<WelcomeAnswers, WelcomeQuestion, WelcomeCourse>? saw = null) =>
        await service.CompleteAsync(viewer, Place, saw ?? await LookAsync());

    private static WelcomeAnswers Short(WelcomeQuestion question) => question switch
    {
        WelcomeQuestion.GiveAccess => No,
        WelcomeQuestion.Chromebooks => Chromebooks(new() { Need = ChromebookAnswer.No }),
        _ => new(),
    };
}
