using GetHelp.Core;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People;
using GetHelp.Web.Orders;
using GetHelp.Web.Organisations.YourSchools;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Organisations.Changes;

/// <summary>What the pages share on which many schools of a responsible body are changed: the schools in the address, and what would come of it.</summary>
public abstract class SchoolChangePage : ComponentBase
{
    private string? readFor;

    /// <summary>The responsible body.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required SchoolChangesService Service { get; init; }

    [Inject]
    public required OrganisationNames Names { get; init; }

    [Inject]
    public required EnrolmentProtection Protection { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Null until it is read, and for a body that the viewer may not see.</summary>
    protected ViewerResponsibleBody? Body { get; private set; }

    protected SchoolChangeDraft Draft { get; set; } = new();

    /// <summary>What the draft would change as things are.</summary>
    protected SchoolChangesOutcome Preview { get; private set; } = new([]);

    protected string BackUrl => Draft.ReturnUrl ?? YourSchoolsLinks.Grid(Id);

    protected override async Task OnParametersSetAsync()
    {
        if (readFor == Navigation.Uri)
        {
            return;
        }

        readFor = Navigation.Uri;
        Draft = SchoolChangeLinks.In(Navigation.Uri, Protection);
        await ReadAsync();
    }

    protected virtual async Task ReadAsync()
    {
        var viewer = await Viewers.GetAsync();
        var previewed = await Service.PreviewAsync(viewer, Id, Draft.Changes);
        Body = previewed.Refused ? null : await Names.ResponsibleBodyAsync(viewer, Id);
        if (Body is null)
        {
            Navigation.NotFound();
            return;
        }

        Preview = previewed.Value;
    }

    protected async Task ReadAgainAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    protected static IReadOnlyList<Shared.FieldError> At(IEnumerable<Refusal> refusals, string otherwise) =>
        [.. refusals.Select(why => new Shared.FieldError(ChromebookTyped.FieldOf(why) ?? otherwise, why.Message))];
}
