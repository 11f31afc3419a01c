namespace GetHelp.Core.Outbox;

/// <summary>When a message that could not be sent is tried again: soon at first, then ever more rarely, and never given up.</summary>
public static class OutboxRetries
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    /// <summary>The most that a receiver who says "later" can put a message off.</summary>
    private static readonly TimeSpan LongestAskedFor = TimeSpan.FromDays(1);

    /// <summary>How long to wait after a failed attempt.</summary>
    /// <param name="attempts">How many have failed by now, this one included.</param>
    /// <param name="askedFor">What the receiver asked for, if it did: the longer of the two counts.</param>
    public static TimeSpan After(int attempts, TimeSpan? askedFor = null)
    {
        var wait = Waits[Math.Clamp(attempts, 1, Waits.Length) - 1];
        var asked = askedFor ?? TimeSpan.Zero;
        return asked <= wait ? wait : asked <= LongestAskedFor ? asked : LongestAskedFor;
    }
}
