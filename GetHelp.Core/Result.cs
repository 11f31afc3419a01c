namespace GetHelp.Core;

/// <summary>An expected "no": a record that names the rule which said it and carries what a person needs to go on.
/// What goes wrong unexpectedly is an exception, never one of these.</summary>
public abstract record Refusal
{
    /// <summary>The refusal in plain words, fit to be shown to the person who asked.</summary>
    public abstract string Message { get; }
}

/// <summary>The thing asked for is not there, or not for this viewer to see: the two are told apart nowhere.</summary>
public sealed record NotFound : Refusal
{
    public override string Message => "We cannot find what you asked for.";
}

/// <summary>The viewer is known but may not do this.</summary>
/// <param name="What">What was asked, as the end of the sentence "You cannot …".</param>
public sealed record NotAllowed(string What) : Refusal
{
    public override string Message => $"You cannot {What}.";
}

/// <summary>What a command answers: a value, or one or more refusals and nothing changed.</summary>
public readonly record struct Result<T>
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<Refusal> refusals)
    {
        this.value = value;
        Refusals = refusals;
    }

    /// <summary>Why not; empty when it was done.</summary>
    public IReadOnlyList<Refusal> Refusals { get => field ?? []; }

    public bool Refused => Refusals.Count > 0;

    /// <summary>What was done.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => Refused ? throw new InvalidOperationException($"Refused: {string.Join(" ", Refusals.Select(r => r.Message))}") : value!;

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(Refusal refusal) => new(default, [refusal]);

    public static Result<T> Refuse(IReadOnlyList<Refusal> refusals)
    {
        return refusals.Count > 0 ? new(default, refusals) : throw new ArgumentException("A refusal says why.", nameof(refusals));
    }
}
