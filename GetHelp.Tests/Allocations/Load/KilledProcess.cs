using System.Diagnostics;
using GetHelp.Core;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GetHelp.Tests.Allocations.Load;

/// <summary>The crowd in a process of its own, which goes on until it is killed.</summary>
internal static class KilledProcess
{
    /// <summary>What the crowd causes to be sent.</summary>
    private static readonly string[] Kinds =
    [
        SupplierOrder.Kind, SupplierRequest.Kind, SupplierStop.Kind, SupplierCorrection.Kind, EmailSender.MessageKind, CapsChanged.Kind, AllocationQueryAnswered.Kind,
    ];

    public const string Command = "crowd-until-killed";

    /// <summary>What such a process needs to know.</summary>
    /// <param name="ReceivedFile">Where what was sent is written down, a line each.</param>
    internal sealed record Orders(DatabaseProvider Provider, string ConnectionString, KilledProcess.Playbill Cast, int Seed, string ReceivedFile);

    /// <summary>Who takes part, by numbers alone.</summary>
    internal sealed record Playbill(int ResponsibleBodyId, IReadOnlyList<int> Schools, IReadOnlyList<int> Heads, int Admin, int Support)
    {
        public static Playbill Of(PoolCrowd.Cast cast) => new(
            cast.ResponsibleBodyId, [.. cast.Schools.Select(urn => urn.Value)], [.. cast.Heads.Select(head => head.UserId!.Value)], cast.Admin.UserId!.Value, cast.Support.UserId!.Value);

        public async Task<PoolCrowd.Cast> FindAsync(TestDatabase database) => new(
            ResponsibleBodyId,
            [.. Schools.Select(Urn.From)],
            await Task.WhenAll(Heads.Select(head => ViewerAsync(database, head))),
            await ViewerAsync(database, Admin),
            await ViewerAsync(database, Support));

        private static async Task<Viewer> ViewerAsync(TestDatabase database, int id) => (await database.Get<Viewers>().FindAsync(id))!;
    }

    /// <summary>Starts one, and returns once it is at work.</summary>
    public static async Task<Process> StartAsync(Orders orders)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(typeof(KilledProcess).Assembly.Location);
        start.ArgumentList.Add(Command);
        var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(PortalJson.Write(orders));
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "working")
            {
                return process;
            }
        }

        throw new InvalidOperationException($"The process ended with exit code {process.ExitCode} before it began.");
    }

    /// <summary>What the process does: 16 people act, and the outbox is sent, until somebody kills it. It ends by itself only when something fails.</summary>
    public static async Task<int> RunAsync()
    {
        var orders = PortalJson.Read<Orders>((await Console.In.ReadLineAsync())!);
        await using var database = TestDatabase.At(
            new() { Provider = orders.Provider, ConnectionString = orders.ConnectionString },
            services => services.AddWrittenDown(Kinds, orders.ReceivedFile));
        var crowd = new PoolCrowd(database, await orders.Cast.FindAsync(database));
        await crowd.ActAsync(new Random(orders.Seed - 1), operations: 5); // what runs for the first time is slow
        var acting = Enumerable.Range(0, 16).Select(i => Task.Run(() => crowd.ActAsync(new Random(orders.Seed + i), int.MaxValue)));
        var sending = Task.Run(() => database.Get<OutboxDelivery>().RunAsync(CancellationToken.None));
        Console.WriteLine("working");
        await await Task.WhenAny(acting.Append(sending));
        return 1;
    }

    /// <summary>Has everything of these kinds received by somebody who remembers it, and by nobody else.</summary>
    public static void AddWrittenDown(this IServiceCollection services, IEnumerable<string> kinds, string file)
    {
        services.RemoveAll<IOutboxSender>();
        foreach (var kind in kinds)
        {
            services.AddSingleton<IOutboxSender>(new WrittenDown(kind, file));
        }
    }

    /// <summary>A receiver that remembers what it was sent, even when the process is killed the moment after.</summary>
    private sealed class WrittenDown(string kind, string file) : IOutboxSender
    {
        private static readonly Lock Guard = new();

        public string Kind => kind;

        public Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            lock (Guard)
            {
                File.AppendAllText(file, message.IdempotencyKey + Environment.NewLine);
            }

            return Task.CompletedTask;
        }
    }
}
