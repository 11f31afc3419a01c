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
