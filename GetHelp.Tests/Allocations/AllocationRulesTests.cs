using GetHelp.Core.Allocations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class AllocationRulesTests
{
    private static readonly AllocationLine[] Numbers =
    [
        new(DeviceCategory.LaptopsAndTablets, Allocation: 40, Cap: 40, Ordered: 12),
        new(DeviceCategory.Routers, Allocation: 5, Cap: 5, Ordered: 0),
    ];

    [Theory]
    [InlineData(OrderState.CannotOrder)]
    [InlineData(OrderState.CannotOrderAsReopened)]
    [InlineData(OrderState.CanOrder)]
    public void Only_specific_circumstances_look_at_the_numbers_given(OrderState state) =>
        AllocationRules.WhyNot(state, Caps(laptops: -7, routers: 99_999), Numbers).ShouldBeEmpty();

    [Theory]
    [InlineData(12, 0)]
    [InlineData(12, 5)]
    [InlineData(40, 0)]
    [InlineData(40, 5)]
    public void A_cap_is_anything_from_what_is_ordered_to_what_is_set_aside(int laptops, int routers) =>
        WhyNot(Caps(laptops, routers)).ShouldBeEmpty();

    [Theory]
    [InlineData(11, "12 laptops and tablets are already ordered. Enter 12 or more.")]
    [InlineData(0, "12 laptops and tablets are already ordered. Enter 12 or more.")]
    [InlineData(10, "12 laptops and tablets are already ordered. Enter 12 or more.")]
    [InlineData(41, "Laptops and tablets: enter at most the 40 set aside, or change the allocation first.")]
    [InlineData(-1, "Laptops and tablets: enter how many the school can order in all, as a whole number such as 12.")]
    public void A_cap_outside_of_that_is_refused_with_the_rule_and_the_number(int laptops, string message) =>
        WhyNot(Caps(laptops, routers: 1)).ShouldBe([message]);

    [Fact]
    public void Both_caps_must_be_given() => WhyNot([]).Count.ShouldBe(2);

    [Fact]
    public void A_school_without_a_record_of_a_category_can_only_be_given_none_of_it()
    {
        AllocationLine[] laptopsAlone = [Numbers[0]];

        AllocationRules.WhyNot(OrderState.CanOrderForSpecificCircumstances, Caps(20, 0), laptopsAlone).ShouldBeEmpty();
        AllocationRules.WhyNot(OrderState.CanOrderForSpecificCircumstances, Caps(20, 1), laptopsAlone).ShouldBe([new MoreThanSetAside(DeviceCategory.Routers, 0)]);
    }

    [Fact]
    public void Where_a_pool_ordered_more_for_a_school_than_is_set_aside_for_it_its_cap_can_be_all_of_that_and_nothing_else()
    {
        AllocationLine[] over = [new(DeviceCategory.LaptopsAndTablets, Allocation: 10, Cap: 10, Ordered: 13)];

        AllocationRules.WhyNot(OrderState.CanOrderForSpecificCircumstances, Caps(10, 0), over).ShouldBeEmpty();
        AllocationRules.WhyNot(OrderState.CanOrderForSpecificCircumstances, Caps(9, 0), over).ShouldBe([new LessThanOrdered(DeviceCategory.LaptopsAndTablets, 10)]);
        AllocationRules.WhyNot(OrderState.CanOrderForSpecificCircumstances, Caps(11, 0), over).ShouldBe([new MoreThanSetAside(DeviceCategory.LaptopsAndTablets, 10)]);
    }

    [Fact]
    public void A_state_that_does_not_exist_is_refused() =>
        AllocationRules.WhyNot((OrderState)9, Caps(20, 0), Numbers).ShouldBe([new NoOrderState()]);

    [Theory]
    [InlineData(12, null)]
    [InlineData(10_000, null)]
    [InlineData(11, "12 laptops and tablets are already ordered. Enter 12 or more.")]
    [InlineData(0, "12 laptops and tablets are already ordered. Enter 12 or more.")]
    [InlineData(-1, "Laptops and tablets: enter a whole number, such as 12, of at most 10,000.")]
    [InlineData(10_001, "Laptops and tablets: enter a whole number, such as 12, of at most 10,000.")]
    public void An_allocation_is_anything_from_what_is_ordered_up(int amount, string? message) =>
        AllocationRules.WhyNot(amount, Numbers[0])?.Message.ShouldBe(message);

    /// <summary>Spec 02 §4: a raised allocation leaves the agreed cap alone; A10: a lowered one takes it along. Raised again, the agreement holds again.</summary>
    [Fact]
    public void The_cap_agreed_for_specific_circumstances_outlives_a_lower_allocation()
    {
        const OrderState state = OrderState.CanOrderForSpecificCircumstances;
        var allocation = Allocation.Of(DeviceCategory.LaptopsAndTablets, amount: 10, state, ordered: 2, given: 8);

        CapAfter(100).ShouldBe(8);
        CapAfter(5).ShouldBe(5);
        CapAfter(100).ShouldBe(8);

        int CapAfter(int amount)
        {
            allocation.Adjust(amount, state);
            return allocation.Cap;
        }
    }

    [Fact]
    public void An_agreed_cap_is_forgotten_with_the_circumstances()
    {
        var allocation = Allocation.Of(DeviceCategory.Routers, amount: 10, OrderState.CanOrderForSpecificCircumstances, given: 8);

        allocation.Follow(OrderState.CanOrder, given: 8);

        (allocation.Cap, allocation.GivenCap).ShouldBe((10, null));
    }

    private static Dictionary<DeviceCategory, int> Caps(int laptops, int routers) =>
        new() { [DeviceCategory.LaptopsAndTablets] = laptops, [DeviceCategory.Routers] = routers };

    private static IReadOnlyList<string> WhyNot(Dictionary<DeviceCategory, int> caps) =>
        [.. AllocationRules.WhyNot(OrderState.CanOrderForSpecificCircumstances, caps, Numbers).Select(r => r.Message)];
}
