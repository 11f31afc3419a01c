using System.Text;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Many;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Many;

public sealed class GivenRowsTests
{
    [Fact]
    public void A_pasted_list_has_a_school_a_line_and_blank_lines_are_passed_over_but_counted() =>
        GivenRows.Pasted("100001\r\n\r\n  100002  \n", ListKind.OpenOrdering).Value.Select(row => (row.Line, row.Urn, row.State))
            .ShouldBe([(1, "100001", "CanOrder"), (3, "100002", "CanOrder")]);

    [Theory]
    [InlineData("100001 40")]
    [InlineData("100001,40")]
    [InlineData("100001, 40")]
    [InlineData("100001\t40")]
    public void Between_a_URN_and_its_number_is_a_space_or_a_comma(string line)
    {
        var row = GivenRows.Pasted(line, ListKind.Routers).Value.ShouldHaveSingleItem();

        (row.Urn, row.Amount, row.Category, row.Why).ShouldBe(("100001", "40", DeviceCategory.Routers, null));
    }

    [Fact]
    public void Eight_digits_are_a_UKPRN() =>
        GivenRows.Pasted("10000001 40", ListKind.LaptopsAndTablets).Value.ShouldHaveSingleItem().Ukprn.ShouldBe("10000001");

    [Theory]
    [InlineData(ListKind.OpenOrdering, "100001 40", "Give a URN alone on each line.")]
    [InlineData(ListKind.LaptopsAndTablets, "100001", "There is no number after the URN.")]
    [InlineData(ListKind.LaptopsAndTablets, "100001 40 5", "Give a URN and one number, such as 123456 40.")]
    public void A_line_with_too_much_or_too_little_says_so(ListKind kind, string line, string why) =>
        GivenRows.Pasted(line, kind).Value.ShouldHaveSingleItem().Why.ShouldBe(why);

    [Fact]
    public void A_list_without_a_school_is_none() =>
        GivenRows.Pasted(" \n\n", ListKind.OpenOrdering).Refusals.ShouldHaveSingleItem().Message.ShouldBe("Give at least one school.");

    [Fact]
    public void No_list_is_longer_than_all_schools() =>
        GivenRows.Pasted(string.Join('\n', Enumerable.Repeat("100001", GivenRows.Most + 1)), ListKind.OpenOrdering).Refused.ShouldBeTrue();

    /// <summary>As the file of the original is.</summary>
    [Fact]
    public void A_file_says_with_its_columns_what_changes()
    {
        var rows = Read("""
            urn,ukprn,allocation_delta,allocation,order_state
            123456,,1,,can_order
            ,12345678,2,,cannot_order

            345678,,,5,can_order
            999999,,1,6,can_order
            """);

        rows.Select(row => (row.Line, row.Named, row.Delta, row.Amount, row.State)).ShouldBe(
        [
            (2, "123456", "1", null, "can_order"),
            (3, "12345678", "2", null, "cannot_order"),
            (5, "345678", null, "5", "can_order"),
            (6, "999999", "1", "6", "can_order"),
        ]);
    }

    [Fact]
    public void Columns_are_found_by_their_headings_and_need_not_all_be_there() =>
        Read("Allocation,Name,URN\n40,Ash School,100001").ShouldBe([new GivenRow(2) { Urn = "100001", Amount = "40" }]);

    [Fact]
    public void A_row_of_a_file_that_breaks_the_format_is_reported_where_it_stands() =>
        Read("urn,allocation\n100001,40\n100002,40,5\n100003,40").Select(row => (row.Line, row.Why is not null)).ShouldBe([(2, false), (3, true), (4, false)]);

    [Theory]
    [InlineData("school,allocation\n100001,40", "no column urn")]
    [InlineData("urn,name\n100001,Ash School", "no column allocation")]
    public void A_file_that_does_not_say_which_schools_or_what_changes_is_refused(string file, string why) =>
        GivenRows.InFile(new MemoryStream(Encoding.UTF8.GetBytes(file))).Refusals.ShouldHaveSingleItem().Message.ShouldContain(why);

    private static IReadOnlyList<GivenRow> Read(string file) => GivenRows.InFile(new MemoryStream(Encoding.UTF8.GetBytes(file))).Value;
}
