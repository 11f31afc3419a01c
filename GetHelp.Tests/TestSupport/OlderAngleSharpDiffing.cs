using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace GetHelp.Tests.TestSupport;

/// <summary>bunit was built for AngleSharp.Diffing 1.1.1, which cannot be had here; 0.17.0 has all that it calls.</summary>
internal static class OlderAngleSharpDiffing
{
    [ModuleInitializer]
    internal static void HandOver() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
