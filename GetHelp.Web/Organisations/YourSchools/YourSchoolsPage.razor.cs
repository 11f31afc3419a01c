using GetHelp.Core.Allocations;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using GetHelp.Web.Shared.Grid;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>The grid of a responsible body's schools. What it shows is in its address; which columns, with whoever looks.</summary>
public sealed partial class YourSchoolsPage
{
    private IReadOnlyList<GridColumn<SchoolGridRow>>? columns;
    private IReadOnlyList<int>? inPlace;
    private bool inUse;
    private bool isStale;

    /// <summary>The responsible body.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required SchoolGridReader Reader { get; init; }

    [Inject]
    public required SchoolGridChoiceService Choices { get; init; }

    protected override string Asked => Navigation.Uri;

    private SchoolGridQuery Query { get; set; } = new() { ResponsibleBodyId = 0 };

    /// <summary>Live to all of the body's schools, for each can come into what is filtered or go out of it, and to the people of those in sight, of whom one
    /// may sign in.</summary>
    private IReadOnlyList<Topic> Topics => [Topic.SchoolsOf(Id), Topic.Pool(Id), .. Shown!.Rows.Select(row => Topic.PeopleOfSchool(row.SchoolId))];

    private IReadOnlyList<SchoolGridColumn> Chosen => Shown?.Columns ?? SchoolGridCells.Usual;

    /// <summary>The same for as long as nothing about them changes: rows are rendered again for others.</summary>
    private IReadOnlyList<GridColumn<SchoolGridRow>> Columns => columns ??= SchoolGridCells.Columns(Chosen, Query);

    protected override void OnAsked()
    {
        Query = YourSchoolsLinks.QueryIn(Navigation.Uri, Id);
        columns = null;
    }

    protected override Task<SchoolGridPage?> ReadAsync(Viewer viewer) => Reader.ReadAsync(viewer, Query, inPlace);

    /// <summary>While somebody is in the grid its rows change where they are; what belongs elsewhere by now goes there once they have left.</summary>
    private Task ReadInPlaceAsync() => inUse ? KeepPlacesAsync() : ReadAgainAsync();

    private async Task KeepPlacesAsync()
    {
        isStale = true;
        inPlace = [.. Shown!.Rows.Select(row => row.SchoolId)];
        try
        {
            await ReadAgainAsync();
        }
        finally
        {
            inPlace = null;
        }
    }

    private async Task UseAsync(bool isInUse)
    {
        inUse = isInUse;
        if (!inUse && isStale)
        {
            isStale = false;
            await ReadAgainAsync();
        }
    }

    private async Task ChooseAsync(IReadOnlyList<SchoolGridColumn> chosen)
    {
        var kept = await Choices.ChooseAsync(await Viewers.GetAsync(), chosen);
        if (!kept.Refused)
        {
            columns = null;
            await ReadAgainAsync();
        }
    }

    private void Go(SchoolGridQuery query) => Navigation.NavigateTo(Url(query));

    private string SortUrl(GridSort sort) => Url(Query with { Sort = Slugs.Parse<SchoolGridColumn>(sort.Key), Descending = !sort.Ascending });

    /// <summary>From its first page.</summary>
    private static string Url(SchoolGridQuery query) => YourSchoolsLinks.Grid(query with { Page = 1 });

    private static string KeyOf(SchoolGridRow row) => row.Urn.ToString();

    private static string? Current(bool isCurrent) => isCurrent ? "page" : null;

    private static string PoolSays(IReadOnlyList<PoolTotals> pool)
    {
        var left = AllocationRules.Categories.Select(pool.Of).Where(t => t.Left > 0).Select(t => t.Category.Count(t.Left)).ToList();
        return left.Count == 0
            ? "Your centrally managed schools share one pool. Nothing can be ordered from it now."
            : $"Your centrally managed schools share one pool, from which you can order {string.Join(" and ", left)}.";
    }
}
