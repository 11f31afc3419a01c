using GetHelp.Core.People;

namespace GetHelp.Core.Onboarding;

/// <summary>What one journey asks one organisation, as that is now. Pure: it decides on the answers and on the facts that it was read with, and
/// nothing else. A record of plain values, so that a page can carry it from its prerendering to the circuit.</summary>
/// <typeparam name="TAnswers">The journey's answers: a record, whose empty value is "nothing answered".</typeparam>
/// <typeparam name="TQuestion">The journey's questions; the last of them completes it. Names are stored and are in addresses.</typeparam>
public abstract record JourneyCourse<TAnswers, TQuestion>
    where TAnswers : class, new()
    where TQuestion : struct, Enum
{
    public required OrganisationId Organisation { get; init; }

    public required string OrganisationName { get; init; }

    public abstract TQuestion First();

    /// <summary>The question after this one, given what is answered; null after the last.</summary>
    public abstract TQuestion? Next(TQuestion question, TAnswers answers);

    /// <summary>These answers, with what another set of them says to one question: the one place that knows which question is about what.</summary>
    public abstract TAnswers Take(TQuestion question, TAnswers from, TAnswers into);

    /// <summary>What a new journey's questions are filled in with, though nobody has answered them yet.</summary>
    public virtual TAnswers Begin() => new();

    /// <summary>Why a question is not answered so; empty when it is.</summary>
    public virtual IReadOnlyList<Refusal> WhyNot(TQuestion question, TAnswers answers) => [];

    /// <summary>Every question that these answers lead to, in order.</summary>
    public IReadOnlyList<TQuestion> Questions(TAnswers answers)
    {
        var asked = new List<TQuestion>();
        for (TQuestion? question = First(); question is { } next; question = Next(next, answers))
        {
            if (asked.Contains(next))
            {
                throw new InvalidOperationException($"{GetType().Name} asks {next} twice.");
            }

            asked.Add(next);
        }

        return asked;
    }

    /// <summary>Whether two sets of answers say the same to one question.</summary>
    public bool Same(TQuestion question, TAnswers one, TAnswers other) =>
        PortalJson.Write(Take(question, one, new())) == PortalJson.Write(Take(question, other, new()));

    /// <summary>The steps that still hold with these answers: those to questions that are still asked, and are well answered. What a changed answer
    /// does not concern stays.</summary>
    public IReadOnlyList<JourneyStep<TQuestion>> Holding(IEnumerable<JourneyStep<TQuestion>> path, TAnswers answers)
    {
        var asked = Questions(answers);
        return [.. path.Where(step => asked.Contains(step.Question) && WhyNot(step.Question, answers).Count == 0)];
    }
}

/// <summary>One question, answered.</summary>
public sealed record JourneyStep<TQuestion>(TQuestion Question, string Who, DateTime At);

/// <summary>What one person typed and has not continued with.</summary>
internal sealed record JourneyDraft<TAnswers, TQuestion>(TQuestion Question, int? PersonId, TAnswers Typed);
