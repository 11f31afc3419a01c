using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GetHelp.Bench.Probe;

/// <summary>Knows when the last transaction of the running piece of work was committed: EF says so, to whoever listens.</summary>
internal sealed class CommitClock : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<Commit?> Running = new();

    private CommitClock()
    {
    }

    public static void Start() => DiagnosticListener.AllListeners.Subscribe(new CommitClock());

    /// <summary>Runs <paramref name="work"/>.</summary>
    /// <returns>What it returned, and when it committed, on <see cref="Stopwatch"/>'s clock.</returns>
    public static async Task<(T Result, long CommittedAt)> TimeAsync<T>(Func<Task<T>> work)
    {
        var commit = Running.Value = new();
        return (await work(), commit.At);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            value.Subscribe(this, name => name == RelationalEventId.TransactionCommitted.Name);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value) => Running.Value?.Happened();

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private sealed class Commit
    {
        public long At { get; private set; }

        public void Happened() => At = Stopwatch.GetTimestamp();
    }
}
