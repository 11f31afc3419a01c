using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Queries;

public sealed class AllocationQueryRulesTests
{
    private const DeviceCategory Laptops = DeviceCategory.LaptopsAndTablets;
    private const DeviceCategory Routers = DeviceCategory.Routers;

    [Fact]
    public void Numbers_and_reasons_are_enough() => WhyNotAsk(Numbers(20, 0), "Year 7 has none").ShouldBeEmpty();

    [Fact]
    public void Every_reason_why_not_is_given_at_once() =>
        WhyNotAsk(Numbers(-1, 10_001), " ", files: 6).ShouldBe(
            [new NotANumberOfDevices(Laptops), new NotANumberOfDevices(Routers), new NoReasonsGiven(), new TooManyFiles(6)]);

    [Fact]
    public void Something_must_be_asked_for() => WhyNotAsk(Numbers(0, 0), "Year 7 has none").ShouldBe([new NothingAskedFor()]);

    [Fact]
    public void One_open_query_a_category_at_a_time_and_the_refusal_says_which()
    {
        var open = new Dictionary<DeviceCategory, int> { [Laptops] = 7 };

        AllocationQueryRules.WhyNot(Numbers(20, 5), "Year 7 has none", 0, open).ShouldBe([new AlreadyAsked(Laptops, 7)]);
        AllocationQueryRules.WhyNot(Numbers(0, 5), "Year 7 has none", 0, open).ShouldBeEmpty();
    }

    [Fact]
    public void Reasons_have_an_end()
    {
        WhyNotAsk(Numbers(1, 0), new('x', 2_000)).ShouldBeEmpty();
        WhyNotAsk(Numbers(1, 0), new('x', 2_001)).ShouldBe([new ReasonsTooLong(2_001)]);
    }

    [Fact]
    public void All_that_was_asked_for_can_be_granted_without_a_word() => WhyNotAnswer(Numbers(20, 5), "").ShouldBeEmpty();

    [Fact]
    public void A_part_of_it_or_nothing_needs_an_answer()
    {
        WhyNotAnswer(Numbers(20, 4), " ").ShouldBe([new NoAnswer()]);
        WhyNotAnswer(Numbers(0, 0), null).ShouldBe([new NoAnswer()]);
        WhyNotAnswer(Numbers(0, 0), "There are not enough.").ShouldBeEmpty();
    }

    [Fact]
    public void More_than_was_asked_for_cannot_be_granted() =>
        WhyNotAnswer(Numbers(21, -1), "As agreed").ShouldBe([new MoreThanAsked(Laptops, 20), new NotANumberOfDevices(Routers)]);

    [Fact]
    public void No_more_than_is_left_of_the_national_total_can_be_granted_and_the_refusal_says_what_is_left()
    {
        var left = new Dictionary<DeviceCategory, int> { [Laptops] = 19, [Routers] = -3 };

        var refusals = AllocationQueryRules.WhyNotAnswer(Numbers(20, 5), Numbers(20, 5), "", left);

        refusals.ShouldBe([new MoreThanNationalTotal(Laptops, 20, 19), new MoreThanNationalTotal(Routers, 5, 0)]);
        refusals[0].Message.ShouldContain("19 are left");
        AllocationQueryRules.WhyNotAnswer(Numbers(19, 0), Numbers(20, 5), "That is all there is", left).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    [InlineData(" 1,200 ", 1200)]
    [InlineData("many", -1)]
    [InlineData("-3", -1)]
    [InlineData("1.5", -1)]
    [InlineData("99999999999", -1)]
    public void What_was_typed_is_a_number_or_refused(string? typed, int number) => AllocationQueryRules.Number(typed).ShouldBe(number);

    private static IReadOnlyList<Refusal> WhyNotAsk(Dictionary<DeviceCategory, int> asked, string reasons, int files = 0) =>
        AllocationQueryRules.WhyNot(asked, reasons, files, new Dictionary<DeviceCategory, int>());

    private static IReadOnlyList<Refusal> WhyNotAnswer(Dictionary<DeviceCategory, int> granted, string? answer) =>
        AllocationQueryRules.WhyNotAnswer(granted, Numbers(20, 5), answer, new Dictionary<DeviceCategory, int>());

    private static Dictionary<DeviceCategory, int> Numbers(int laptops, int routers) => new() { [Laptops] = laptops, [Routers] = routers };
}
