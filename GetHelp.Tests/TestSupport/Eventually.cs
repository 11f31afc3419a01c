using System.Diagnostics;

namespace GetHelp.Tests.TestSupport;

/// <summary>Waits for a state that something else brings about, and fails saying what it waited for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task BecomesTrueAsync(string what, Func<bool> condition) => BecomesTrueAsync(what, () => Task.FromResult(condition()));

    public static async Task BecomesTrueAsync(string what, Func<Task<bool>> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException($"Waited {Patience.TotalSeconds} seconds in vain: {what}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <inheritdoc cref="PassingTimeAsync{T}"/>
    public static Task PassingTimeAsync(this Task work, TestClock clock) =>
        PassingTimeAsync(work.ContinueWith(_ => true, TaskScheduler.Default), clock, TimeSpan.FromSeconds(1));

    /// <summary>Advances a clock whenever something waits on it, until the work is done.</summary>
    public static async Task<T> PassingTimeAsync<T>(this Task<T> work, TestClock clock, TimeSpan step)
    {
        await BecomesTrueAsync("the work to be done as time passes", () =>
        {
            if (!work.IsCompleted && clock.TimersWaiting > 0)
            {
                clock.Advance(step);
            }

            return work.IsCompleted;
        });
        return await work;
    }
}
