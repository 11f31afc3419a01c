using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Web.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages about one school's ordering share: which school, read once as the viewer, and read again when it changes.</summary>
public abstract class SchoolPage : ComponentBase
{
    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>What the page shows.</summary>
    public SchoolOrdering? Ordering { get; set; }

    /// <summary>The same, read while prerendering, on its way to the circuit.</summary>
    [PersistentState]
    public byte[]? Carried { get; set; }

    [Inject]
    public required SchoolOrderingReader Reader { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>What a centrally managed school can order changes with every order from its body's pool, and when pooling begins or ends.</summary>
    protected IReadOnlyList<Topic> Topics =>
    [
        Topic.School(Ordering!.SchoolId),
        Topic.PeopleOfResponsibleBody(Ordering.ResponsibleBodyId),
        Topic.Stock,
        Topic.Person(Ordering.ViewerId ?? 0),
        .. Ordering.IsCentrallyManaged ? [Topic.Pool(Ordering.ResponsibleBodyId)] : Array.Empty<Topic>(),
    ];

    /// <summary>Whether the viewer orders on one of two accounts, and has to see which.</summary>
    protected bool HasTwoAccounts => Ordering is { ViewerIsOfBody: true, ResponsibleBodyKind: ResponsibleBodyKind.LocalAuthority };

    /// <summary>Whether the viewer may have the order brought to the responsible body instead.</summary>
    protected bool MayChooseDelivery => Ordering is { ViewerIsOfBody: true, DeliverToBody: not null };

    /// <summary>The way to a page about ordering.</summary>
    protected IReadOnlyList<Crumb> Way => Ordering!.ViewerIsOfBody
        ? [new(Ordering.ResponsibleBody, ResponsibleBodyLinks.Order(Ordering.ResponsibleBodyId)), new(Ordering.School, OrderLinks.SchoolHome(Ordering.Urn))]
        : [new("School home", OrderLinks.SchoolHome(Ordering.Urn))];

    protected override async Task OnParametersSetAsync()
    {
        (Ordering, Carried) = (Ordering ?? CarriedOver.Unpack<SchoolOrdering>(Carried), null);
        if (Ordering?.Urn.ToString() != Number)
        {
            Ordering = await ReadAsync();
            Carried = RendererInfo.IsInteractive ? null : CarriedOver.Pack(Ordering);
        }

        if (Ordering is null)
        {
            Navigation.NotFound();
        }
    }

    /// <summary>After a change. Somebody who may see the school no more is told that there is no such page.</summary>
    protected async Task ReadAgainAsync()
    {
        Ordering = await ReadAsync();
        if (Ordering is null)
        {
            Navigation.NotFound();
        }

        StateHasChanged();
    }

    private async Task<SchoolOrdering?> ReadAsync() =>
        Urn.TryParse(Number, out var urn) ? await Reader.FindAsync(await Viewers.GetAsync(), urn) : null;
}
