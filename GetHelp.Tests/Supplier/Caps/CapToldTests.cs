using GetHelp.Core.Allocations;
using GetHelp.Core.Supplier.Caps;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Caps;

/// <summary>The worked examples of spec 02 §5.4, as sentences, and what spec 08 A4 and A5 say instead of the original.</summary>
public sealed class CapToldTests
{
    [Theory]
    [InlineData(200, 137, 87, 150)] // A 120/100/87 and B 200/100/50
    [InlineData(200, 137, 50, 113)]
    [InlineData(30, 11, 10, 29)] // A 30/20/10, then B 30/10/1 joins
    [InlineData(30, 11, 1, 20)]
    [InlineData(50, 27, 26, 49)] // … A becomes 40/40/26
    [InlineData(50, 27, 1, 24)]
    [InlineData(85, 0, 0, 85)] // A 25, B 50, C 10, none ordered: 85 each
    [InlineData(30, 10, 10, 30)] // 20 left in the pool, A has ordered 10, B none
    [InlineData(30, 10, 0, 20)]
    public void A_member_of_a_pool_is_told_what_it_has_taken_and_what_is_left_in_the_pool(int cap, int taken, int own, int told) =>
        CapTold.Of(OrderState.CanOrder, own, cap - taken).ShouldBe(told);

    [Fact]
    public void A_school_with_numbers_of_its_own_is_told_its_cap() => CapTold.Of(OrderState.CanOrder, taken: 12, left: 40 - 12).ShouldBe(40);

    [Fact]
    public void A_pool_that_is_oversold_never_tells_a_school_less_than_it_has_taken() => CapTold.Of(OrderState.CanOrder, taken: 5, left: 30 - 45).ShouldBe(5);

    [Theory]
    [InlineData(OrderState.CannotOrder)]
    [InlineData(OrderState.CannotOrderAsReopened)]
    public void A_school_that_cannot_order_is_not_offered_the_rest_of_the_pool(OrderState state) => CapTold.Of(state, taken: 10, left: 29).ShouldBe(10);

    [Fact]
    public void Specific_circumstances_may_order_what_is_left() => CapTold.Of(OrderState.CanOrderForSpecificCircumstances, 3, 4).ShouldBe(7);

    [Fact]
    public void Each_category_has_a_name_of_the_supplier_and_is_known_by_it()
    {
        DeviceCategory.Routers.CapType().ShouldBe("DfE_RemainThresholdQty|Coms_Device");
        DeviceCategory.LaptopsAndTablets.CapType().ShouldBe("DfE_RemainThresholdQty|Std_Device");
        AllocationRules.Categories.ShouldAllBe(category => CapTold.CategoryOf(category.CapType()) == category);
        CapTold.CategoryOf("DfE_RemainThresholdQty|Tv_Device").ShouldBeNull();
        CapTold.CategoryOf(null).ShouldBeNull();
    }
}
