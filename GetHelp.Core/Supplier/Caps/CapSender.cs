using GetHelp.Core.Allocations;
using GetHelp.Core.Outbox;
using Polly;
using Polly.CircuitBreaker;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>Tells the supplier what may be ordered, from the outbox: the newest number of each school and category, only where it is
/// another than the one last accepted.</summary>
/// <remarks>Having told, it looks again: what changed while it spoke found the schools claimed and was left to it. A message that finds
/// nothing is done without a call, so a hundred orders from a pool while the supplier is down are one call once it is back.</remarks>
public sealed class CapSender : IOutboxSender
{
    /// <summary>A supplier that is not there is left alone for so long at first, and twice as long each time after.</summary>
    public static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan LongestLeftAlone = TimeSpan.FromMinutes(10);

    /// <summary>How often one message speaks. Whatever changes later has a message of its own or finds this one's claims gone.</summary>
    private const int MostRounds = 20;

    private readonly ICapReceiver supplier;
    private readonly CapCallBook book;
    private readonly TimeProvider clock;
    private readonly ResiliencePipeline<CapReply?> breaker;

    public CapSender(ICapReceiver supplier, CapCallBook book, TimeProvider clock)
    {
        (this.supplier, this.book, this.clock) = (supplier, book, clock);
        breaker = new ResiliencePipelineBuilder<CapReply?> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<CapReply?>
            {
                ShouldHandle = new PredicateBuilder<CapReply?>().HandleResult(reply => reply?.Outcome == CapCallOutcome.NotReached),
                FailureRatio = 0.5,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDurationGenerator = failed => ValueTask.FromResult(LeftAloneAfter(failed.FailureCount)),
            })
            .Build();
    }

    public string Kind => CapsChanged.Kind;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var about = message.Content<CapsChanged>();
        var refused = new Dictionary<CapName, string>();
        for (var round = 0; await book.HasDueAsync(about, message.Id, refused.Keys.ToHashSet(), cancellationToken); round++)
        {
            if (!supplier.IsConfigured)
            {
                throw new NotSentException("It is not known where the supplier takes caps: they wait until Supplier:CapsAddress, Supplier:CapsUser and Supplier:CapsPassword are set.");
            }

            if (round == MostRounds)
            {
                throw new NotSentException("The numbers changed faster than the supplier could be told them.");
            }

            if (await SpeakAsync(about, message.Id, refused.Keys.ToHashSet(), cancellationToken) is not { } reply)
            {
                break; // somebody else has begun to tell it meanwhile, and looks again when they have
            }

            if (!reply.OthersCount && reply.Refused.Count == 0)
            {
                throw new NotSentException($"The supplier did not take the caps: {reply.Said}");
            }

            foreach (var (name, why) in reply.Refused)
            {
                refused[name] = why;
            }
        }

        if (refused.Count > 0)
        {
            throw new NotSentException($"The supplier refused {string.Join("; ", refused.Select(r => $"the cap of {r.Key.ShipTo}, {r.Key.Category.Name().ToLowerInvariant()}: {r.Value}"))}");
        }
    }

    private static TimeSpan LeftAloneAfter(int failures) =>
        TimeSpan.FromTicks(Math.Min(LeftAlone.Ticks << Math.Clamp(failures - 2, 0, 6), LongestLeftAlone.Ticks));

    /// <summary>Tells what is due; null when nothing is any more.</summary>
    private async Task<CapReply?> SpeakAsync(CapsChanged about, long messageId, HashSet<CapName> except, CancellationToken cancellationToken)
    {
        try
        {
            return await breaker.ExecuteAsync(
                async cancel => await book.BeginAsync(about, messageId, except, cancel) is { } call ? await CallAsync(call, messageId, cancel) : null,
                cancellationToken);
        }
        catch (BrokenCircuitException exception)
        {
            throw new NotSentException("The supplier has just failed repeatedly and is left alone for a while", exception) { RetryAfter = exception.RetryAfter };
        }
    }

    private async Task<CapReply> CallAsync(CapCall call, long messageId, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        try
        {
            var answer = await supplier.SendAsync(call.Request, cancellationToken);
            var reply = CapReply.Of(answer.Status, answer.Body);
            await book.EndAsync(call, reply, answer, clock.GetElapsedTime(began), messageId);
            return reply;
        }
        catch (NotSentException exception)
        {
            var reply = CapReply.NotReached(exception.Message);
            await book.EndAsync(call, reply, null, clock.GetElapsedTime(began), messageId);
            return reply;
        }
        catch (OperationCanceledException)
        {
            await book.EndAsync(call, CapReply.NotReached("Interrupted before the supplier had answered"), null, clock.GetElapsedTime(began), messageId);
            throw;
        }
    }
}
