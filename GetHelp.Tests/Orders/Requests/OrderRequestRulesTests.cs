using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders.Requests;

public sealed class OrderRequestRulesTests
{
    private static readonly DateTime Now = new(2021, 3, 3, 10, 0, 0, DateTimeKind.Utc);
    private static readonly LineAsked[] TwoOfEach = [new(Product.Chromebook, 2), new(Product.Router, 2)];

    [Fact]
    public void An_order_can_be_changed_until_anything_of_it_is_dispatched()
    {
        var order = Placed();
        OrderRequestRules.WhyNot(order).ShouldBeNull();
        order.Accept();
        OrderRequestRules.WhyNot(order).ShouldBeNull();
        order.Delay(DeliveryKind.Google, new(2021, 3, 19), "Snow");
        OrderRequestRules.WhyNot(order).ShouldBeNull("delayed, and nothing of it dispatched");
        order.Dispatch(DeliveryKind.Routers, Now);
        order.Status.ShouldBe(OrderStatus.Delayed);
        OrderRequestRules.WhyNot(order).ShouldBe(new AlreadyDispatched(order.Number));
        Should.Throw<ImpossibleChangeException>(order.Stop);
        Should.Throw<ImpossibleChangeException>(() => order.Correct([new(Product.Chromebook, 1)], Now));
    }

    [Fact]
    public void What_was_called_off_is_not_stopped_again()
    {
        var order = Placed();
        order.Stop();

        OrderRequestRules.WhyNot(order).ShouldBe(new OrderIsCalledOff(order.Number, OrderStatus.Stopped));
        order.DueOn.ShouldBeNull();
        Should.Throw<ImpossibleChangeException>(order.Accept);
    }

    [Fact]
    public void A_corrected_order_that_loses_its_delayed_delivery_is_delayed_no_more()
    {
        var order = Placed();
        order.Accept();
        order.Delay(DeliveryKind.Google, new(2021, 3, 19), "Snow");

        order.Correct([new(Product.Router, 2)], Now);

        (order.Status, order.DueOn).ShouldBe((OrderStatus.Accepted, new DateOnly(2021, 3, 10)));
    }

    public static TheoryData<LineAsked[], Refusal> WrongQuantities => new()
    {
        { [], new NothingLeftOfOrder() },
        { [new(Product.Chromebook, 0)], new NothingLeftOfOrder() },
        { TwoOfEach, new NothingToCorrect() },
        { [new(Product.Chromebook, -1)], new NotAQuantity(Product.Chromebook) },
        { [new(Product.LaptopOrTablet, 2)], new NotAQuantity(Product.LaptopOrTablet) },
        { [new(Product.Chromebook, 6), new(Product.Router, 2)], new MoreThanOrderCanHold(DeviceCategory.LaptopsAndTablets, 6, 5) },
        { [new(Product.Chromebook, 3), new(Product.WindowsLaptop, 3)], new MoreThanOrderCanHold(DeviceCategory.LaptopsAndTablets, 6, 5) },
        { [new(Product.Ipad, 1)], new OutOfStock(Product.Ipad) },
        { [new(Product.Router, 3)], new OutOfStock(Product.Router) },
    };

    [Theory, MemberData(nameof(WrongQuantities))]
    public void A_correction_is_refused_by_the_rule_that_it_breaks(LineAsked[] lines, Refusal refusal) =>
        OrderRequestRules.WhyNotAsk(Placed(), Asked(lines), Facts()).ShouldBe([refusal]);

    [Fact]
    public void Fewer_of_what_is_out_of_stock_are_fine() =>
        OrderRequestRules.WhyNotAsk(Placed(), Asked(new(Product.Router, 1), new(Product.Chromebook, 5)), Facts()).ShouldBeEmpty();

    [Fact]
    public void A_request_says_why_and_names_somebody_to_call()
    {
        var asked = Asked(new LineAsked(Product.Chromebook, 1)) with { Why = " \n ", Contact = new() { Name = "S", Telephone = "none" } };

        OrderRequestRules.WhyNotAsk(Placed(), asked, Facts()).ShouldBe([new NothingSaid(), new NoContactName(), new NoTelephone()]);
        OrderRequestRules.WhyNotAsk(Placed(), Asked(new LineAsked(Product.Chromebook, 1)) with { Why = new('x', 501) }, Facts()).ShouldBe([new TooMuchSaid(501)]);
    }

    [Theory]
    [InlineData("01632 960 001", "01632 960 001")]
    [InlineData("  +44 (0)1632  960001 ", "+44 (0)1632 960001")]
    [InlineData("01632-960-001 ext 12", "01632-960-001 ext 12")]
    public void A_telephone_number_is_kept_as_people_write_it(string typed, string kept)
    {
        TelephoneNumber.TryParse(typed, out var number).ShouldBeTrue();
        number.Value.ShouldBe(kept);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("12345"), InlineData("0163 296 0001 or ask"), InlineData("0163+2960001"), InlineData("0123456789012345678901234567890")]
    public void What_cannot_be_dialled_is_no_telephone_number(string? typed) => TelephoneNumber.TryParse(typed, out _).ShouldBeFalse();

    private static AskChange Asked(params LineAsked[] lines) => OrderRequestTest.Correct(new(1), lines);

    private static CorrectionFacts Facts() => new()
    {
        Most = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = 5, [DeviceCategory.Routers] = 9 },
        Stock = new Dictionary<Product, StockState> { [Product.Ipad] = StockState.OutOfStock, [Product.Router] = StockState.OutOfStock },
    };

    [Fact]
    public void Chromebooks_are_not_added_to_an_order_without_a_domain_and_the_domain_goes_with_them()
    {
        var order = Placed();
        order.Correct([new(Product.Router, 1)], Now);
        (order.GoogleDomain, order.RecoveryAddress).ShouldBe((null, null));

        OrderRequestRules.WhyNotAsk(order, Asked(new LineAsked(Product.Chromebook, 1)), Facts()).ShouldBe([new ChromebooksWithoutDomain()]);
    }

    private static Order Placed() => Order.Place(new()
    {
        ResponsibleBodyId = 1,
        Chromebooks = new() { Domain = "rowan.example.org", RecoveryAddress = "head@example.net" },
        Key = Guid.NewGuid(),
        School = new School { Name = "Rowan School", Urn = Urn.From(123456) },
        PlacedBy = "Sam Teacher",
        PlacedAt = Now,
        Lines = TwoOfEach,
        DeliverTo = new() { Name = "Rowan School", ContactName = "Sam Teacher", ContactEmail = "sam@example.org" },
    });
}
