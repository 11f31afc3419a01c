namespace GetHelp.Core.Onboarding.Chromebooks;

/// <summary>Knows which domains are those of Google Workspace.</summary>
public interface IGoogleWorkspace
{
    /// <summary>Never throws because of what happens on the way there: then it could not be asked.</summary>
    Task<WorkspaceAnswer> AskAsync(string domain, CancellationToken cancellationToken);
}

public enum WorkspaceAnswer
{
    Yes,
    No,
    CouldNotBeAsked,
}
