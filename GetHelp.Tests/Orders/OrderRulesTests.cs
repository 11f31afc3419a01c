using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class OrderRulesTests
{
    private static readonly OrderingFacts TwentyAndFive = new()
    {
        For = "Rowan School",
        OrderState = OrderState.CanOrder,
        Left = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = 20, [DeviceCategory.Routers] = 5 },
        Stock = new Dictionary<Product, StockState> { [Product.WindowsTablet] = StockState.OutOfStock, [Product.Ipad] = StockState.LowStock },
    };

    [Fact]
    public void An_order_within_what_is_left_may_be_placed() =>
        WhyNot(new(Product.Chromebook, 15), new(Product.WindowsLaptop, 5), new(Product.Router, 5)).ShouldBeEmpty();

    [Fact]
    public void Laptops_and_tablets_of_every_make_count_together() =>
        WhyNot(new(Product.Chromebook, 15), new(Product.WindowsLaptop, 6)).ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 21, 20)]);

    [Fact]
    public void Routers_do_not_count_against_laptops() =>
        WhyNot(new LineAsked(Product.Router, 6)).ShouldBe([new MoreThanIsLeft(DeviceCategory.Routers, 6, 5)]);

    [Fact]
    public void Each_reason_is_told_at_once() => WhyNot(new(Product.WindowsTablet, 21), new(Product.Router, 6)).ShouldBe(
    [
        new OutOfStock(Product.WindowsTablet),
        new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 21, 20),
        new MoreThanIsLeft(DeviceCategory.Routers, 6, 5),
    ]);

    [Fact]
    public void Low_stock_can_be_ordered() => WhyNot(new LineAsked(Product.Ipad, 1)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_not_an_order()
    {
        WhyNot().ShouldBe([new NothingAsked()]);
        WhyNot(new LineAsked(Product.Ipad, 0)).ShouldBe([new NothingAsked()]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10_001)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void What_is_no_quantity_is_refused_before_anything_is_added_up(int quantity) =>
        WhyNot(new(Product.Ipad, quantity), new(Product.Chromebook, 1)).ShouldBe([new NotAQuantity(Product.Ipad)]);

    [Theory]
    [InlineData(OrderState.CannotOrder, Account.Education, "Rowan School cannot order at the moment.")]
    [InlineData(OrderState.CannotOrderAsReopened, Account.Education, "Rowan School has reopened, so it cannot order at the moment.")]
    [InlineData(OrderState.CannotOrder, Account.SocialCare, "Rowan School cannot order for social care at the moment.")]
    [InlineData(OrderState.CannotOrderAsReopened, Account.SocialCare, "Rowan School cannot order for social care at the moment.")]
    public void Who_cannot_order_is_told_only_that(OrderState state, Account account, string told) =>
        OrderRules.WhyNot([new(Product.Ipad, 999)], TwentyAndFive with { OrderState = state, Account = account })
            .ShouldHaveSingleItem().ShouldBeOfType<CannotOrder>().Message.ShouldBe(told);

    [Fact]
    public void A_category_without_an_allocation_has_nothing_left() =>
        OrderRules.WhyNot([new(Product.Router, 1)], TwentyAndFive with { Left = new Dictionary<DeviceCategory, int>() })
            .ShouldBe([new MoreThanIsLeft(DeviceCategory.Routers, 1, 0)]);

    private static IReadOnlyList<Refusal> WhyNot(params LineAsked[] lines) => OrderRules.WhyNot(lines, TwentyAndFive);
}
