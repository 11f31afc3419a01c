using GetHelp.Core.Supplier.Accounts;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>Spec 01 §3.3, sentence by sentence.</summary>
public sealed class SupplierNameTests
{
    [Theory]
    [InlineData("Ada Hill", "Ada", "Hill")]
    [InlineData("  Ada   Hill ", "Ada", "Hill")]
    [InlineData("Mary Jane van der Berg", "Mary", "Berg")]
    [InlineData("Cher", "Cher", "Cher")]
    public void The_first_word_is_the_first_name_and_the_last_word_the_last_name(string fullName, string first, string last) => Is(fullName, first, last);

    [Theory]
    [InlineData("Mr Ben Okoro", "Ben", "Okoro")]
    [InlineData("mrs Ben Okoro", "Ben", "Okoro")]
    [InlineData("Ms Okoro", "Okoro", "Okoro")]
    [InlineData("Miss Ada Hill", "Ada", "Hill")]
    [InlineData("Dr Mr Hill", "Mr", "Hill")]
    [InlineData("Mr", "Mr", "Mr")]
    [InlineData("Drew Hill", "Drew", "Hill")]
    public void One_leading_title_is_left_out(string fullName, string first, string last) => Is(fullName, first, last);

    [Theory]
    [InlineData("jo.bloggs@example.org", "Jo", "Bloggs")]
    [InlineData("JO.ANNE.BLOGGS@example.org", "Jo", "Bloggs")]
    [InlineData("jbloggs@example.org", "J", "Bloggs")]
    [InlineData("j@example.org", "J", "J")]
    [InlineData("mr.bloggs@example.org", "Bloggs", "Bloggs")]
    [InlineData("@example.org", "", "")]
    public void Of_an_address_in_place_of_a_name_the_part_before_the_at_is_the_name(string fullName, string first, string last) => Is(fullName, first, last);

    private static void Is(string fullName, string first, string last) => SupplierName.Of(fullName).ShouldBe(new SupplierName(first, last));
}
