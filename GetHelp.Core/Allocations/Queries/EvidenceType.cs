namespace GetHelp.Core.Allocations.Queries;

/// <summary>What a file of evidence can be. Names are stored, so a rename is a migration.</summary>
public enum EvidenceType
{
    Pdf,
    Png,
    Jpeg,
    Gif,
    WebP,

    /// <summary>A workbook as Excel writes it today: .xlsx.</summary>
    Workbook,

    /// <summary>A workbook as Excel wrote it until 2003: .xls.</summary>
    OldWorkbook,
    Csv,
}

/// <summary>How each type is called.</summary>
public static class EvidenceTypes
{
    public static string Name(this EvidenceType type) => type switch
    {
        EvidenceType.Pdf => "PDF",
        EvidenceType.Png => "PNG image",
        EvidenceType.Jpeg => "JPEG image",
        EvidenceType.Gif => "GIF image",
        EvidenceType.WebP => "WebP image",
        EvidenceType.Workbook or EvidenceType.OldWorkbook => "Excel workbook",
        _ => "CSV file",
    };

    /// <summary>What a download says that it is: by its content, whatever it was called.</summary>
    public static string ContentType(this EvidenceType type) => type switch
    {
        EvidenceType.Pdf => "application/pdf",
        EvidenceType.Png => "image/png",
        EvidenceType.Jpeg => "image/jpeg",
        EvidenceType.Gif => "image/gif",
        EvidenceType.WebP => "image/webp",
        EvidenceType.Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        EvidenceType.OldWorkbook => "application/vnd.ms-excel",
        _ => "text/csv",
    };

    /// <summary>The type that a file's name promises; null when it promises none that can be evidence.</summary>
    public static EvidenceType? Promised(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" => EvidenceType.Pdf,
        ".png" => EvidenceType.Png,
        ".jpg" or ".jpeg" => EvidenceType.Jpeg,
        ".gif" => EvidenceType.Gif,
        ".webp" => EvidenceType.WebP,
        ".xlsx" => EvidenceType.Workbook,
        ".xls" => EvidenceType.OldWorkbook,
        ".csv" => EvidenceType.Csv,
        _ => null,
    };
}
