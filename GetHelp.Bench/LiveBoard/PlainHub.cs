using System.Diagnostics;
using GetHelp.Bench.Probe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.LiveBoard;

/// <summary>The floor of the live board: a hub that sends everybody so many bytes when asked to, and knows nothing else.</summary>
internal sealed class PlainHub : Hub
{
    public const string Role = "plain-hub";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/", () => "ready");
        app.MapHub<PlainHub>("/hub");
        var sent = 0;
        app.MapPost("/send", async (int bytes, IHubContext<PlainHub> hub) =>
        {
            var number = $"RAW-{Interlocked.Increment(ref sent):000000}";
            var at = Stopwatch.GetTimestamp();
            await hub.Clients.All.SendAsync("Changed", number.PadRight(bytes, '.'));
            return Results.Json(new { number, at = OrderPlacer.Nanoseconds(at) });
        });
        await app.RunAsync();
    }
}
