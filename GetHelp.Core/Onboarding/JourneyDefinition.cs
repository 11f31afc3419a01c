using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Onboarding;

/// <summary>Whose journey, as an address has it: a school's by its URN, or a responsible body's.</summary>
public readonly record struct JourneyPlace
{
    public Urn? Urn { get; init; }

    public int? ResponsibleBodyId { get; init; }

    public static JourneyPlace Of(Urn urn) => new() { Urn = urn };

    public static JourneyPlace Of(int responsibleBodyId) => new() { ResponsibleBodyId = responsibleBodyId };
}

/// <summary>One kind of journey: who may go on it, on what facts, and what comes of it in the end.</summary>
public abstract class JourneyDefinition<TAnswers, TQuestion, TCourse>
    where TAnswers : class, new()
    where TQuestion : struct, Enum
    where TCourse : JourneyCourse<TAnswers, TQuestion>
{
    public abstract JourneyKind Kind { get; }

    /// <summary>Whether each person has their own; otherwise colleagues share their organisation's.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>Reads the facts. Null when there is no such organisation for whom this viewer may go on the journey: the two are told apart nowhere.</summary>
    public abstract Task<TCourse?> FindCourseAsync(GetHelpDbContext db, Viewer viewer, JourneyPlace place, CancellationToken cancellationToken);

    /// <summary>Tidies what was typed, and asks elsewhere what it takes to answer. Outside of any transaction: it may take its time.</summary>
    public virtual Task<Result<TAnswers>> PrepareAsync(TQuestion question, TAnswers typed, CancellationToken cancellationToken) => Task.FromResult<Result<TAnswers>>(typed);

    /// <summary>Why a question is not answered so, as far as only the database knows; empty when it is. What follows from the facts of the course
    /// that says itself.</summary>
    public virtual Task<IReadOnlyList<Refusal>> WhyNotAsync(
        WriteTransaction write, TCourse course, TQuestion question, TAnswers answers, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Refusal>>([]);

    /// <summary>Writes what was answered, in the transaction that ends the journey: if it refuses, the journey stays open.</summary>
    public abstract Task<Result<bool>> CompleteAsync(WriteTransaction write, TCourse course, TAnswers answers, CancellationToken cancellationToken);
}
