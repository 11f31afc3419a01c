using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Web.People;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What the pages share on which a responsible body looks at its schools: which schools, as the address says, and read again when
/// one of them or the pool changes.</summary>
public abstract class BodyOrderingPage : ComponentBase
{
    private string? read;

    /// <summary>The responsible body.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>What the page shows.</summary>
    public ResponsibleBodyOrdering? Ordering { get; set; }

    /// <summary>The same, read while prerendering, on its way to the circuit.</summary>
    [PersistentState]
    public byte[]? Carried { get; set; }

    [Inject]
    public required ResponsibleBodyOrderingReader Reader { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The search and the page in the address.</summary>
    protected ManagedSchoolsQuery Query { get; private set; } = new() { ResponsibleBodyId = 0 };

    /// <summary>Live to the pool and to what is in sight: the schools on this page.</summary>
    protected IReadOnlyList<Topic> Topics => [Topic.Pool(Id), Topic.Person(Ordering!.ViewerId ?? 0), .. Ordering.Schools.Select(school => Topic.School(school.SchoolId))];

    /// <summary>Whether schools that order for themselves are listed too.</summary>
    protected virtual bool ListsAll => false;

    protected override async Task OnParametersSetAsync()
    {
        if (read == Navigation.Uri)
        {
            return;
        }

        (Ordering, Carried) = (Ordering ?? CarriedOver.Unpack<ResponsibleBodyOrdering>(Carried), null);
        var isCarriedOver = read is null && Ordering?.Id == Id;
        read = Navigation.Uri;
        Query = ResponsibleBodyLinks.SearchIn(Navigation.Uri, Id) with { All = ListsAll };
        if (!isCarriedOver)
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
        Ordering = await Reader.FindAsync(await Viewers.GetAsync(), Query);
        if (Ordering is null)
        {
            Navigation.NotFound();
        }
    }
}
