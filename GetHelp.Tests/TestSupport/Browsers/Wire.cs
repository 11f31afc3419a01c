using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GetHelp.Tests.TestSupport.Browsers;

/// <summary>The line between a browser and the portal, to be cut and mended. A browser's own "offline" leaves open web sockets alone.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, TcpClient> connections = [];
    private readonly CancellationTokenSource ended = new();
    private readonly int portalPort;
    private readonly Task accepting;
    private volatile bool isCut;
    private volatile bool answersAreLost;

    public Wire(int portalPort)
    {
        this.portalPort = portalPort;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The portal's address, by way of this wire.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Ends every connection and lets no new one through.</summary>
    public void Cut()
    {
        isCut = true;
        foreach (var (browser, portal) in connections)
        {
            browser.Dispose();
            portal.Dispose();
        }
    }

    /// <summary>From now on the portal hears what is asked, and its answers do not come back.</summary>
    public void LoseAnswers() => answersAreLost = true;

    public void Mend() => isCut = answersAreLost = false;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        Cut();
        await accepting;
        listener.Dispose();
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var browser = await listener.AcceptTcpClientAsync(ended.Token);
                _ = ConnectAsync(browser);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ConnectAsync(TcpClient browser)
    {
        using var portal = new TcpClient();
        using (browser)
        {
            if (isCut)
            {
                return;
            }

            await portal.ConnectAsync(IPAddress.Loopback, portalPort);
            connections[browser] = portal;
            await Task.WhenAny(
                CarryAsync(browser.GetStream(), portal.GetStream(), () => true),
                CarryAsync(portal.GetStream(), browser.GetStream(), () => !answersAreLost));
            connections.TryRemove(browser, out _);
        }
    }

    /// <param name="passes">Whether what came now goes on.</param>
    private static async Task CarryAsync(NetworkStream from, NetworkStream to, Func<bool> passes)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReadAsync(buffer) is var count and > 0)
            {
                if (passes())
                {
                    await to.WriteAsync(buffer.AsMemory(0, count));
                }
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // Cut, or closed by either end.
        }
    }
}
