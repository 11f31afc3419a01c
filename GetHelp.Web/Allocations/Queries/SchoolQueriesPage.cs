using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Allocations.Queries;

/// <summary>What the pages about one school's requests share: which school, read once as the viewer, and read again when it changes.</summary>
public abstract class SchoolQueriesPage : ComponentBase
{
    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>What the page shows. Read while prerendering and carried to the circuit.</summary>
    [PersistentState]
    public SchoolAllocationQueries? School { get; set; }

    [Inject]
    public required AllocationQueryReader Reader { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected IReadOnlyList<Topic> Topics => [Topic.School(School!.SchoolId)];

    protected override async Task OnParametersSetAsync()
    {
        if (School?.Urn.ToString() != Number)
        {
            School = await ReadAsync();
        }

        if (School is null)
        {
            Navigation.NotFound();
        }
    }

    protected async Task ReadAgainAsync()
    {
        School = await ReadAsync() ?? School;
        StateHasChanged();
    }

    private async Task<SchoolAllocationQueries?> ReadAsync() =>
        Urn.TryParse(Number, out var urn) ? await Reader.OfSchoolAsync(await Viewers.GetAsync(), urn) : null;
}
