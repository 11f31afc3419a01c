using Microsoft.Extensions.Options;

namespace GetHelp.Core.Organisations.Register;

/// <summary>A file that somebody gives.</summary>
/// <param name="FileName">As its owner calls it; for showing, never for opening.</param>
public sealed record UploadedFile(string FileName, Stream Content);

/// <summary>The files of imports that are not done yet, on disk under the import's number.</summary>
public sealed class RegisterUploads(IOptions<RegisterImportOptions> options)
{
    /// <summary>The largest file that is taken.</summary>
    public const long MaxBytes = CsvTable.MaxBytes;

    private const string Register = "register";
    private const string Trusts = "trusts";

    public async Task<Refusal?> StoreAsync(int importId, UploadedFile register, UploadedFile? trusts, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.Folder);
        return await StoreAsync(PathOf(importId, Register), register, cancellationToken)
            ?? (trusts is null ? null : await StoreAsync(PathOf(importId, Trusts), trusts, cancellationToken));
    }

    public FileStream OpenRegister(int importId) => File.OpenRead(PathOf(importId, Register));

    public FileStream OpenTrusts(int importId) => File.OpenRead(PathOf(importId, Trusts));

    public void Delete(int importId)
    {
        File.Delete(PathOf(importId, Register));
        File.Delete(PathOf(importId, Trusts));
    }

    private string PathOf(int importId, string which) => Path.Combine(options.Value.Folder, $"import-{importId}-{which}.csv");

    /// <summary>Stops at the first byte too many: however large a file is, no more of it is read or kept.</summary>
    private static async Task<Refusal?> StoreAsync(string path, UploadedFile file, CancellationToken cancellationToken)
    {
        if (file.Content.CanSeek && CsvTable.WhyNot(file.Content) is { } refusal)
        {
            return refusal;
        }

        await using var stored = File.Create(path);
        var block = new byte[64 * 1024];
        while (await file.Content.ReadAsync(block, cancellationToken) is > 0 and var read)
        {
            await stored.WriteAsync(block.AsMemory(0, read), cancellationToken);
            if (stored.Length > CsvTable.MaxBytes)
            {
                break;
            }
        }

        await stored.FlushAsync(cancellationToken);
        return CsvTable.WhyNot(stored);
    }
}
