using System.Text;
using Microsoft.Playwright;

namespace GetHelp.Tests.Stories;

/// <summary>What a page is sent over its circuit to be drawn, in bytes.</summary>
internal sealed class Received
{
    private static readonly byte[] Batch = Encoding.UTF8.GetBytes("JS.RenderBatch");

    private int drawn;

    private Received()
    {
    }

    /// <summary>Since it was quiet.</summary>
    public int Drawn => Volatile.Read(ref drawn);

    /// <summary>To be asked before the page is gone to.</summary>
    public static Received By(IPage page)
    {
        var received = new Received();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => received.Count(frame.Binary ?? []);
        return received;
    }

    /// <summary>Waits until nothing has come for a moment, and counts from there.</summary>
    public async Task IsQuietAsync()
    {
        for (var before = -1; before != Drawn;)
        {
            before = Drawn;
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        Volatile.Write(ref drawn, 0);
    }

    private void Count(byte[] frame)
    {
        if (frame.AsSpan().IndexOf(Batch) >= 0)
        {
            Interlocked.Add(ref drawn, frame.Length);
        }
    }
}
