using System.Text.Json;
using GetHelp.Core;
using GetHelp.Core.PersonalData;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.PersonalData;

public sealed class TextScrubberTests
{
    private static readonly TextScrubber Scrubber = new(new()
    {
        Names = new HashSet<string> { "Siân O'Hara", "Ann Hill" },
        EmailAddresses = new HashSet<string> { "ann+help@school.example.net" },
        Telephones = new HashSet<string> { "01632 960 001" },
    });

    [Theory]
    [InlineData("Ask Ann Hill.", "Ask Removed person.")]
    [InlineData("ANN  HILL's order", "Removed person's order")]
    [InlineData("siân o'hara (Head)", "Removed person (Head)")]
    [InlineData("Joann Hill, Ann Hillman", "Joann Hill, Ann Hillman")]
    [InlineData("<ann+HELP@school.example.net>.", "<removed address>.")]
    [InlineData("mary.ann+help@school.example.net", "mary.ann+help@school.example.net")]
    [InlineData("ann+help@school.example.net.uk", "ann+help@school.example.net.uk")]
    [InlineData("01632960001, 01632 960-001", "removed number, removed number")]
    [InlineData("101632960001", "101632960001")]
    [InlineData("Nothing of anybody", "Nothing of anybody")]
    public void Somebody_is_taken_out_where_they_stand_by_themselves(string text, string scrubbed) => Scrubber.Scrub(text).ShouldBe(scrubbed);

    [Fact]
    public void In_a_document_they_are_found_however_it_writes_them_and_the_rest_stays_as_it_was()
    {
        var document = PortalJson.Write(new { Said = "'Siân O'Hara' <ann+help@school.example.net>", Items = new object[] { "Ann Hill", 3, new { Other = "Ben" } }, Number = 42 });
        document.ShouldContain("\\u0027");

        var scrubbed = JsonDocument.Parse(Scrubber.ScrubJson(document)).RootElement;

        scrubbed.GetProperty("said").GetString().ShouldBe("'Removed person' <removed address>");
        scrubbed.GetProperty("items")[0].GetString().ShouldBe("Removed person");
        scrubbed.GetProperty("items")[2].GetProperty("other").GetString().ShouldBe("Ben");
        scrubbed.GetProperty("number").GetInt32().ShouldBe(42);
        Scrubber.ScrubJson("""{"a":"Ben"}""").ShouldBe("""{"a":"Ben"}""");
        Scrubber.ScrubJson("not JSON of Ann Hill").ShouldBe("not JSON of Removed person");
    }
}
