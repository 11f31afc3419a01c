using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Web.Shared;
using GetHelp.Web.Shared.Grid;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>What is changed in the grid, cell by cell.</summary>
public sealed partial class YourSchoolsPage
{
    private SchoolCellEditing? editing;
    private OpenEdit? open;
    private Task work = Task.CompletedTask;

    [Inject]
    public required SchoolChangesService Changes { get; init; }

    private SchoolCellEditing Editing => editing ??= new(Changes);

    private OpenCell? Open => Editing.Open is { } edit ? (open = open?.Edit == edit ? open : new(edit, edit.ToCell())).Cell : null;

    /// <summary>One after the other: what is wanted of a cell while another one is being saved is done after that.</summary>
    private Task OnCellAsync(CellEventArgs wanted) => work = AfterAsync(work, wanted);

    private async Task AfterAsync(Task before, CellEventArgs wanted)
    {
        if (wanted.Act == CellAct.Save && Editing.Submit(wanted.Values) is { } asked)
        {
            await Editing.SaveAsync(await Viewers.GetAsync(), Id, asked);
            await KeepPlacesAsync();
            Editing.HaveSeen(Find(asked.Urn.ToString()));
            return;
        }

        await before;
        switch (wanted.Act)
        {
            case CellAct.Open when Find(wanted.Row) is { } row && Slugs.Parse<SchoolGridColumn>(wanted.Column) is { } column:
                Editing.Begin(row, column);
                break;
            case CellAct.GiveUp:
                Editing.GiveUp();
                break;
            case CellAct.Undo:
                await UndoAsync();
                break;
        }
    }

    private async Task UndoAsync()
    {
        await Editing.UndoAsync(await Viewers.GetAsync(), Id);
        await KeepPlacesAsync();
    }

    private SchoolGridRow? Find(string key) => Shown?.Rows.FirstOrDefault(row => KeyOf(row) == key);

    /// <summary>What a cell that is open looks like, made once for as long as nothing happens to it.</summary>
    private sealed record OpenEdit(SchoolCellEdit Edit, OpenCell Cell);
}
