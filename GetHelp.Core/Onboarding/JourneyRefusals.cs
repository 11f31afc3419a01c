namespace GetHelp.Core.Onboarding;

/// <summary>Somebody else, or the same person in another tab, answered this question since the page was read. Nothing is overwritten: the person chooses.</summary>
public sealed record AnsweredMeanwhile<TAnswers>(string Who, TAnswers Theirs) : Refusal
{
    public override string Message => $"{Who} has just answered this question. Choose which answer to keep.";
}

/// <summary>An earlier answer was changed: the question is not asked any more, or not yet.</summary>
public sealed record NotAskedAnyMore : Refusal
{
    public override string Message => "An earlier answer was changed while you were here, so another question comes first.";
}

/// <summary>The answers were completed or given up meanwhile.</summary>
public sealed record JourneyHasEnded(JourneyEnd End) : Refusal
{
    public override string Message => End.State == JourneyState.Completed
        ? $"{End.Who} has saved these answers already."
        : $"{End.Who} has given these answers up.";
}

/// <summary>Not what the person saw when they pressed.</summary>
public sealed record AnswersHaveChanged : Refusal
{
    public override string Message => "An answer was changed while you looked. Check the answers again.";
}

/// <summary>There is still something to answer.</summary>
public sealed record NotAllAnswered : Refusal
{
    public override string Message => "Answer all of the questions first.";
}
