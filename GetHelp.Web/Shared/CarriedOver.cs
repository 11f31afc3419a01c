using System.IO.Compression;
using System.Text.Json;

namespace GetHelp.Web.Shared;

/// <summary>What a page read while prerendering, on its way to the circuit. A hub message has at most 32 KB, and a page that lists fifty schools
/// or orders would pass it as it stands: packed it is a tenth.</summary>
public static class CarriedOver
{
    public static byte[] Pack<T>(T? value)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, value, JsonSerializerOptions.Web);
        }

        return packed.ToArray();
    }

    /// <summary>The value; nothing where nothing was carried.</summary>
    public static T? Unpack<T>(byte[]? packed)
    {
        if (packed is null)
        {
            return default;
        }

        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(brotli, JsonSerializerOptions.Web);
    }
}
