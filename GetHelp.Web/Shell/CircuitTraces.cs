using Microsoft.AspNetCore.Components.Server.Circuits;

namespace GetHelp.Web.Shell;

/// <summary>Gives each thing that somebody does on a circuit a trace of its own, as each request has: a circuit is one connection for hours.</summary>
internal sealed class CircuitTraces : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        using var activity = RequestReference.Begin("circuit");
        await next(context);
    };
}
