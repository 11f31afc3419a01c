using GetHelp.Core.Supplier.Accounts;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>Spec 03 §5: what may be pasted.</summary>
public sealed class PastedAddressesTests
{
    [Fact]
    public void Lines_are_trimmed_and_in_lower_case_and_each_counts_once_and_empty_ones_not() =>
        PastedAddresses.Read("\r\n  Ada@Example.org \r\n\r\nben@school.example.org\t\nADA@example.org\n").Value.ShouldBe(["ada@example.org", "ben@school.example.org"]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n \n")]
    public void Nothing_is_refused(string? pasted) => PastedAddresses.Read(pasted).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NoAddresses>();

    [Theory]
    [InlineData("ada@example.org, ben@example.org", "Line 1 has a comma or a space in it: ada@example.org, ben@example.org.")]
    [InlineData("ada@example.org\nben @example.org", "Line 2 has a comma or a space in it: ben @example.org.")]
    [InlineData("ada@example.org\n\nben", "Line 3 is not an email address: ben.")]
    [InlineData("ada@example", "Line 1 is not an email address: ada@example.")]
    [InlineData("@example.org", "Line 1 is not an email address: @example.org.")]
    [InlineData("ada@.org", "Line 1 is not an email address: ada@.org.")]
    [InlineData("ada@example.", "Line 1 is not an email address: ada@example..")]
    [InlineData("a@b@c.d", "Line 1 is not an email address: a@b@c.d.")]
    public void A_line_that_is_not_one_address_is_named(string pasted, string wrong) =>
        PastedAddresses.Read(pasted).Refusals.ShouldHaveSingleItem().Message.ShouldBe($"Enter one email address on each line, such as name@example.org. {wrong}");

    [Theory, InlineData("x@y.z"), InlineData("o'neil+it@sub.example.org")]
    public void Whatever_looks_like_an_address_is_one(string pasted) => PastedAddresses.Read(pasted).Value.ShouldBe([pasted]);

    [Fact]
    public void Of_many_wrong_lines_the_first_are_named() =>
        PastedAddresses.Read(string.Join('\n', Enumerable.Repeat("no", 12))).Refusals.Single().Message.ShouldEndWith("Line 5 is not an email address: no. The same goes for 7 more.");

    [Fact]
    public void More_than_can_be_looked_at_together_are_refused()
    {
        PastedAddresses.Read(string.Join('\n', Enumerable.Range(0, PastedAddresses.Most).Select(i => $"{i}@example.org"))).Value.Count.ShouldBe(2000);
        PastedAddresses.Read(string.Join('\n', Enumerable.Range(0, PastedAddresses.Most + 1).Select(i => $"{i}@example.org"))).Refusals.Single().Message
            .ShouldBe("Enter at most 2,000 email addresses at a time. These are 2,001.");
    }
}
