using GetHelp.Core.Allocations.Queries;

namespace GetHelp.Web.Shared;

/// <summary>Takes the bytes of a file out of a posted form.</summary>
internal static class GivenFiles
{
    /// <summary>No more of it than says that it is too much.</summary>
    public static async Task<GivenFile> ReadAsync(IFormFile file, CancellationToken cancellationToken = default)
    {
        await using var content = file.OpenReadStream();
        var bytes = new byte[Math.Min(file.Length, EvidenceFile.MostBytes + 1)];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return new(file.FileName, bytes);
    }
}
