using GetHelp.Core;
using GetHelp.Core.Live;
using GetHelp.Core.Onboarding;
using GetHelp.Web.People;
using GetHelp.Web.Shared;
using GetHelp.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Onboarding;

/// <summary>A page of a journey: reads where that is, leads to the first unanswered question whoever is ahead of it, keeps what is typed and what is
/// answered. Each journey has a page of its own that says where its questions are; each question is a small page that inherits that one.</summary>
public abstract class JourneyPage<TAnswers, TQuestion, TCourse> : ComponentBase, IQuestionPage
    where TAnswers : class, new()
    where TQuestion : struct, Enum
    where TCourse : JourneyCourse<TAnswers, TQuestion>
{
    /// <summary>The id of what a last page shows to be checked.</summary>
    protected const string AnswersField = "answers";

    private TAnswers seen = new();
    private TAnswers? theirs;
    private JourneyPlace? shown;
    private Task keeping = Task.CompletedTask;
    private bool busy;
    private bool gone;

    [Inject]
    public required JourneyService<TAnswers, TQuestion, TCourse> Service { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Where to go back to in the end; where a viewer of this kind usually comes from when the address does not say.</summary>
    [SupplyParameterFromQuery(Name = JourneyLinks.Return)]
    public string? ReturnUrl { get; set; }

    /// <summary>What the page read while prerendering, on its way to the circuit.</summary>
    [PersistentState]
    public byte[]? Carried { get; set; }

    /// <summary>Where the journey is; null until it is read, and while the page leads elsewhere.</summary>
    protected JourneyView<TAnswers, TQuestion, TCourse>? View { get; private set; }

    /// <summary>The answers with what is in this page's fields.</summary>
    protected TAnswers Typed { get; private set; } = new();

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public OtherAnswer? Other { get; private set; }

    public QuestionOver? Over { get; private set; }

    public virtual IReadOnlyList<Topic> Topics => [View!.Topic];

    public virtual string Caption => View!.Course.OrganisationName;

    public virtual string? BackUrl => Question is { } question && View!.Before(question) is { } before ? Url(before) : HomeUrl;

    public virtual string? LeaveUrl => HomeUrl;

    /// <summary>Where the journey was begun, and where it leads in the end.</summary>
    protected string HomeUrl => LocalUrl.OrNull(ReturnUrl) ?? UsualHome;

    /// <summary>Null on the page that only begins the journey or goes on with it.</summary>
    protected abstract TQuestion? Question { get; }

    /// <summary>Whose journey, from the address; null when that names nobody.</summary>
    protected abstract JourneyPlace? Place { get; }

    protected abstract string UsualHome { get; }

    /// <summary>A question's page, without <see cref="ReturnUrl"/>.</summary>
    protected abstract string PathOf(TQuestion question);

    /// <summary>The id of the field at which a refusal can be put right.</summary>
    protected abstract string FieldOf(Refusal refusal);

    /// <summary>Where somebody goes who has no business on this journey any more; null for whoever has.</summary>
    protected virtual string? ElsewhereUrl(TCourse course) => null;

    /// <summary>What is answered to a question, for colleagues and for check answers.</summary>
    protected abstract string InWords(TQuestion question, TAnswers answers);

    protected string Url(TQuestion question) => JourneyLinks.With(PathOf(question), LocalUrl.OrNull(ReturnUrl));

    protected override async Task OnParametersSetAsync()
    {
        if (View is not null && shown == Place)
        {
            return;
        }

        (shown, gone) = (Place, false);
        (var carried, Carried) = (CarriedOver.Unpack<JourneyView<TAnswers, TQuestion, TCourse>>(Carried), null);
        Show(carried ?? await FindAsync());
        Carried = RendererInfo.IsInteractive || View is null ? null : CarriedOver.Pack(View);
    }

    /// <summary>After a change by anybody.</summary>
    public async Task ReadAgainAsync()
    {
        if (View is not { } before || Over is not null || busy || gone)
        {
            return;
        }

        if (await FindAsync(before.JourneyId) is not { } now)
        {
            Navigation.NotFound();
            return;
        }

        View = now;
        if (now.Ended is { } end)
        {
            EndHere(new JourneyHasEnded(end));
        }
        else if (Question is { } question)
        {
            Notice(question, now);
        }

        StateHasChanged();
    }

    /// <summary>Keeps the answer and goes on to the first question that is not answered yet.</summary>
    public virtual Task ContinueAsync() => OnceAsync(async () =>
    {
        await keeping;
        var result = await Service.AnswerAsync(await Viewers.GetAsync(), Place!.Value, AnswerOf(Typed));
        if (!result.Refused)
        {
            GoOn(Url(result.Value.Here));
        }
        else if (result.Refusals[0] is AnsweredMeanwhile<TAnswers> other)
        {
            Choose(other.Who, other.Theirs);
        }
        else if (result.Refusals[0] is NotAskedAnyMore or JourneyHasEnded)
        {
            View = await FindAsync() ?? View;
            EndHere(result.Refusals[0]);
        }
        else
        {
            Say(result.Refusals);
        }
    });

    /// <summary>What the last page of a journey does: writes all of it, and goes on.</summary>
    protected Task CompleteAsync(string doneUrl) => OnceAsync(async () =>
    {
        var result = await Service.CompleteAsync(await Viewers.GetAsync(), Place!.Value, View!);
        if (!result.Refused)
        {
            GoOn(doneUrl);
        }
        else if (result.Refusals[0] is JourneyHasEnded ended)
        {
            EndHere(ended);
        }
        else
        {
            View = await FindAsync() ?? View;
            SayOrEndHere(result.Refusals);
        }
    });

    /// <summary>What they answered is kept; this page goes on as if its person had said so.</summary>
    public Task KeepOtherAsync()
    {
        (Typed, seen, Other) = (View!.Course.Take(Question!.Value, theirs!, Typed), theirs!, null);
        return ContinueAsync();
    }

    /// <summary>What they answered has been read, and is replaced.</summary>
    public Task KeepMineAsync()
    {
        (seen, Other) = (theirs!, null);
        return ContinueAsync();
    }

    /// <summary>Somebody does not want to go on: nothing of what was answered or chosen stays.</summary>
    protected Task AbandonAsync(string doneUrl) => OnceAsync(async () =>
    {
        await keeping;
        await Service.AbandonAsync(await Viewers.GetAsync(), Place!.Value);
        GoOn(doneUrl);
    });

    /// <summary>Something was typed or chosen: kept at once, so that a refresh or a lost connection does not lose it.</summary>
    protected Task TypeAsync(TAnswers typed)
    {
        Typed = typed;
        keeping = KeepAsync(AnswerOf(typed), keeping);
        return keeping;
    }

    /// <summary>Shows what has to be put right; the summary takes the focus.</summary>
    protected void Say(IEnumerable<Refusal> refusals) => Errors = [.. refusals.Select(refusal => new FieldError(refusal is AnswersHaveChanged ? AnswersField : FieldOf(refusal), refusal.Message))];

    /// <summary>Runs what a button does, and not a second time while it runs.</summary>
    protected async Task OnceAsync(Func<Task> work)
    {
        if (busy || View is null)
        {
            return;
        }

        busy = true;
        Errors = [];
        try
        {
            await work();
        }
        finally
        {
            busy = false;
        }
    }

    /// <summary>From here on this page is on its way out: what it has just done itself is no news to it.</summary>
    private void GoOn(string url)
    {
        gone = true;
        Navigation.NavigateTo(url);
    }

    private async Task<JourneyView<TAnswers, TQuestion, TCourse>?> FindAsync(int? journeyId = null) =>
        Place is { } place ? await Service.FindAsync(await Viewers.GetAsync(), place, journeyId) : null;

    private void Show(JourneyView<TAnswers, TQuestion, TCourse>? view)
    {
        if (view is null)
        {
            Navigation.NotFound();
        }
        else if (ElsewhereUrl(view.Course) is { } elsewhere)
        {
            Navigation.NavigateTo(elsewhere, replace: true);
        }
        else if (Question is { } question && view.MayAsk(question))
        {
            (View, seen, Typed) = (view, view.Answers, view.Drafts.TryGetValue(question, out var draft) ? view.Course.Take(question, draft, view.Answers) : view.Answers);
        }
        else
        {
            Navigation.NavigateTo(Url(view.Here), replace: true);
        }
    }

    /// <summary>Sees to it that what somebody else changed is seen. It never replaces what is on the screen: what is typed into a field that has
    /// not been left yet is known to the browser alone.</summary>
    private void Notice(TQuestion question, JourneyView<TAnswers, TQuestion, TCourse> now)
    {
        if (!now.MayAsk(question))
        {
            EndHere(new NotAskedAnyMore());
        }
        else if (now.Course.Same(question, now.Answers, Typed))
        {
            (seen, Other) = (now.Answers, null);
        }
        else if (!now.Course.Same(question, now.Answers, seen))
        {
            Choose(now.StepOf(question)?.Who ?? "Somebody", now.Answers);
        }
    }

    /// <summary>What cannot be put right on this page leads to the question where it can be.</summary>
    private void SayOrEndHere(IReadOnlyList<Refusal> refusals)
    {
        if (refusals[0] is NotAllAnswered)
        {
            EndHere(new NotAskedAnyMore());
        }
        else
        {
            Say(refusals);
        }
    }

    private void EndHere(Refusal why) => Over = why is NotAskedAnyMore
        ? new(why.Message, Url(View!.Here), "Go on with the next question")
        : new(why.Message, HomeUrl, "Go back");

    private void Choose(string who, TAnswers answers)
    {
        theirs = answers;
        Other = new(who, InWords(Question!.Value, answers));
    }

    private JourneyAnswer<TAnswers, TQuestion> AnswerOf(TAnswers typed) =>
        new() { Question = Question!.Value, Seen = seen, Typed = typed, JourneyId = View!.JourneyId };

    private async Task KeepAsync(JourneyAnswer<TAnswers, TQuestion> typed, Task earlier)
    {
        await earlier;
        await Service.KeepAsync(await Viewers.GetAsync(), Place!.Value, typed); // a refusal is for Continue to say
    }
}
