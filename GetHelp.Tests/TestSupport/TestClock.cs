namespace GetHelp.Tests.TestSupport;

/// <summary>A clock that stands still until told to go on; its timers fire as it passes them. It starts on Wednesday 3 March 2021, 10:00 in London.</summary>
public sealed class TestClock : TimeProvider
{
    private readonly Lock guard = new();
    private readonly List<TestTimer> timers = [];
    private DateTimeOffset now = new(2021, 3, 3, 10, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public DateTime Now => GetUtcNow().UtcDateTime;

    /// <summary>Timers that are waiting: a test may wait for one to appear before it advances.</summary>
    public int TimersWaiting
    {
        get
        {
            lock (guard)
            {
                return timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (guard)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (true)
        {
            TestTimer? next;
            lock (guard)
            {
                next = timers.Where(t => t.Due <= until).MinBy(t => t.Due);
                now = next is null || next.Due > until ? until : next.Due > now ? next.Due : now;
                next?.Passed();
            }

            if (next is null)
            {
                return;
            }

            next.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class TestTimer(TestClock clock, Action fire) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public void Passed()
        {
            if (period > TimeSpan.Zero)
            {
                Due += period;
            }
            else
            {
                clock.timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            var fireNow = false;
            lock (clock.guard)
            {
                clock.timers.Remove(this);
                period = newPeriod;
                if (dueTime > TimeSpan.Zero)
                {
                    Due = clock.now + dueTime;
                    clock.timers.Add(this);
                }
                else
                {
                    fireNow = dueTime == TimeSpan.Zero;
                }
            }

            if (fireNow)
            {
                ThreadPool.QueueUserWorkItem(_ => fire());
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.guard)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
