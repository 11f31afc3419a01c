using GetHelp.Web.SignIn;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/schools/136333")]
    [InlineData("/support/orders?state=Placed&page=2#row")]
    [InlineData("/?next=//example.org")]
    public void A_page_of_this_site_is_returned_to(string url) => LocalUrl.OrNull(url).ShouldBe(url);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData(" /home")]
    [InlineData("/home\r\nSet-Cookie: a=b")]
    public void Any_other_address_is_not(string? url) => LocalUrl.OrNull(url).ShouldBeNull();
}
