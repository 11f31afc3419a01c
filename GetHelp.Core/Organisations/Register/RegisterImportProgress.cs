using System.Collections.Concurrent;
using GetHelp.Core.Live;

namespace GetHelp.Core.Organisations.Register;

/// <summary>How far the imports are that this process is running. In memory, because the write that is being measured holds the
/// database; the pages that look on are told a few times a second.</summary>
public sealed class RegisterImportProgress(LiveUpdates live, TimeProvider clock)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<int, int> percents = [];

    public int? Of(int importId) => percents.TryGetValue(importId, out var percent) ? percent : null;

    internal IProgress<int> Begin(int importId)
    {
        percents[importId] = 0;
        return new Reporter(percent =>
        {
            percents[importId] = percent;
            live.Publish([Topic.RegisterImport(importId)]);
        }, clock);
    }

    internal void End(int importId) => percents.TryRemove(importId, out _);

    private sealed class Reporter(Action<int> tell, TimeProvider clock) : IProgress<int>
    {
        private long? last;

        public void Report(int value)
        {
            if (last is null || clock.GetElapsedTime(last.Value) >= Pace)
            {
                last = clock.GetTimestamp();
                tell(value);
            }
        }
    }
}
