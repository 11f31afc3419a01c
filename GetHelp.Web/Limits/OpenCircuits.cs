using GetHelp.Core.SignIn.Limits;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Limits;

/// <summary>Whose a circuit is: of a person, at a client.</summary>
internal readonly record struct CircuitOwner(int? Person, ClientAddress Client);

/// <summary>How many live pages there are of whom on this node: a circuit is opened for each, and lives on for a while when its connection is lost.</summary>
internal sealed class OpenCircuits(IOptions<LimitOptions> options)
{
    private readonly Lock guard = new();
    private readonly Dictionary<(bool Connected, object Whose), int> counts = [];

    public void Opened(CircuitOwner owner) => Add(connected: false, owner, 1);

    public void Closed(CircuitOwner owner) => Add(connected: false, owner, -1);

    public void Connected(CircuitOwner owner) => Add(connected: true, owner, 1);

    public void Disconnected(CircuitOwner owner) => Add(connected: true, owner, -1);

    /// <summary>Why no page more is opened; null where one is.</summary>
    public Overdone? WhyNotOpen(CircuitOwner owner) => WhyNot(connected: false, owner);

    /// <summary>Why no connection more is made; null where one is. A circuit that lost its own may come back, however many there are.</summary>
    public Overdone? WhyNotConnect(CircuitOwner owner) => WhyNot(connected: true, owner);

    private Overdone? WhyNot(bool connected, CircuitOwner owner)
    {
        lock (guard)
        {
            var (person, client) = (options.Value.CircuitsPerPerson, options.Value.CircuitsPerClient);
            return owner.Person is { } id && counts.GetValueOrDefault((connected, id)) >= person ? new(OverdoneWith.PagesOfPerson, person)
                : counts.GetValueOrDefault((connected, owner.Client)) >= client ? new(OverdoneWith.PagesOfClient, client)
                : null;
        }
    }

    private void Add(bool connected, CircuitOwner owner, int by)
    {
        lock (guard)
        {
            Add((connected, owner.Client), by);
            if (owner.Person is { } person)
            {
                Add((connected, person), by);
            }
        }
    }

    private void Add((bool Connected, object Whose) key, int by)
    {
        var count = counts.GetValueOrDefault(key) + by;
        if (count == 0)
        {
            counts.Remove(key); // whoever has left is not remembered
        }
        else
        {
            counts[key] = count;
        }
    }
}
