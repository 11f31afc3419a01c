namespace GetHelp.Core.Notifications;

/// <summary>A kind of letter that the portal can send: the facts it needs, and how they are put. Only these can be sent, and none can be
/// written without examples of it, which /development/letters shows and the tests read.</summary>
public interface ILetterTemplate
{
    Letter Write();

    /// <summary>The letter with made-up facts, once in each of its variants.</summary>
    static abstract IReadOnlyList<Letter> Examples { get; }
}
