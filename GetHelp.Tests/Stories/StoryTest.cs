using System.Runtime.CompilerServices;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Stories;

/// <summary>What people see and do in a browser. A story that fails leaves a trace and a screenshot of each session under TestResults/stories.</summary>
[Collection(nameof(OneStage))]
public abstract class StoryTest(Stage stage)
{
    protected RunningPortal Portal => stage.Portal;

    protected Given Given => Portal.Given;

    protected async Task TellAsync(Func<Sessions, Task> story, [CallerMemberName] string title = "")
    {
        await using var sessions = new Sessions(stage);
        try
        {
            await story(sessions);
            sessions.ScriptErrors.ShouldBeEmpty();
        }
        catch
        {
            await sessions.KeepEvidenceAsync(title);
            throw;
        }
    }
}
