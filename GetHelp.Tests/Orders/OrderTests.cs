using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class OrderTests
{
    private static readonly DateTime Now = new(2021, 3, 3, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Each_kind_of_device_arrives_separately() =>
        Placed(Product.WindowsLaptop, Product.WindowsTablet, Product.Chromebook, Product.Ipad, Product.Router).Deliveries.Select(d => d.Kind)
            .ShouldBe([DeliveryKind.Microsoft, DeliveryKind.Google, DeliveryKind.Apple, DeliveryKind.Routers]);

    [Fact]
    public void An_order_travels_from_placed_to_delivered()
    {
        var order = Placed(Product.Chromebook, Product.Router);
        order.Status.ShouldBe(OrderStatus.Placed);

        order.Accept();
        order.Status.ShouldBe(OrderStatus.Accepted);
        order.Dispatch(DeliveryKind.Google, Now);
        order.Status.ShouldBe(OrderStatus.Dispatched);
        order.Delay(DeliveryKind.Routers, new(2021, 3, 17), "No routers in the warehouse");
        (order.Status, order.DueOn).ShouldBe((OrderStatus.Delayed, new DateOnly(2021, 3, 10)));
        order.Deliver(DeliveryKind.Google, Now);
        (order.Status, order.DueOn).ShouldBe((OrderStatus.Delayed, new DateOnly(2021, 3, 17)));
        order.Dispatch(DeliveryKind.Routers, Now);
        order.Deliver(DeliveryKind.Routers, Now);
        (order.Status, order.DueOn).ShouldBe((OrderStatus.Delivered, null));
    }

    [Fact]
    public void A_rejected_order_is_due_no_more_and_takes_nothing_more()
    {
        var order = Placed(Product.Ipad);
        order.Reject("The address is not complete");

        (order.Status, order.DueOn, order.RejectionReason).ShouldBe((OrderStatus.Rejected, null, "The address is not complete"));
        Should.Throw<ImpossibleChangeException>(order.Accept);
        Should.Throw<ImpossibleChangeException>(() => order.Dispatch(DeliveryKind.Apple, Now));
    }

    [Fact]
    public void What_cannot_happen_throws_and_says_why()
    {
        var order = Placed(Product.Ipad);
        Should.Throw<ImpossibleChangeException>(() => order.Dispatch(DeliveryKind.Apple, Now)).Message.ShouldContain("placed and cannot be dispatched");
        order.Accept();
        Should.Throw<ImpossibleChangeException>(order.Accept);
        Should.Throw<ImpossibleChangeException>(() => order.Reject("Too late"));
        Should.Throw<ImpossibleChangeException>(() => order.Deliver(DeliveryKind.Apple, Now));
        Should.Throw<ImpossibleChangeException>(() => order.Dispatch(DeliveryKind.Google, Now));
        Should.Throw<ImpossibleChangeException>(() => order.Delay(DeliveryKind.Apple, order.DueOn!.Value, "Not later"));
        order.Dispatch(DeliveryKind.Apple, Now);
        Should.Throw<ImpossibleChangeException>(() => order.Dispatch(DeliveryKind.Apple, Now));
        order.Deliver(DeliveryKind.Apple, Now);
        Should.Throw<ImpossibleChangeException>(() => order.Deliver(DeliveryKind.Apple, Now));
    }

    [Theory]
    [InlineData("GHT-000123", 123)]
    [InlineData(" ght-123 ", 123)]
    [InlineData("000123", 123)]
    public void A_number_is_read_as_people_type_it(string text, int id)
    {
        OrderNumber.TryParse(text, out var number).ShouldBeTrue();
        number.Id.ShouldBe(id);
        number.ToString().ShouldBe("GHT-000123");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("GHT-")]
    [InlineData("GHT-0")]
    [InlineData("GHT--5")]
    [InlineData("GHT-99999999999")]
    [InlineData("Rowan School")]
    public void What_is_no_number_is_not_read_as_one(string? text) => OrderNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void An_order_is_told_in_words() => Placed(Product.Router, Product.Chromebook, Product.Ipad).Contents().ShouldBe("2 Chromebooks, 2 iPads and 2 routers");

    private static Order Placed(params Product[] products) => Order.Place(new()
    {
        Key = Guid.NewGuid(),
        School = new School { Name = "Rowan School", Urn = Urn.From(123456) },
        ResponsibleBodyId = 1,
        PlacedBy = "Sam Teacher",
        PlacedAt = Now,
        Lines = products.Select(p => new LineAsked(p, 2)).ToList(),
        DeliverTo = new() { Name = "Rowan School", ContactName = "Sam Teacher", ContactEmail = "sam@example.org" },
    });
}
