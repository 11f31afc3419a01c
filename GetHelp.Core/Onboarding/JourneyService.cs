using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Onboarding;

/// <summary>One question answered by somebody who saw the answers as they were.</summary>
public sealed record JourneyAnswer<TAnswers, TQuestion>
{
    public required TQuestion Question { get; init; }

    /// <summary>The answers that the page was showing.</summary>
    public required TAnswers Seen { get; init; }

    public required TAnswers Typed { get; init; }

    /// <summary>The journey that the page was showing; null when there was none yet.</summary>
    public int? JourneyId { get; init; }
}

/// <summary>Takes people through a journey: every answer is kept as it is given, and only completing writes to the domain.</summary>
public sealed class JourneyService<TAnswers, TQuestion, TCourse>(
    JourneyDefinition<TAnswers, TQuestion, TCourse> definition,
    WriteTransactions transactions,
    IDbContextFactory<GetHelpDbContext> contexts)
    where TAnswers : class, new()
    where TQuestion : struct, Enum
    where TCourse : JourneyCourse<TAnswers, TQuestion>
{
    /// <summary>Where the journey is; at its beginning when there is none yet. Null when it is not this viewer's to go on.</summary>
    /// <param name="journeyId">The journey that the viewer is on: if it has ended, the view says so.</param>
    public async Task<JourneyView<TAnswers, TQuestion, TCourse>?> FindAsync(
        Viewer viewer, JourneyPlace place, int? journeyId = null, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await definition.FindCourseAsync(db, viewer, place, cancellationToken) is not { } course)
        {
            return null;
        }

        var view = View(viewer, course, await OpenAsync(db, KeyOf(viewer, course), cancellationToken));
        return journeyId is null || journeyId == view.JourneyId ? view : view with { Ended = await EndOfAsync(db, journeyId.Value, cancellationToken) };
    }

    /// <summary>Keeps an answer. What others answered to other questions stays as they did; what they answered to this one is not overwritten unseen.</summary>
    public async Task<Result<JourneyView<TAnswers, TQuestion, TCourse>>> AnswerAsync(
        Viewer viewer, JourneyPlace place, JourneyAnswer<TAnswers, TQuestion> given, CancellationToken cancellationToken = default)
    {
        var prepared = await definition.PrepareAsync(given.Question, given.Typed, cancellationToken);
        if (prepared.Refused)
        {
            return Result<JourneyView<TAnswers, TQuestion, TCourse>>.Refuse(prepared.Refusals);
        }

        return await OnOpenAsync(viewer, place, given.JourneyId, async (write, course, journey) =>
        {
            var view = View(viewer, course, journey);
            if (await WhyNotAsync(write, view, given, prepared.Value, cancellationToken) is { Count: > 0 } refusals)
            {
                return Result<JourneyView<TAnswers, TQuestion, TCourse>>.Refuse(refusals);
            }

            journey ??= Begin(write, course);
            var answers = course.Take(given.Question, prepared.Value, view.Answers);
            var path = view.Path.Where(step => !step.Question.Equals(given.Question)).Append(new(given.Question, viewer.Name, write.Now));
            journey.Answer(
                PortalJson.Write(answers),
                PortalJson.Write(course.Holding(path, answers)),
                PortalJson.Write(DraftsOf(journey).Where(draft => !IsOf(draft, viewer, given.Question))),
                write.Now);
            write.Tell(view.Topic);
            return View(viewer, course, journey);
        }, cancellationToken);
    }

    /// <summary>Keeps what somebody typed, as they typed it: it is there again after a refresh, for them alone, and answers nothing yet.</summary>
    public Task<Result<bool>> KeepAsync(
        Viewer viewer, JourneyPlace place, JourneyAnswer<TAnswers, TQuestion> typed, CancellationToken cancellationToken = default) =>
        OnOpenAsync<bool>(viewer, place, typed.JourneyId, (write, course, journey) =>
        {
            journey ??= Begin(write, course);
            var others = DraftsOf(journey).Where(draft => !IsOf(draft, viewer, typed.Question));
            journey.Keep(PortalJson.Write(others.Append(new(typed.Question, viewer.UserId, typed.Typed))), write.Now);
            return Task.FromResult<Result<bool>>(true);
        }, cancellationToken);

    /// <summary>Writes what was answered to where it belongs and ends the journey, both or neither. Pressed twice, it is done once.</summary>
    /// <param name="seen">The answers that the person checked.</param>
    public async Task<Result<bool>> CompleteAsync(
        Viewer viewer, JourneyPlace place, JourneyView<TAnswers, TQuestion, TCourse> seen, CancellationToken cancellationToken = default)
    {
        var result = await OnOpenAsync(viewer, place, seen.JourneyId, (write, course, journey) => CompleteAsync(write, course, journey, seen, cancellationToken), cancellationToken);
        return result.Refusals is [JourneyHasEnded { End: { State: JourneyState.Completed, WhoId: { } who } }] && who == viewer.UserId ? true : result;
    }

    /// <summary>Gives the journey up: nothing of its answers stays.</summary>
    public Task<Result<bool>> AbandonAsync(Viewer viewer, JourneyPlace place, CancellationToken cancellationToken = default) =>
        OnOpenAsync<bool>(viewer, place, null, (write, course, journey) =>
        {
            journey?.Abandon(viewer, write.Now);
            write.Tell(Topic.Journey(KeyOf(viewer, course).ToString()));
            return Task.FromResult<Result<bool>>(journey is not null);
        }, cancellationToken);

    /// <summary>The open journey under the facts as they are in this transaction; refuses when the one that the viewer was on has ended.</summary>
    private Task<Result<T>> OnOpenAsync<T>(
        Viewer viewer, JourneyPlace place, int? journeyId, Func<WriteTransaction, TCourse, Journey?, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        transactions.RunAsync<T>(viewer, async write =>
        {
            if (viewer.UserId is null || await definition.FindCourseAsync(write.Db, viewer, place, cancellationToken) is not { } course)
            {
                return new NotFound();
            }

            var journey = await OpenAsync(write.Db, KeyOf(viewer, course), cancellationToken);
            return journeyId is { } id && journey?.Id != id && await EndOfAsync(write.Db, id, cancellationToken) is { } end
                ? new JourneyHasEnded(end)
                : await work(write, course, journey);
        }, cancellationToken);

    private async Task<Result<bool>> CompleteAsync(
        WriteTransaction write, TCourse course, Journey? journey, JourneyView<TAnswers, TQuestion, TCourse> seen, CancellationToken cancellationToken)
    {
        var view = View(write.Viewer, course, journey);
        if (!view.Here.Equals(view.Questions[^1]))
        {
            return new NotAllAnswered();
        }

        if (!view.Questions.SequenceEqual(seen.Questions) || !view.Questions.All(question => course.Same(question, view.Answers, seen.Answers)))
        {
            return new AnswersHaveChanged();
        }

        var written = await definition.CompleteAsync(write, course, view.Answers, cancellationToken);
        if (!written.Refused)
        {
            // Where nothing but the last question is asked, nobody has answered one before it.
            (journey ?? Begin(write, course)).Complete(write.Viewer, write.Now);
            write.Tell(view.Topic);
        }

        return written;
    }

    private async Task<IReadOnlyList<Refusal>> WhyNotAsync(
        WriteTransaction write, JourneyView<TAnswers, TQuestion, TCourse> view, JourneyAnswer<TAnswers, TQuestion> given, TAnswers typed, CancellationToken cancellationToken) =>
        WhyNot(view, given, typed) is { Count: > 0 } refusals ? refusals
        : await definition.WhyNotAsync(write, view.Course, given.Question, view.Course.Take(given.Question, typed, view.Answers), cancellationToken);

    private static List<Refusal> WhyNot(
        JourneyView<TAnswers, TQuestion, TCourse> view, JourneyAnswer<TAnswers, TQuestion> given, TAnswers typed)
    {
        var (question, course) = (given.Question, view.Course);
        if (!view.MayAsk(question))
        {
            return [new NotAskedAnyMore()];
        }

        if (view.StepOf(question) is { } step && !course.Same(question, view.Answers, given.Seen) && !course.Same(question, view.Answers, typed))
        {
            return [new AnsweredMeanwhile<TAnswers>(step.Who, view.Answers)];
        }

        return [.. course.WhyNot(question, course.Take(question, typed, view.Answers))];
    }

    private Journey Begin(WriteTransaction write, TCourse course)
    {
        var journey = new Journey
        {
            Kind = definition.Kind,
            OwnerId = write.Viewer.UserId!.Value,
            SchoolId = course.Organisation.SchoolId,
            ResponsibleBodyId = course.Organisation.ResponsibleBodyId,
            OpenKey = KeyOf(write.Viewer, course).ToString(),
            CreatedAt = write.Now,
        };
        journey.Answer(PortalJson.Write(course.Begin()), "[]", "[]", write.Now);
        write.Db.Journeys.Add(journey);
        return journey;
    }

    private JourneyView<TAnswers, TQuestion, TCourse> View(Viewer viewer, TCourse course, Journey? journey)
    {
        var answers = journey is null ? course.Begin() : PortalJson.Read<TAnswers>(journey.Answers);
        var path = journey is null ? [] : PortalJson.Read<List<JourneyStep<TQuestion>>>(journey.Path);
        return new()
        {
            Course = course,
            Key = KeyOf(viewer, course).ToString(),
            JourneyId = journey?.Id > 0 ? journey.Id : null,
            Answers = answers,
            Path = course.Holding(path, answers),
            Drafts = DraftsOf(journey).Where(draft => draft.PersonId == viewer.UserId).ToDictionary(draft => draft.Question, draft => draft.Typed),
        };
    }

    private JourneyKey KeyOf(Viewer viewer, TCourse course) => new(definition.Kind, course.Organisation, definition.IsPersonal ? viewer.UserId : null);

    private static List<JourneyDraft<TAnswers, TQuestion>> DraftsOf(Journey? journey) =>
        journey is null ? [] : PortalJson.Read<List<JourneyDraft<TAnswers, TQuestion>>>(journey.Typed);

    private static bool IsOf(JourneyDraft<TAnswers, TQuestion> draft, Viewer viewer, TQuestion question) =>
        draft.PersonId == viewer.UserId && draft.Question.Equals(question);

    private static Task<Journey?> OpenAsync(GetHelpDbContext db, JourneyKey key, CancellationToken cancellationToken)
    {
        var open = key.ToString();
        return db.Journeys.SingleOrDefaultAsync(j => j.OpenKey == open, cancellationToken);
    }

    private static Task<JourneyEnd?> EndOfAsync(GetHelpDbContext db, int id, CancellationToken cancellationToken) =>
        db.Journeys.Where(j => j.Id == id && j.State != JourneyState.Open)
            .Select(j => new JourneyEnd(j.State, j.EndedBy ?? "", j.EndedById)).SingleOrDefaultAsync(cancellationToken);
}
