using GetHelp.Web.Shared;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shared;

public sealed class HtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onclick=\"x", "&quot; onclick=&quot;x")]
    [InlineData("St John's & Co", "St John&#x27;s &amp; Co")]
    [InlineData(null, "")]
    public void What_is_put_in_is_text(string? name, string html) => Html.Of($"<b title=\"{name}\">{name}</b>").Value.ShouldBe($"<b title=\"{html}\">{html}</b>");

    [Fact]
    public void A_number_is_written_as_people_write_it() => Html.Of($"<td>{1200}</td>").Value.ShouldBe("<td>1200</td>");

    [Fact]
    public void A_piece_within_a_piece_is_left_as_it_is()
    {
        var inner = Html.Of($"<b>{"1 < 2"}</b>");

        Html.Of($"<td>{inner}</td>").Value.ShouldBe("<td><b>1 &lt; 2</b></td>");
    }
}
