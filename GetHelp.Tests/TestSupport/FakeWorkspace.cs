using System.Collections.Concurrent;
using GetHelp.Core.Onboarding.Chromebooks;

namespace GetHelp.Tests.TestSupport;

/// <summary>Every domain is one of Google Workspace unless a test says otherwise.</summary>
public sealed class FakeWorkspace : IGoogleWorkspace
{
    private readonly ConcurrentDictionary<string, WorkspaceAnswer> answers = [];
    private readonly ConcurrentQueue<string> asked = [];

    /// <summary>What it was asked about, in order.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    public void Answer(string domain, WorkspaceAnswer answer) => answers[domain] = answer;

    public Task<WorkspaceAnswer> AskAsync(string domain, CancellationToken cancellationToken)
    {
        asked.Enqueue(domain);
        return Task.FromResult(answers.GetValueOrDefault(domain, WorkspaceAnswer.Yes));
    }
}
