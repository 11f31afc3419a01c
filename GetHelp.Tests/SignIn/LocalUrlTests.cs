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
    [InlineData("/schools?search=St%20Mary%E2%80%99s%2C%20Leeds%0A")]
    [InlineData("/responsible-bodies/12/schools?sort=Name&show=%2Fall")]
    [InlineData("/schools/136333#what-has-happened")]
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
    [InlineData("/\\/evil.example")]
    [InlineData("/home/..//evil.example")]
    [InlineData("/.//evil.example")]
    [InlineData("/%2Fevil.example")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/%5c/evil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/%0d%0aLocation:%20//evil.example")]
    [InlineData("/%252Fevil.example")]
    [InlineData("/%25255cevil.example")]
    [InlineData("/\u2215evil.example")]
    [InlineData("/\u2044evil.example")]
    [InlineData("/\uFF0Fevil.example")]
    [InlineData("/\uFF3Cevil.example")]
    [InlineData("/%EF%BC%8Fevil.example")]
    [InlineData("/ /evil.example")]
    [InlineData("/\u0000")]
    [InlineData("/schools?search=\u00E9")]
    [InlineData("https://localhost/home")]
    [InlineData("http:home")]
    [InlineData("~/home")]
    [InlineData("@evil.example")]
    [InlineData("data:text/html,x")]
    [InlineData("%2F%2Fevil.example")]
    public void Any_other_address_is_not(string? url) => LocalUrl.OrNull(url).ShouldBeNull();

    [Fact]
    public void An_address_longer_than_any_of_ours_is_not_kept() => LocalUrl.OrNull("/" + new string('a', 2000)).ShouldBeNull();
}
