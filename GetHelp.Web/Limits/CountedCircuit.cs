using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace GetHelp.Web.Limits;

/// <summary>Counts the circuit that it is in.</summary>
internal sealed class CountedCircuit(AuthenticationStateProvider authentication, OpenCircuits circuits) : CircuitHandler
{
    private CircuitOwner owner;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        owner = CircuitGate.OwnerOf((await authentication.GetAuthenticationStateAsync()).User);
        circuits.Opened(owner);
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Connected(owner);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Disconnected(owner);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Closed(owner);
        return Task.CompletedTask;
    }
}
