namespace GetHelp.Core.Allocations.Queries;

/// <summary>A file as somebody gives it.</summary>
/// <param name="Name">As the browser says; anything can be in it.</param>
/// <param name="Bytes">All of it, or of a file that is too large the first <see cref="EvidenceFile.MostBytes"/> and at least one more.</param>
public sealed record GivenFile(string? Name, byte[] Bytes);

/// <summary>Whether a file can be evidence: by what is in it, and that must be what its name says.</summary>
public static class EvidenceCheck
{
    /// <summary>The file, ready to be kept.</summary>
    public static Result<EvidenceFile> Check(GivenFile file)
    {
        var name = EvidenceName.Of(file.Name);
        if (WhyNotItsSize(name, file.Bytes.Length) is { } refusal)
        {
            return refusal;
        }

        if (EvidenceTypes.Promised(name) is not { } promised)
        {
            return new NotEvidence(name);
        }

        return Structure(promised, file.Bytes) is { } why
            ? new NotWhatItSays(name, promised, why)
            : new EvidenceFile { Name = name, Type = promised, Length = file.Bytes.Length, Content = new() { Bytes = file.Bytes } };
    }

    private static Refusal? WhyNotItsSize(string name, int length) => length switch
    {
        0 => new EmptyFile(name),
        > EvidenceFile.MostBytes => new FileTooLarge(name),
        _ => null,
    };

    /// <summary>What is wrong with a file of this type, as the end of a sentence; null when nothing is.</summary>
    private static string? Structure(EvidenceType promised, byte[] bytes)
    {
        var begins = FileBeginnings.TypeOf(bytes);
        return promised switch
        {
            EvidenceType.Csv => begins is null ? CsvStructure.WhyNot(bytes) : $"it is {begins}",
            EvidenceType.Workbook when FileBeginnings.IsZip(bytes) => WorkbookStructure.WhyNot(bytes),
            EvidenceType.Workbook or EvidenceType.OldWorkbook when FileBeginnings.IsCompound(bytes) => OldWorkbookStructure.WhyNot(bytes, promised),
            EvidenceType.Pdf when FileBeginnings.IsPdf(bytes) => PdfStructure.WhyNot(bytes),
            EvidenceType.Png when FileBeginnings.IsPng(bytes) => ImageStructure.WhyNotPng(bytes),
            EvidenceType.Jpeg when FileBeginnings.IsJpeg(bytes) => ImageStructure.WhyNotJpeg(bytes),
            EvidenceType.Gif when FileBeginnings.IsGif(bytes) => ImageStructure.WhyNotGif(bytes),
            EvidenceType.WebP when FileBeginnings.IsWebP(bytes) => ImageStructure.WhyNotWebP(bytes),
            _ => begins is null ? "its content is something else" : $"it is {begins}",
        };
    }
}

/// <summary>A file without content.</summary>
public sealed record EmptyFile(string Name) : Refusal
{
    public override string Message => $"{Name} is empty. Add it again once it can be opened.";
}

/// <summary>Larger than <see cref="EvidenceFile.MostBytes"/>.</summary>
public sealed record FileTooLarge(string Name) : Refusal
{
    public override string Message => $"{Name} is larger than {EvidenceFile.MostBytes / 1024 / 1024} MB. Make it smaller, or send a part of it.";
}

/// <summary>Neither a PDF, nor an image, nor a spreadsheet, by its name.</summary>
public sealed record NotEvidence(string Name) : Refusal
{
    public override string Message => $"{Name} is not a PDF, an image (PNG, JPEG, GIF or WebP) or a spreadsheet (XLSX, XLS or CSV). Save it as one of these.";
}

/// <summary>The file's content is not what its name says.</summary>
/// <param name="Why">The end of a sentence: "it is a program".</param>
public sealed record NotWhatItSays(string Name, EvidenceType Promised, string Why) : Refusal
{
    public override string Message => $"{Name} is not a usable {Promised.Name()}: {Why}.";
}
