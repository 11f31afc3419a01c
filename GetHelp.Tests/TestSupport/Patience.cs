using System.Runtime.CompilerServices;
using Bunit;

namespace GetHelp.Tests.TestSupport;

/// <summary>Components get as long as everything else on a busy machine: bunit's own second is soon over.</summary>
internal static class Patience
{
    [ModuleInitializer]
    internal static void Have() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);
}
