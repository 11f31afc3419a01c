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

    /// <summary>Since it was started again.</summary>
    public int Drawn => Volatile.Read(ref drawn);

    /// <summary>To be asked before the page is gone to.</summary>
    public static Received By(IPage page)
    {
        var received = new Received();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => received.Count(frame.Binary ?? []);
        return received;
    }

    /// <summary>What has come was for what is drawn already.</summary>
    public void StartAgain() => Volatile.Write(ref drawn, 0);

    private void Count(byte[] frame)
    {
        if (frame.AsSpan().IndexOf(Batch) >= 0)
        {
            Interlocked.Add(ref drawn, frame.Length);
        }
    }
}
