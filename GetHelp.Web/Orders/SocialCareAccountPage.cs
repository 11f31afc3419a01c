using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages of a local authority's social care account share: the account, read once as the viewer, and read again when it changes.</summary>
public abstract class SocialCareAccountPage : ComponentBase
{
    /// <summary>The local authority.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>What the page shows. Read while prerendering and carried to the circuit.</summary>
    [PersistentState]
    public SocialCareOrdering? Ordering { get; set; }

    [Inject]
    public required SocialCareOrderingReader Reader { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected IReadOnlyList<Topic> Topics => [Topic.SocialCare(Id), Topic.Stock];

    protected override async Task OnParametersSetAsync()
    {
        if (Ordering?.ResponsibleBodyId != Id)
        {
            await ReadAsync();
        }
    }

    protected async Task ReadAgainAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        Ordering = await Reader.FindAsync(await Viewers.GetAsync(), Id);
        if (Ordering is null)
        {
            Navigation.NotFound();
        }
    }
}
