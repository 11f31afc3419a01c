using System.Collections.Concurrent;

namespace GetHelp.Core.Live;

/// <summary>Lets many open pages that show the same thing share one reading of it: two hundred boards that are told of a change at the
/// same moment ask the database once.</summary>
/// <remarks>A reading is shared while its topic has not changed since it began, and for at most <see cref="Longest"/>, because words
/// like "3 minutes" change by themselves. Who may see what belongs in the key.</remarks>
public sealed class SharedReads(LiveUpdates live, TimeProvider clock)
{
    /// <summary>The longest that a reading is shared without a change, unless its reader says otherwise.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const int MostKept = 500;

    private readonly ConcurrentDictionary<object, Reading> readings = [];

    /// <summary>The value under this key, read now or shared. Who comes while it is being read awaits it; nobody's thread is held.</summary>
    /// <param name="key">Equal for two callers exactly when they would read the same.</param>
    /// <param name="read">Runs for all who share it, so no caller's cancellation reaches it.</param>
    /// <param name="longest">The longest that it is shared without a change, if not <see cref="Longest"/>.</param>
    public async Task<T> GetAsync<T>(Topic topic, object key, Func<Task<T>> read, TimeSpan? longest = null)
    {
        var change = live.ChangeOf(topic);
        if (readings.TryGetValue(key, out var known) && IsStillTrue(known, change))
        {
            return await (Task<T>)known.Value;
        }

        var value = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var fresh = new Reading(change, clock.GetTimestamp(), longest ?? Longest, value.Task);
        var reading = readings.AddOrUpdate(key, fresh, (_, old) => IsStillTrue(old, change) ? old : fresh);
        if (ReferenceEquals(reading, fresh))
        {
            ForgetOld();
            await ReadAsync(read, value, whenFailed: () => readings.TryRemove(new(key, fresh)));
        }

        return await (Task<T>)reading.Value;
    }

    private static async Task ReadAsync<T>(Func<Task<T>> read, TaskCompletionSource<T> value, Action whenFailed)
    {
        try
        {
            value.SetResult(await read());
        }
#pragma warning disable CA1031 // Everybody who shares the reading is told, this caller too.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            whenFailed();
            value.SetException(exception);
        }
    }

    private bool IsStillTrue(Reading reading, long change) => reading.Change == change && !IsOld(reading);

    private bool IsOld(Reading reading) => clock.GetElapsedTime(reading.StartedAt) >= reading.Longest;

    private void ForgetOld()
    {
        if (readings.Count > MostKept)
        {
            foreach (var old in readings.Where(r => IsOld(r.Value)).ToList())
            {
                readings.TryRemove(old);
            }
        }
    }

    private sealed record Reading(long Change, long StartedAt, TimeSpan Longest, Task Value);
}
