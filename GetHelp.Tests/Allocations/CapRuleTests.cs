using GetHelp.Core.Allocations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class CapRuleTests
{
    /// <summary>The worked example of spec 02 §2; never more than is set aside (§10.1), also for a member of a pool for which more was ordered.</summary>
    [Theory]
    [InlineData(OrderState.CannotOrder, 27, 13, 0, 13)]
    [InlineData(OrderState.CannotOrderAsReopened, 27, 13, 0, 13)]
    [InlineData(OrderState.CanOrderForSpecificCircumstances, 27, 13, 17, 17)]
    [InlineData(OrderState.CanOrder, 27, 13, 17, 27)]
    [InlineData(OrderState.CanOrderForSpecificCircumstances, 27, 13, 40, 27)]
    [InlineData(OrderState.CanOrder, 10, 13, 0, 10)]
    [InlineData(OrderState.CannotOrder, 10, 13, 0, 10)]
    public void A_cap_follows_from_the_state(OrderState state, int allocation, int taken, int given, int cap) =>
        CapRule.Cap(state, allocation, taken, given).ShouldBe(cap);

    [Fact]
    public void A_new_school_cannot_order_and_nothing_is_set_aside_for_it()
    {
        default(OrderState).ShouldBe(OrderState.CannotOrder);
        var allocation = Allocation.Of(DeviceCategory.LaptopsAndTablets, amount: 0, default);

        (allocation.Amount, allocation.Cap, allocation.Ordered, allocation.Used, allocation.GivenCap, allocation.Left).ShouldBe((0, 0, 0, 0, null, 0));
    }

    /// <summary>Spec 02 §1.2: the cap less what is ordered, and never less than none. Of the two counts the greater one.</summary>
    [Theory]
    [InlineData(100, 87, 87, 13)]
    [InlineData(100, 87, 90, 10)]
    [InlineData(100, 87, 0, 13)]
    [InlineData(100, 100, 100, 0)]
    [InlineData(9, 10, 0, 0)]
    [InlineData(9, 9, 10, 0)]
    [InlineData(0, 0, 0, 0)]
    public void What_can_still_be_ordered_is_what_the_cap_leaves_and_never_less_than_none(int cap, int ordered, int used, int left) =>
        new AllocationLine(DeviceCategory.LaptopsAndTablets, Allocation: 100, cap, ordered, used).Left.ShouldBe(left);

    /// <summary>Spec 02 §1.1: allocation 100, cap 9, ordered 10 can come to be. Support cannot ask for it (spec 08 A12); the supplier can have sold it.</summary>
    [Fact]
    public void Of_100_with_an_agreed_cap_of_9_the_supplier_can_count_10_and_then_nothing_is_left()
    {
        var allocation = Allocation.Of(DeviceCategory.LaptopsAndTablets, amount: 100, OrderState.CanOrderForSpecificCircumstances, ordered: 9, given: 9);

        allocation.Report(used: 10, OrderState.CanOrderForSpecificCircumstances);

        (allocation.Cap, allocation.Taken, allocation.Left).ShouldBe((9, 10, 0));
    }

    /// <summary>Spec 02 §1.1, and §10.1: what is counted can be more than is set aside, the cap never.</summary>
    [Theory]
    [InlineData(OrderState.CanOrder)]
    [InlineData(OrderState.CannotOrder)]
    public void More_can_be_counted_than_is_set_aside_and_the_cap_stays_within(OrderState state)
    {
        var allocation = Allocation.Of(DeviceCategory.Routers, amount: 10, state);

        allocation.Report(used: 13, state);

        (allocation.Amount, allocation.Cap, allocation.Taken, allocation.Left).ShouldBe((10, 10, 13, 0));
    }

    [Fact]
    public void What_a_school_that_cannot_order_gets_back_it_cannot_order_again()
    {
        var allocation = Allocation.Of(DeviceCategory.Routers, amount: 10, OrderState.CannotOrder, ordered: 4);

        allocation.GiveBack(3, OrderState.CannotOrder);

        (allocation.Ordered, allocation.Cap, allocation.Left).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void Ordering_more_than_is_left_is_a_bug_and_says_so()
    {
        var allocation = Allocation.Of(DeviceCategory.Routers, amount: 10, OrderState.CanOrder, ordered: 8);

        Should.Throw<InvalidOperationException>(() => allocation.Order(3, allocation.Left));
        allocation.Ordered.ShouldBe(8);
    }
}
