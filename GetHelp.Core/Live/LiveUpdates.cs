namespace GetHelp.Core.Live;

/// <summary>Tells open pages that what they show has changed. One for the process.</summary>
/// <remarks>Subscribers are copied under the lock and rung outside of it; ringing only ever marks and starts, so that a slow
/// session, or one that throws, delays nobody and stops nobody.</remarks>
public sealed class LiveUpdates(TimeProvider clock)
{
    private readonly Lock guard = new();
    private readonly Dictionary<Topic, HashSet<LiveSubscription>> subscribers = [];
    private readonly Dictionary<Topic, (long Number, DateTime At)> changes = [];
    private long published;
    private long everything;

    /// <summary>More topics than this are not remembered for longer than a reading can be shared.</summary>
    private const int MostRemembered = 10_000;

    /// <summary>How many subscriptions are open: a leak shows here.</summary>
    public int Subscriptions
    {
        get
        {
            lock (guard)
            {
                return subscribers.Values.SelectMany(s => s).Distinct().Count();
            }
        }
    }

    /// <summary>Calls <paramref name="changed"/> after any of the topics changed: soon, one call at a time, many changes in one call, and
    /// always once more after the last change. Dispose to end it.</summary>
    public LiveSubscription Subscribe(IReadOnlyCollection<Topic> topics, Func<CancellationToken, Task> changed, Action<Exception> failed)
    {
        var subscription = new LiveSubscription(changed, failed, clock, gone => Remove(topics, gone));
        lock (guard)
        {
            foreach (var topic in topics)
            {
                if (!subscribers.TryGetValue(topic, out var those))
                {
                    subscribers[topic] = those = [];
                }

                those.Add(subscription);
            }
        }

        return subscription;
    }

    /// <summary>Says that these topics have changed. Call after the commit.</summary>
    public void Publish(IReadOnlyCollection<Topic> topics)
    {
        var concerned = new HashSet<LiveSubscription>();
        var now = clock.GetUtcNow().UtcDateTime;
        lock (guard)
        {
            published++;
            foreach (var topic in topics)
            {
                changes[topic] = (published, now);
                concerned.UnionWith(subscribers.GetValueOrDefault(topic) ?? []);
            }

            ForgetOld(now);
        }

        Ring(concerned);
    }

    /// <summary>Says that anything may have changed: this node could not hear the others for a while.</summary>
    public void PublishEverything()
    {
        HashSet<LiveSubscription> all;
        lock (guard)
        {
            everything = ++published;
            all = [.. subscribers.Values.SelectMany(those => those)];
        }

        Ring(all);
    }

    /// <summary>A number that is another one after each change of the topic: two readings under the same number may be shared.</summary>
    public long ChangeOf(Topic topic)
    {
        lock (guard)
        {
            return Math.Max(everything, changes.GetValueOrDefault(topic).Number);
        }
    }

    /// <summary>When any of the topics last changed, in UTC; null when none has since this process began.</summary>
    public DateTime? LastChangeOf(IReadOnlyCollection<Topic> topics)
    {
        lock (guard)
        {
            return topics.Where(changes.ContainsKey).Select(topic => (DateTime?)changes[topic].At).Max();
        }
    }

    private static void Ring(IEnumerable<LiveSubscription> subscriptions)
    {
        foreach (var subscription in subscriptions)
        {
            subscription.Ring();
        }
    }

    // Every order is a topic of its own: without this they would be remembered for as long as the process lives.
    private void ForgetOld(DateTime now)
    {
        if (changes.Count > MostRemembered)
        {
            foreach (var (topic, change) in changes.Where(c => now - c.Value.At > SharedReads.Longest + SharedReads.Longest).ToList())
            {
                changes.Remove(topic);
                everything = Math.Max(everything, change.Number);
            }
        }
    }

    private void Remove(IReadOnlyCollection<Topic> topics, LiveSubscription gone)
    {
        lock (guard)
        {
            foreach (var topic in topics)
            {
                if (subscribers.TryGetValue(topic, out var those) && those.Remove(gone) && those.Count == 0)
                {
                    subscribers.Remove(topic);
                }
            }
        }
    }
}
