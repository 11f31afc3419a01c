namespace GetHelp.Bench.Probe;

/// <summary>What a process holds after everything that nobody needs was let go.</summary>
/// <param name="Heap">Bytes of live objects.</param>
/// <param name="Resident">Bytes of the process in memory.</param>
internal sealed record MemoryReading(long Heap, long Resident)
{
    public static MemoryReading Take()
    {
#pragma warning disable RS0030 // The product never collects. A figure of live memory can only be read after a collection.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
#pragma warning restore RS0030
        return new(GC.GetTotalMemory(forceFullCollection: false), Environment.WorkingSet);
    }
}
