namespace GetHelp.Web.Supplier;

internal static class RequestBodies
{
    public const int MaxBytes = 64 * 1024;

    /// <inheritdoc cref="ReadAtMostAsync"/>
    public static Task<ReadOnlyMemory<byte>?> ReadSmallAsync(this HttpRequest request, CancellationToken cancellationToken) => request.ReadAtMostAsync(MaxBytes, cancellationToken);

    /// <summary>The whole body, or null as soon as it turns out to be larger than it may be, whatever its Content-Length claims.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAtMostAsync(this HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        var buffer = new byte[(request.ContentLength ?? maxBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > maxBytes)
        {
            return null; // not in a conditional expression: there null would become an empty Memory
        }

        return buffer.AsMemory(0, length);
    }
}
