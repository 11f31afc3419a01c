using System.Collections.Concurrent;

namespace GetHelp.Core.Live;

/// <summary>Lets many open pages that show the same thing share one reading of it: two hundred boards that are told of a change at the
/// same moment ask the database once.</summary>
/// <remarks>A reading is shared while its topic has not changed since it began, and for at most <see cref="Longest"/>, because words
/// like "3 minutes" change by themselves. Who may see what belongs in the key.</remarks>
public sealed class SharedReads(LiveUpdates live, TimeProvider clock)
{
    /// <summary>The longest that a reading is shared without a change.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const int MostKept = 500;

    private readonly ConcurrentDictionary<object, Reading> readings = [];

    /// <summary>The value under this key, read now or shared.</summary>
    /// <param name="key">Equal for two callers exactly when they would read the same.</param>
    /// <param name="read">Runs for all who share it, so no caller's cancellation reaches it.</param>
    public async Task<T> GetAsync<T>(Topic topic, object key, Func<Task<T>> read)
    {
        var change = live.ChangeOf(topic);
        var fresh = new Reading(change, clock.GetTimestamp(), new(() => read()));
        var reading = readings.AddOrUpdate(key, fresh, (_, old) => IsStillTrue(old, change) ? old : fresh);
        if (ReferenceEquals(reading, fresh))
        {
            ForgetOld();
        }

        try
        {
            return await (Task<T>)reading.Value.Value;
        }
        catch
        {
            readings.TryRemove(new(key, reading));
            throw;
        }
    }

    private bool IsStillTrue(Reading reading, long change) => reading.Change == change && clock.GetElapsedTime(reading.StartedAt) < Longest;

    private void ForgetOld()
    {
        if (readings.Count > MostKept)
        {
            foreach (var old in readings.Where(r => clock.GetElapsedTime(r.Value.StartedAt) >= Longest).ToList())
            {
                readings.TryRemove(old);
            }
        }
    }

    private sealed record Reading(long Change, long StartedAt, Lazy<Task> Value);
}
