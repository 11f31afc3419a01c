using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages about one order share: the order.</summary>
public abstract class OneOrderPage : ReadPage<OrderDetails>
{
    /// <summary>The order's number, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    public required OrderReader Reader { get; init; }

    protected OrderDetails? Order => Shown;

    protected override string Asked => Number;

    protected override async Task<OrderDetails?> ReadAsync(Viewer viewer) =>
        OrderNumber.TryParse(Number, out var number) ? await Reader.FindAsync(viewer, number) : null;
}
