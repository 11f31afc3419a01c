using GetHelp.Core;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;

namespace GetHelp.Tests.Onboarding;

/// <summary>One person on the Chromebook journey of one school.</summary>
internal sealed class ChromebookWalk(TestDatabase database, Viewer viewer, School school)
{
    public static readonly ChromebookAnswers Yes = new() { Need = ChromebookAnswer.Yes };

    private readonly JourneyService<ChromebookAnswers, ChromebookQuestion, ChromebookCourse> service = database.Get<JourneyService<ChromebookAnswers, ChromebookQuestion, ChromebookCourse>>();

    private JourneyPlace Place => JourneyPlace.Of(school.Urn);

    /// <summary>What a page of theirs would show if it were opened now.</summary>
    public async Task<JourneyView<ChromebookAnswers, ChromebookQuestion, ChromebookCourse>> LookAsync(int? journeyId = null) =>
        await service.FindAsync(viewer, Place, journeyId) ?? throw new InvalidOperationException("There is no such journey for them.");

    public async Task<bool> MayLookAsync() => await service.FindAsync(viewer, Place) is not null;

    /// <summary>Answers having just looked, or having seen what is given.</summary>
    public async Task<Result<JourneyView<ChromebookAnswers, ChromebookQuestion, ChromebookCourse>>> AnswerAsync(
        ChromebookQuestion question, ChromebookAnswers typed, JourneyView<ChromebookAnswers, ChromebookQuestion, ChromebookCourse>? saw = null)
    {
        var view = saw ?? await LookAsync();
        return await service.AnswerAsync(viewer, Place, new() { Question = question, Typed = typed, Seen = view.Answers, JourneyId = view.JourneyId });
    }

    public async Task TypeAsync(ChromebookQuestion question, ChromebookAnswers typed)
    {
        var view = await LookAsync();
        _ = (await service.KeepAsync(viewer, Place, new() { Question = question, Typed = typed, Seen = view.Answers, JourneyId = view.JourneyId })).Value;
    }

    public Task<Result<bool>> CompleteAsync(JourneyView<ChromebookAnswers, ChromebookQuestion, ChromebookCourse> saw) => service.CompleteAsync(viewer, Place, saw);

    public Task<Result<bool>> AbandonAsync() => service.AbandonAsync(viewer, Place);

    /// <summary>Answers everything, and is before check answers.</summary>
    public async Task<JourneyView<ChromebookAnswers, ChromebookQuestion, ChromebookCourse>> AnswerAllAsync(string domain = "school.example.org", string recovery = "head@example.net")
    {
        _ = (await AnswerAsync(ChromebookQuestion.WillYouNeed, Yes)).Value;
        _ = (await AnswerAsync(ChromebookQuestion.Domain, new() { Domain = domain })).Value;
        _ = (await AnswerAsync(ChromebookQuestion.RecoveryAddress, new() { RecoveryAddress = recovery })).Value;
        return await LookAsync();
    }
}
