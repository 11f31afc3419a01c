namespace GetHelp.Web.Supplier;

internal static class RequestBodies
{
    public const int MaxBytes = 64 * 1024;

    /// <summary>The whole body, or null as soon as it turns out to be larger than it may be, whatever its Content-Length claims.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadSmallAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaxBytes)
        {
            return null; // not in a conditional expression: there null would become an empty Memory
        }

        return buffer.AsMemory(0, length);
    }
}
