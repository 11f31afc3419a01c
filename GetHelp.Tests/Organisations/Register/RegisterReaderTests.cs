using System.Text;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;
using Shouldly;
using Xunit;
using static GetHelp.Tests.Organisations.Register.RegisterCsv;

namespace GetHelp.Tests.Organisations.Register;

public sealed class RegisterReaderTests
{
    private static readonly Urn First = Urn.From(100_001);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Fact]
    public void A_row_becomes_a_school()
    {
        var school = Read(Row(100_001, "St Example's", phase: "Middle deemed secondary")).Schools[First];

        school.ShouldBe(new RegisterSchool
        {
            Urn = First,
            Name = "St Example's",
            EstablishmentTypeCode = 1,
            AuthorityCode = "888",
            Phase = Phase.Secondary,
            Ukprn = 10_000_001,
            Address = new() { Line1 = "1 High Street", Town = "Exampleton", County = "Lancashire", Postcode = "EX1 1AA" },
        });
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("windows-1252", false)]
    public void Names_come_through_each_encoding_as_they_were_meant(string encoding, bool mark)
    {
        const string name = "St Mary’s – Nôtre Œuvre “Š”";
        var bytes = encoding == "utf-8" ? Encoding.UTF8.GetBytes(File(Row(100_001, name))) : Windows1252.GetBytes(File(Row(100_001, name)));

        var file = RegisterReader.Read(new MemoryStream([.. mark ? Encoding.UTF8.GetPreamble() : [], .. bytes])).Value;

        file.Schools[First].Name.ShouldBe(name);
        file.Encoding.ShouldBe(encoding);
    }

    [Fact]
    public void Text_that_another_program_read_as_Latin_1_is_mended()
    {
        // U+0092 is how a Windows-1252 apostrophe looks after such a reading; U+0081 was never a character.
        Read(Row(100_001, "St Mary\u0092s\u0081")).Schools[First].Name.ShouldBe("St Mary’s");
    }

    [Fact]
    public void Bytes_that_Windows_1252_does_not_have_reach_nobody()
    {
        byte[] bytes = [.. Windows1252.GetBytes(File(Row(100_001, "St Mary")).Replace("St Mary", "St Mary\u0001")), 0x0d, 0x0a, .. Windows1252.GetBytes(Row(100_002, "X"))[..11], .. "888,Lancashire,\""u8, 0x81, 0x92, .. "s\",1,,Open,,,,,,,,"u8];

        var file = RegisterReader.Read(new MemoryStream(bytes)).Value;

        file.Schools[First].Name.ShouldBe("St Mary");
        file.Schools.Values.SelectMany(s => s.Name).ShouldNotContain(c => char.IsControl(c));
    }

    [Fact]
    public void Headings_are_found_in_any_order_and_case_and_others_do_not_matter()
    {
        const string file = "Head teacher,POSTCODE , establishmentname,EstablishmentStatus (name),LA (name),LA (code),TypeOfEstablishment (code),urn\r\nJo,EX1 1AA,School,Open,Lancashire,888,34,100001";

        var school = ReadText(file).Schools[First];

        (school.Name, school.EstablishmentTypeCode, school.Address.Postcode).ShouldBe(("School", 34, "EX1 1AA"));
    }

    [Fact]
    public void Only_open_state_funded_schools_are_kept_and_the_rest_is_counted()
    {
        var file = Read(
            Row(100_001),
            Row(100_002, status: "Open, but proposed to close"),
            Row(100_003, status: "Closed"),
            Row(100_004, status: "Proposed to open"),
            Row(100_005, type: 11, typeName: "Other independent school"),
            Row(100_006, type: 30, typeName: "Welsh establishment"),
            Row(100_007, type: 11, typeName: "Other independent school"));

        file.RowsRead.ShouldBe(7);
        file.Schools.Keys.Select(u => u.Value).ShouldBe([100_001, 100_002]);
        file.NotOpen.Select(u => u.Value).ShouldBe([100_003, 100_004]);
        file.LeftOut().ShouldBe([new LeftOut("Other independent school", 2), new LeftOut("Welsh establishment", 1)]);
        file.BadRows.Total.ShouldBe(0);
    }

    [Fact]
    public void Authorities_bear_the_names_that_they_use_themselves() =>
        Read(Row(100_001, authority: "801,\"Bristol, City of\"")).Authorities["801"].Name.ShouldBe("City of Bristol");

    public static TheoryData<string, string> BadRowsOfFiles => new()
    {
        { "100002,888,Lancashire,School", "cells" },
        { Row(100_002) + ",one more", "cells" },
        { "100002,888,Lancashire,\"Half a row", "quotation mark" },
        { Row(100_002).Replace("100002", "10002"), "“10002” is not a URN" },
        { Row(100_002).Replace("100002", ""), "is not a URN" },
        { Row(100_002).Replace("100002", "=1+1"), "is not a URN" },
        { Row(100_001), "URN 100001 is in the file before" },
        { Row(100_002, name: " "), "has no name" },
        { Row(100_002, name: new string('x', 256)), "longer than 255" },
        { Row(100_002, status: "Perhaps"), "“Perhaps” is not a status" },
        { Row(100_002, authority: "88x,Lancashire"), "“88x” is not the code of a local authority" },
        { Row(100_002, authority: "999,"), "“999” is not the code of a local authority" },
    };

    [Theory]
    [MemberData(nameof(BadRowsOfFiles))]
    public void A_bad_row_is_left_out_and_named_by_its_line(string row, string why)
    {
        var file = Read(Row(100_001), row, Row(100_003));

        var bad = file.BadRows.First.ShouldHaveSingleItem();
        bad.Line.ShouldBe(3);
        bad.Why.ShouldContain(why);
        file.Schools.Keys.Select(u => u.Value).ShouldBe([100_001, 100_003]);
        file.RowsRead.ShouldBe(3);
    }

    [Fact]
    public void Every_bad_row_is_counted_and_the_first_ones_are_kept()
    {
        var file = Read(Enumerable.Repeat("half", BadRows.Kept + 100));

        file.BadRows.Total.ShouldBe(BadRows.Kept + 100);
        file.BadRows.First.Count.ShouldBe(BadRows.Kept);
    }

    public static TheoryData<byte[], string> FilesThatCannotBeUsed => new()
    {
        { [], "empty" },
        { "PK\u0003\u0004\0\0\0"u8.ToArray(), "NUL" },
        { "\u0089PNG,\0,\0"u8.ToArray(), "NUL" },
        { Encoding.Unicode.GetBytes(File(Row(100_001))), "NUL" },
        { "{ \"not\": \"CSV\" }"u8.ToArray(), "not a CSV file" },
        { "Just some words"u8.ToArray(), "not a CSV file" },
        { Encoding.UTF8.GetBytes(File(Row(100_001)).Replace("URN,", "Reference,")), "no column URN" },
        { Encoding.UTF8.GetBytes(File(Row(100_001)).Replace("EstablishmentName,", "Name,")), "no column EstablishmentName" },
        { Encoding.UTF8.GetBytes(File(Row(100_001)).Replace("EstablishmentStatus (name),", "State,")), "no column EstablishmentStatus" },
        { Encoding.UTF8.GetBytes(File(Row(100_001)).Replace("LA (code),", "Area,")), "no column LA (code)" },
        { [.. Encoding.UTF8.GetBytes(File(Row(100_001)) + "\r\n"), .. Enumerable.Repeat((byte)'x', 2_000_000)], "no end" },
    };

    [Theory]
    [MemberData(nameof(FilesThatCannotBeUsed))]
    public void A_file_that_is_no_register_is_refused_whole(byte[] bytes, string why) =>
        RegisterReader.Read(new MemoryStream(bytes)).Refusals.ShouldHaveSingleItem().Message.ShouldContain(why);

    [Fact]
    public void A_file_of_200_MB_is_refused_without_reading_it()
    {
        using var file = new UnreadableStream(200 * 1024 * 1024);

        RegisterReader.Read(file).Refusals.ShouldHaveSingleItem().Message.ShouldContain("larger than 100 MB");
    }

    [Fact]
    public void Trust_links_name_the_trust_of_each_academy_and_no_sponsor()
    {
        var links = TrustLinksReader.Read(Stream(Links(
            Link(100_001, "1", "Sponsor", "School sponsor"),
            Link(100_001, "2053"),
            Link(100_002, "7", "Gone Trust", status: "Closed"),
            Link(100_003, "9", "Umbrella", "Umbrella trust"),
            "nonsense,5,Trust,1,Single-academy trust,Open",
            Link(100_001, "3000", "Another Trust")))).Value;

        links.TrustOf.ShouldHaveSingleItem().ShouldBe(new(First, BodyKey.Trust("2053")));
        links.Trusts.Values.ShouldHaveSingleItem().ShouldBe(new RegisterBody
        {
            Key = BodyKey.Trust("2053"),
            Name = "Example Trust",
            TrustType = "Multi-academy trust",
            CompaniesHouseNumber = "01234567",
        });
        links.BadRows.First.Select(bad => bad.Line).ShouldBe([6, 7]);
    }

    [Fact]
    public void Trust_links_are_read_though_their_last_heading_has_no_cells_and_half_a_link_is_not()
    {
        var links = TrustLinksReader.Read(Stream(LinkHeadings + ",HasSharedHT\r\n" + Link(100_001) + "\r\n100002,2053,Exam")).Value;

        links.TrustOf.Keys.ShouldBe([First]);
        links.BadRows.First.ShouldHaveSingleItem().ShouldBe(new BadRow(3, "It has fewer cells than there are headings."));
    }

    [Fact]
    public void A_trust_links_file_without_its_headings_is_refused() =>
        TrustLinksReader.Read(Stream(File(Row(100_001)))).Refusals.ShouldHaveSingleItem().Message.ShouldBe("Trust links: The file has no column Linked UID and no column Group Name and no column Group Type.");

    private static RegisterFile Read(params IEnumerable<string> rows) => ReadText(File(rows));

    private static RegisterFile ReadText(string text) => RegisterReader.Read(Stream(text)).Value;

    /// <summary>Has a length, and fails the test when somebody reads it.</summary>
    private sealed class UnreadableStream(long length) : MemoryStream
    {
        public override long Length => length;

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("It was read.");

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("It was read.");
    }
}
