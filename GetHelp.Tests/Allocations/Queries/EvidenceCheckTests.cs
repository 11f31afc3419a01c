using System.Buffers.Binary;
using System.Text;
using GetHelp.Core.Allocations.Queries;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Queries;

public sealed class EvidenceCheckTests
{
    private static readonly byte[] Program = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0];

    public static TheoryData<string, EvidenceType, byte[]> Honest => new()
    {
        { "survey.pdf", EvidenceType.Pdf, SmallFiles.Pdf },
        { "photo.PNG", EvidenceType.Png, SmallFiles.Png },
        { "photo.jpg", EvidenceType.Jpeg, SmallFiles.Jpeg },
        { "photo.jpeg", EvidenceType.Jpeg, SmallFiles.Jpeg },
        { "chart.gif", EvidenceType.Gif, SmallFiles.Gif },
        { "chart.webp", EvidenceType.WebP, SmallFiles.WebP },
        { "pupils.xlsx", EvidenceType.Workbook, SmallFiles.Workbook() },
        { "pupils.xls", EvidenceType.OldWorkbook, SmallFiles.Compound("Workbook", "\u0005SummaryInformation") },
        { "pupils 1995.xls", EvidenceType.OldWorkbook, SmallFiles.Compound("Book") },
        { "pupils.csv", EvidenceType.Csv, SmallFiles.Csv },
        { "élèves.csv", EvidenceType.Csv, [.. "Name,Number\r\nCaf"u8, 0xE9, .. ",3\r\n"u8] },
    };

    [Theory, MemberData(nameof(Honest))]
    public void A_file_that_is_what_it_says_is_kept_as_it_came(string name, EvidenceType type, byte[] bytes)
    {
        var file = EvidenceCheck.Check(new(name, bytes)).Value;

        (file.Name, file.Type, file.Length).ShouldBe((name, type, bytes.Length));
        file.Content!.Bytes.ShouldBe(bytes);
    }

    public static TheoryData<string, byte[], string> Lying => new()
    {
        { "report.pdf", Program, "it is a program" },
        { "report.pdf", Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>"), "it is a web page or a drawing in code" },
        { "report.pdf", SmallFiles.Png, "it is a PNG image" },
        { "report.pdf", "%PDF-1.7 and no more"u8.ToArray(), "it is not complete" },
        { "photo.png", Encoding.UTF8.GetBytes("\uFEFF  <!DOCTYPE html><p>Hello"), "it is a web page or a drawing in code" },
        { "photo.png", SmallFiles.Jpeg, "it is a JPEG image" },
        { "photo.png", SmallFiles.Png[..40], "it is not complete" },
        { "photo.jpg", [0xFF, 0xD8, 0xFF, .. "<script>"u8], "it is not complete" },
        { "chart.gif", "GIF89a<script>alert(1)</script>"u8.ToArray(), "it is not complete" },
        { "chart.webp", [.. "RIFF"u8, 0xFF, 0xFF, 0, 0, .. "WEBPVP8 "u8, 1, 2, 3], "it is not complete" },
        { "pupils.xlsx", SmallFiles.Archive(("notes.txt", stream => SmallFiles.Write(stream, "Hello"))), "it is a ZIP archive, and not a workbook" },
        { "pupils.xlsx", SmallFiles.WorkbookOfZeros(0, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), "it is an Office document of another kind" },
        { "pupils.xlsx", SmallFiles.WorkbookOfZeros(0, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "it holds macros. Save it without them" },
        { "pupils.xlsx", [.. SmallFiles.Workbook().Take(300)], "it is damaged and cannot be opened" },
        { "pupils.xlsx", SmallFiles.Compound("EncryptionInfo", "EncryptedPackage"), "it needs a password. Save it without one" },
        { "pupils.xlsx", SmallFiles.Compound("Workbook"), "it is an Office document of another kind" },
        { "pupils.xls", SmallFiles.Compound("WordDocument"), "it is an Office document of another kind" },
        { "pupils.xls", SmallFiles.Compound("Workbook", "_VBA_PROJECT_CUR"), "it holds macros. Save it without them" },
        { "pupils.xls", SmallFiles.Workbook(), "it is a ZIP archive, or a document in one" },
        { "pupils.csv", SmallFiles.Workbook(), "it is a ZIP archive, or a document in one" },
        { "pupils.csv", "Year,Pupils\u0000\u0001\u0002"u8.ToArray(), "it is not plain text. In Excel, save it as CSV" },
        { "pupils.csv", [0x07, 0x1B, (byte)'a'], "it is not plain text. In Excel, save it as CSV" },
        { "pupils.csv", "\r\n \r\n"u8.ToArray(), "there is nothing in it" },
    };

    [Theory, MemberData(nameof(Lying))]
    public void A_file_that_lies_about_its_type_is_refused_by_name_with_the_reason(string name, byte[] bytes, string why)
    {
        var refusal = EvidenceCheck.Check(new(name, bytes)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotWhatItSays>();

        (refusal.Name, refusal.Why).ShouldBe((name, why));
        refusal.Message.ShouldStartWith(name);
    }

    [Theory]
    [InlineData("drawing.svg")]
    [InlineData("page.html")]
    [InlineData("pupils.xlsm")]
    [InlineData("letter.docx")]
    [InlineData("pupils")]
    [InlineData("survey.pdf.exe")]
    public void What_no_name_of_evidence_promises_is_refused_whatever_is_in_it(string name) =>
        EvidenceCheck.Check(new(name, SmallFiles.Pdf)).Refusals.ShouldBe([new NotEvidence(name)]);

    [Fact]
    public void Ten_megabytes_are_taken_and_one_byte_more_is_not()
    {
        var largest = new byte[EvidenceFile.MostBytes];
        Array.Fill(largest, (byte)'a');

        EvidenceCheck.Check(new("long.csv", largest)).Value.Length.ShouldBe(10 * 1024 * 1024);
        EvidenceCheck.Check(new("long.csv", [.. largest, (byte)'a'])).Refusals.ShouldBe([new FileTooLarge("long.csv")]);
    }

    [Fact]
    public void An_empty_file_is_refused() => EvidenceCheck.Check(new("survey.pdf", [])).Refusals.ShouldBe([new EmptyFile("survey.pdf")]);

    [Fact]
    public void A_workbook_that_would_unpack_to_more_than_a_hundred_megabytes_is_refused()
    {
        var bomb = SmallFiles.WorkbookOfZeros(101L * 1024 * 1024);

        bomb.Length.ShouldBeLessThan(1024 * 1024);
        Why(bomb).ShouldBe("it would be larger than 100 MB once unpacked");
        EvidenceCheck.Check(new("pupils.xlsx", SmallFiles.WorkbookOfZeros(1024 * 1024))).Refused.ShouldBeFalse();
    }

    [Fact]
    public void A_bomb_that_lies_about_what_it_unpacks_to_is_not_believed()
    {
        var bomb = SmallFiles.WorkbookOfZeros(101L * 1024 * 1024);
        Understate(bomb, 101 * 1024 * 1024);

        Why(bomb).ShouldBe("it would be larger than 100 MB once unpacked");
    }

    [Fact]
    public void A_list_of_parts_that_brings_a_document_type_is_not_read()
    {
        var archive = SmallFiles.Archive(("[Content_Types].xml", stream => SmallFiles.Write(
            stream, "<!DOCTYPE Types [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + SmallFiles.ContentTypes("&x;"))));

        Why(archive).ShouldBe("it is damaged and cannot be opened");
    }

    [Theory]
    [InlineData("survey.pdf", "survey.pdf")]
    [InlineData("C:\\Users\\Sam\\survey.pdf", "survey.pdf")]
    [InlineData("../../etc/survey.pdf", "survey.pdf")]
    [InlineData("sur\r\nvey\t2.pdf", "sur vey 2.pdf")]
    [InlineData("exe\u202Efdp.pdf", "exe fdp.pdf")]
    [InlineData("a<b>:\"c|d?.pdf", "a_b___c_d_.pdf")]
    [InlineData(" .hidden. ", "hidden")]
    [InlineData("Élèves de l'école.pdf", "Élèves de l'école.pdf")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    public void A_name_is_made_safe(string? given, string name) => EvidenceName.Of(given).ShouldBe(name);

    [Fact]
    public void A_name_with_half_a_character_is_one_too() => EvidenceName.Of("half \ud83d a smile.pdf").ShouldBe("half \uFFFD a smile.pdf");

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var name = EvidenceName.Of(new string('a', 300) + ".pdf");

        name.Length.ShouldBe(EvidenceName.MaxLength);
        name.ShouldEndWith("a.pdf");
    }

    private static string Why(byte[] workbook) => EvidenceCheck.Check(new("pupils.xlsx", workbook)).Refusals.Single().ShouldBeOfType<NotWhatItSays>().Why;

    /// <summary>Says ten bytes wherever the archive says this length.</summary>
    private static void Understate(byte[] archive, uint length)
    {
        for (var i = 0; i + 4 <= archive.Length; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(archive.AsSpan(i)) == length)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(i), 10);
            }
        }
    }
}
