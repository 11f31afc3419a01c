using GetHelp.Core.People;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a.b@d.com")]
    [InlineData("o'name@d.com")]
    [InlineData("a+b@d.com")]
    [InlineData("1234567890@d.com")]
    [InlineData("_______@d.com")]
    [InlineData("x@domain-one.com")]
    [InlineData("x@d.co.jp")]
    [InlineData("x@d.travelersinsurance")]
    [InlineData("x@d.vermögensberatung")]
    [InlineData("japanese-info@例え.テスト")]
    [InlineData("josé@d.com")]
    [InlineData("!#$%&*/=?^`{|}~-@d.com")]
    [InlineData("x@123.com")]
    [InlineData("x@abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk.com")]
    public void What_people_have_is_accepted(string address) => EmailAddress.Parse(address).Value.ShouldBe(address);

    [Theory]
    [InlineData("x@[127.0.0.1]", "an IP literal")]
    [InlineData("xd.com", "no @")]
    [InlineData("@d.com", "nothing before the @")]
    [InlineData("Somebody <x@d.com>", "a display name")]
    [InlineData("x@d", "no top-level domain")]
    [InlineData("x@d.", "an empty top-level domain")]
    [InlineData("x;y@d.com", "a semicolon before the @")]
    [InlineData("x@d.com;y@d.com", "two addresses")]
    [InlineData("x@d;e.com", "a semicolon in the domain")]
    [InlineData("\"x\"@d.com", "double quotes")]
    [InlineData("x@\"d\".com", "double quotes in the domain")]
    [InlineData("x@d..com", "consecutive dots in the domain")]
    [InlineData("x@y@d.com", "two @")]
    [InlineData("x y@d.com", "a space before the @")]
    [InlineData("x@d .com", "a space in the domain")]
    [InlineData("x@d_e.com", "an underscore in the domain")]
    [InlineData("x@d|e.com", "a pipe in the domain")]
    [InlineData("x@d,e.com", "a comma in the domain")]
    [InlineData("x,y@d.com", "a comma before the @")]
    [InlineData("£x@d.com", "a pound sign")]
    [InlineData("o’name@d.com", "a curly quote")]
    [InlineData("“x”@d.com", "curly double quotes")]
    [InlineData("x(y)@d.com", "parentheses")]
    [InlineData("x@.d.com", "a domain that begins with a dot")]
    [InlineData("x@-d.com", "a label that begins with a hyphen")]
    [InlineData("x@d-.com", "a label that ends with a hyphen")]
    [InlineData("x@abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl.com", "a label of 64 characters")]
    [InlineData("x..y@d.com", "consecutive dots before the @, which the original let through by accident and no mail server has to")]
    [InlineData("", "nothing")]
    [InlineData(null, "nothing at all")]
    public void What_nobody_can_have_is_refused(string? address, string because) => EmailAddress.TryParse(address, out _).ShouldBeFalse(because);

    [Fact]
    public void An_address_is_kept_in_lower_case_without_what_is_around_it()
    {
        EmailAddress.Parse("  Dee.Low@School.Example.ORG ").Value.ShouldBe("dee.low@school.example.org");
        EmailAddress.Parse("dee@school.example.org").Domain.ShouldBe("school.example.org");
    }

    [Fact]
    public void An_address_has_at_most_1024_characters()
    {
        const string Domain = "@d.com";
        EmailAddress.TryParse(new string('x', EmailAddress.MaxLength - Domain.Length) + Domain, out _).ShouldBeTrue();
        EmailAddress.TryParse(new string('x', EmailAddress.MaxLength - Domain.Length + 1) + Domain, out _).ShouldBeFalse();
    }
}
