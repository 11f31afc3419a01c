using Xunit;

namespace GetHelp.Tests.Allocations.Load;

/// <summary>Tests that use up all there is name this collection, and run by themselves: beside them others would wait in vain.</summary>
[CollectionDefinition(nameof(UnderLoad), DisableParallelization = true)]
public sealed class UnderLoad;
