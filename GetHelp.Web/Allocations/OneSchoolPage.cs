using GetHelp.Core.Allocations;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Web.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Allocations;

/// <summary>What support's pages about one school share: which school, read once, and read again when it changes.</summary>
public abstract class OneSchoolPage : ComponentBase
{
    /// <summary>The school's URN, as the address has it.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>What the page shows.</summary>
    public SupportSchool? School { get; set; }

    /// <summary>The same, read while prerendering, on its way to the circuit.</summary>
    [PersistentState]
    public byte[]? Carried { get; set; }

    [Inject]
    public required SupportSchools Schools { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected IReadOnlyList<Topic> Topics => [Topic.School(School!.SchoolId), Topic.Pool(School.ResponsibleBodyId)];

    protected override async Task OnParametersSetAsync()
    {
        (School, Carried) = (School ?? CarriedOver.Unpack<SupportSchool>(Carried), null);
        if (School?.Urn.ToString() != Number)
        {
            School = await ReadAsync();
            Carried = RendererInfo.IsInteractive ? null : CarriedOver.Pack(School);
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

    private async Task<SupportSchool?> ReadAsync() =>
        Urn.TryParse(Number, out var urn) ? await Schools.FindAsync(await Viewers.GetAsync(), urn) : null;
}
