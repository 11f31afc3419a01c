using GetHelp.Core.Allocations;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace GetHelp.Tests.Stories.EveryPage;

/// <summary>What must hold of every page, in each of its variants: axe finds nothing, and a narrow phone shows it without scrolling sideways.</summary>
public abstract class EveryPageTest(Stage stage) : StoryTest(stage)
{
    private static readonly DeliveryKind[] KindsDelivered = [DeliveryKind.Google, DeliveryKind.Routers];

    /// <summary>One order that was delivered, one that was rejected, and one of long ago that is delayed.</summary>
    protected async Task<(OrderNumber Delivered, OrderNumber Rejected, OrderNumber Delayed)> OrdersAsync(School school, Viewer by)
    {
        var delivered = await Portal.OldOrderAsync(school, by, new LineAsked(Product.Chromebook, 3), new LineAsked(Product.Router, 2));
        var rejected = await Portal.OldOrderAsync(school, by, new LineAsked(Product.Ipad, 1));
        var delayed = await Portal.OldOrderAsync(school, by, new LineAsked(Product.WindowsLaptop, 4));
        await HappensAsync(delivered, OrderEventType.Accepted);
        foreach (var kind in KindsDelivered)
        {
            await HappensAsync(delivered, OrderEventType.Dispatched, kind);
            await HappensAsync(delivered, OrderEventType.Delivered, kind);
        }

        await HappensAsync(rejected, OrderEventType.Rejected, reason: "There is no such address.");
        await HappensAsync(delayed, OrderEventType.Accepted);
        await HappensAsync(delayed, OrderEventType.Delayed, DeliveryKind.Microsoft, "The warehouse is waiting for stock.");
        return (delivered, rejected, delayed);
    }

    private async Task HappensAsync(OrderNumber number, OrderEventType type, DeliveryKind? kind = null, string? reason = null)
    {
        var applied = await Portal.Services.GetRequiredService<OrderEvents>().ApplyAsync(Viewer.Supplier, new()
        {
            EventId = $"story-{number}-{type}-{kind}",
            OrderNumber = number,
            Type = type,
            Delivery = kind,
            Reason = reason,
            NewDueOn = type == OrderEventType.Delayed ? new DateOnly(2021, 3, 20) : null,
        });
        applied.Refusals.ShouldBeEmpty($"{number} {type}");
    }
}
