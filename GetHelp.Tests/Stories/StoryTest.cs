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

    /// <param name="scriptsMayFail">Where the line is cut: Blazor's script throws when its connection closes under it, and when a button is pressed without one.</param>
    /// <param name="on">Another portal than the one that the stories share.</param>
    protected async Task TellAsync(Func<Sessions, Task> story, bool scriptsMayFail = false, RunningPortal? on = null, [CallerMemberName] string title = "")
    {
        await using var sessions = new Sessions(stage.Browser, on ?? Portal);
        try
        {
            await story(sessions);
            if (!scriptsMayFail)
            {
                sessions.ScriptErrors.ShouldBeEmpty();
            }
        }
        catch
        {
            await sessions.KeepEvidenceAsync(title);
            throw;
        }
    }
}
