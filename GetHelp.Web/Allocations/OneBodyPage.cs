using GetHelp.Core.Allocations;
using GetHelp.Core.Live;
using GetHelp.Web.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Allocations;

/// <summary>What support's pages about one responsible body share: which body, read once, and read again when it changes.</summary>
public abstract class OneBodyPage : ComponentBase
{
    /// <summary>The responsible body.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>What the page shows.</summary>
    public SupportResponsibleBody? Body { get; set; }

    /// <summary>The same, read while prerendering, on its way to the circuit.</summary>
    [PersistentState]
    public byte[]? Carried { get; set; }

    [Inject]
    public required SupportResponsibleBodies Bodies { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected IReadOnlyList<Topic> Topics => [Topic.Pool(Id), Topic.SocialCare(Id)];

    protected override async Task OnParametersSetAsync()
    {
        (Body, Carried) = (Body ?? CarriedOver.Unpack<SupportResponsibleBody>(Carried), null);
        if (Body?.Body.Id != Id)
        {
            Body = await Bodies.FindAsync(await Viewers.GetAsync(), Id);
            Carried = RendererInfo.IsInteractive ? null : CarriedOver.Pack(Body);
        }

        if (Body is null)
        {
            Navigation.NotFound();
        }
    }

    protected async Task ReadAgainAsync()
    {
        Body = await Bodies.FindAsync(await Viewers.GetAsync(), Id) ?? Body;
        StateHasChanged();
    }
}
