using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Web.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages of a local authority's social care account share: the account, read once as the viewer, and read again when it changes.</summary>
public abstract class SocialCareAccountPage : ComponentBase
{
    /// <summary>The local authority.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>What the page shows.</summary>
    public SocialCareOrdering? Ordering { get; set; }

    /// <summary>The same, read while prerendering, on its way to the circuit.</summary>
    [PersistentState]
    public byte[]? Carried { get; set; }

    [Inject]
    public required SocialCareOrderingReader Reader { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected IReadOnlyList<Topic> Topics => [Topic.SocialCare(Id), Topic.Stock, Topic.Person(Ordering!.ViewerId ?? 0)];

    protected override async Task OnParametersSetAsync()
    {
        (Ordering, Carried) = (Ordering ?? CarriedOver.Unpack<SocialCareOrdering>(Carried), null);
        if (Ordering?.ResponsibleBodyId != Id)
        {
            await ReadAsync();
            Carried = RendererInfo.IsInteractive ? null : CarriedOver.Pack(Ordering);
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
