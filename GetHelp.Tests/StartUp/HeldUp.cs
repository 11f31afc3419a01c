using GetHelp.Web.StartUp;

namespace GetHelp.Tests.StartUp;

/// <summary>First data that does not come before a test lets it: until then a portal is starting.</summary>
internal sealed class HeldUp(Task until) : IFirstData
{
    public Task FillAsync(IProgress<StartUpProgress> progress, CancellationToken cancellationToken) => until.WaitAsync(cancellationToken);
}
