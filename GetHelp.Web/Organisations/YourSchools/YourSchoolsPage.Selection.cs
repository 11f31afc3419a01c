using GetHelp.Core.Organisations;
using GetHelp.Web.Organisations.Changes;
using GetHelp.Web.Shared.Grid;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>Which schools are selected, on this page and on others, to be changed at once.</summary>
public sealed partial class YourSchoolsPage
{
    private readonly HashSet<string> selected = new(StringComparer.Ordinal);

    private void Select(CellSelection selection)
    {
        if (selection.IsSelected)
        {
            selected.UnionWith(selection.Rows);
        }
        else
        {
            selected.ExceptWith(selection.Rows);
        }
    }

    private async Task SelectMatchingAsync() => selected.UnionWith((await Reader.UrnsAsync(await Viewers.GetAsync(), Query)).Select(urn => urn.ToString()));

    private void SelectNone() => selected.Clear();

    /// <summary>A button and no link: hundreds of schools in an address are no thing to be sent before somebody wants to go there.</summary>
    private void ChangeSelected() => Navigation.NavigateTo(SchoolChangeLinks.Choose(Id, new SchoolChangeDraft
    {
        Schools = [.. selected.Select(key => Urn.TryParse(key, out var urn) ? urn : default).Order()],
        ReturnUrl = YourSchoolsLinks.Grid(Query),
    }));
}
