using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages about one school's ordering share: which school, read once as the viewer, and read again when it changes.</summary>
public abstract class SchoolPage : ComponentBase
{
    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>What the page shows. Read while prerendering and carried to the circuit.</summary>
    [PersistentState]
    public SchoolOrdering? Ordering { get; set; }

    [Inject]
    public required SchoolOrderingReader Reader { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected IReadOnlyList<Topic> Topics => [Topic.School(Ordering!.SchoolId), Topic.PeopleOfResponsibleBody(Ordering.ResponsibleBodyId), Topic.Stock];

    protected override async Task OnParametersSetAsync()
    {
        if (Ordering?.Urn.ToString() != Number)
        {
            Ordering = await ReadAsync();
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
