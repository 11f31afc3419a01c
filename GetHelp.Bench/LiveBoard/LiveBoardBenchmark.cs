using GetHelp.Bench.Hosting;
using GetHelp.Bench.Probe;

namespace GetHelp.Bench.LiveBoard;

/// <summary>From an order's commit to the last of 200 open boards redrawn, beside a plain hub that sends the same bytes to 200 sockets.</summary>
internal sealed class LiveBoardBenchmark : IBenchmark
{
    private const int Boards = 200;
    private const int Orders = 300;
    /// <summary>So many that the runtime has done with compiling what is used most.</summary>
    private const int WarmUp = 100;
    private const int PaceInMilliseconds = 150;

    public string Name => "live-board";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        await using var portal = ServerProcess.StartPortal(await workshop.PortalAsync(), await workshop.DatabaseAsync(), probed: true);
        await using var hub = ServerProcess.StartBench(PlainHub.Role);
        await portal.WhenAnswersAsync("/", cancellationToken);
        await hub.WhenAnswersAsync("/", cancellationToken);

        workshop.Say($"{Boards} boards and {Boards} sockets; {Orders} orders, each followed by a message of the same size");
        await using var clients = await workshop.StartClientsAsync("live-board.mjs", cancellationToken);
        await PlaceAsync(WarmUp);
        var (portalBefore, hubBefore) = (portal.ProcessorTime, hub.ProcessorTime);
        var times = await PlaceAsync(Orders);
        return Found(times, (portal.ProcessorTime - portalBefore) / Orders, (hub.ProcessorTime - hubBefore) / Orders);

        Task<Times> PlaceAsync(int orders) => clients.AskAsync<Times>(new
        {
            Portal = portal.Address,
            Hub = hub.Address,
            Boards,
            Orders = orders,
            PaceInMilliseconds,
            ProbeStartup.SignIn,
            OrdersPath = ProbeStartup.Orders,
        });
    }

    private static Finding Found(Times times, TimeSpan portal, TimeSpan hub) => new()
    {
        Title = "An order's commit to the last of 200 open boards redrawn, p99",
        Ours = new("Portal, p99", Milliseconds(times.Board.Percentile(99))),
        Floor = new("Plain SignalR hub, p99", Milliseconds(times.Hub.Percentile(99))),
        Ratio = times.Board.Percentile(99) / times.Hub.Percentile(99),
        Aim = 2,
        Details =
        [
            new("Portal, p50 / p95", $"{Milliseconds(times.Board.Percentile(50))} / {Milliseconds(times.Board.Percentile(95))}"),
            new("Plain hub, p50 / p95", $"{Milliseconds(times.Hub.Percentile(50))} / {Milliseconds(times.Hub.Percentile(95))}"),
            new("Ratio at p50 / p95", $"{times.Board.Percentile(50) / times.Hub.Percentile(50):0.00} / {times.Board.Percentile(95) / times.Hub.Percentile(95):0.00}"),
            new("First board redrawn, p50", Milliseconds(times.FirstBoard.Percentile(50))),
            new("Processor time for each order, portal", Milliseconds(portal.TotalMilliseconds)),
            new("Processor time for each message, plain hub", Milliseconds(hub.TotalMilliseconds)),
            new("Bytes to each board for an order, median", $"{times.Bytes:N0}"),
        ],
        How = $"""
            The published portal runs in Production on the demonstration database, with one support agent's {Boards} signed-in sessions open on
            `/support/orders`: circuits without browsers, which acknowledge every batch and answer pings (`GetHelp.Bench/clients`, one Node.js
            process). After {WarmUp} orders that are not counted {Orders} are placed one after the other by `OrderService` in the portal's own process, {PaceInMilliseconds} ms after the
            last board of the one before was redrawn. A time runs from the database's commit to the render batch with the order's number at
            the last client. Between two orders a plain hub, in a process of its own, sends the median batch's number of bytes to {Boards} sockets
            of the same clients: from before the sending to the last client's message. Both ends read the machine's monotonic clock.
            Clients and servers share the cores.
            """,
    };

    private static string Milliseconds(double milliseconds) => $"{milliseconds:0.0} ms";

    /// <summary>What the clients measured, in milliseconds, a time for each order and for each message.</summary>
    private sealed record Times(double[] Board, double[] Hub, double[] FirstBoard, int Bytes);
}
