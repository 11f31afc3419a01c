using System.Text.Json.Serialization;
using GetHelp.Core.Live;

namespace GetHelp.Core.Onboarding;

/// <summary>Where a journey is: what its pages show.</summary>
public sealed record JourneyView<TAnswers, TQuestion, TCourse>
    where TAnswers : class, new()
    where TQuestion : struct, Enum
    where TCourse : JourneyCourse<TAnswers, TQuestion>
{
    public required TCourse Course { get; init; }

    public required string Key { get; init; }

    /// <summary>Null until the first answer is kept: looking leaves nothing behind.</summary>
    public int? JourneyId { get; init; }

    public required TAnswers Answers { get; init; }

    /// <summary>The answered questions that hold.</summary>
    public required IReadOnlyList<JourneyStep<TQuestion>> Path { get; init; }

    /// <summary>What this viewer typed to which question and has not continued with.</summary>
    public IReadOnlyDictionary<TQuestion, TAnswers> Drafts { get; init; } = new Dictionary<TQuestion, TAnswers>();

    /// <summary>The journey that was asked for has ended: by whom. Everything else here is then of a new one.</summary>
    public JourneyEnd? Ended { get; init; }

    [JsonIgnore]
    public Topic Topic => Topic.Journey(Key);

    [JsonIgnore]
    public IReadOnlyList<TQuestion> Questions => Course.Questions(Answers);

    /// <summary>The first question that is not answered; the last when all others are.</summary>
    [JsonIgnore]
    public TQuestion Here
    {
        get
        {
            var questions = Questions;
            return questions.Cast<TQuestion?>().FirstOrDefault(q => StepOf(q!.Value) is null) ?? questions[^1];
        }
    }

    /// <summary>Whether everything before this question is answered.</summary>
    public bool MayAsk(TQuestion question) => Questions.Contains(question) && Questions.TakeWhile(q => !q.Equals(question)).All(q => StepOf(q) is not null);

    /// <summary>Null before the first.</summary>
    public TQuestion? Before(TQuestion question) => Questions.TakeWhile(q => !q.Equals(question)).Cast<TQuestion?>().LastOrDefault();

    public JourneyStep<TQuestion>? StepOf(TQuestion question) => Path.FirstOrDefault(step => step.Question.Equals(question));
}

/// <summary>How a journey ended.</summary>
public sealed record JourneyEnd(JourneyState State, string Who, int? WhoId);
