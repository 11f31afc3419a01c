using GetHelp.Core.Orders;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages about one order share: which order, read once as the viewer, and read again when it changes.</summary>
public abstract class OneOrderPage : ComponentBase
{
    /// <summary>The order's number, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>What the page shows. Read while prerendering and carried to the circuit.</summary>
    [PersistentState]
    public OrderDetails? Order { get; set; }

    [Inject]
    public required OrderReader Reader { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        if (!OrderNumber.TryParse(Number, out var number))
        {
            Navigation.NotFound();
        }
        else if (Order?.Number != number)
        {
            Order = await Reader.FindAsync(await Viewers.GetAsync(), number);
            if (Order is null)
            {
                Navigation.NotFound();
            }
        }
    }

    protected async Task ReadAgainAsync()
    {
        Order = await Reader.FindAsync(await Viewers.GetAsync(), Order!.Number);
        StateHasChanged();
    }
}
