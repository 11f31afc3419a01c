using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Web.Allocations;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.People;

/// <summary>What the pages about one organisation's people share: which organisation, read as the viewer, and read again when it changes.</summary>
public abstract class OnePeoplePage : ComponentBase
{
    /// <summary>The school's URN, as the address has it; null in a responsible body's address.</summary>
    [Parameter]
    public string? Number { get; set; }

    /// <summary>The responsible body, as the address has it.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>What the page shows. Read while prerendering and carried to the circuit.</summary>
    [PersistentState]
    public OrganisationPeople? People { get; set; }

    [Inject]
    public required PeopleReader Reader { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who is looking. Only for what to offer: whoever presses is read anew.</summary>
    protected Viewer Viewer { get; private set; } = null!;

    protected IReadOnlyList<Topic> Topics => [People!.Organisation.People];

    /// <summary>The way here: support comes from the school's page of its own.</summary>
    protected Crumb Home => People!.Urn is { } urn
        ? new(Viewer.IsSupport ? People.Name : "School home", Viewer.IsSupport ? AllocationLinks.School(urn) : OrderLinks.SchoolHome(urn))
        : new(Viewer.IsSupport ? $"Orders of {People.Name}" : "Your schools' orders", OrderLinks.ResponsibleBodyBoard(Id));

    protected override async Task OnParametersSetAsync()
    {
        Viewer = await Viewers.GetAsync();
        if (!IsShown)
        {
            People = await ReadAsync();
        }

        if (People is null)
        {
            Navigation.NotFound();
        }
    }

    /// <summary>After a change. Somebody who is removed meanwhile is told that there is no such page.</summary>
    protected async Task ReadAgainAsync()
    {
        Viewer = await Viewers.GetAsync();
        People = await ReadAsync();
        if (People is null)
        {
            Navigation.NotFound();
        }

        StateHasChanged();
    }

    private bool IsShown => Number is not null ? People?.Urn?.ToString() == Number : People?.Organisation.ResponsibleBodyId == Id;

    private async Task<OrganisationPeople?> ReadAsync() =>
        Number is null ? await Reader.OfResponsibleBodyAsync(Viewer, Id)
        : Urn.TryParse(Number, out var urn) ? await Reader.OfSchoolAsync(Viewer, urn)
        : null;
}
