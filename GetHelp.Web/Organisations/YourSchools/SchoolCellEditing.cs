using GetHelp.Core;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using GetHelp.Web.Shared.Grid;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>A cell that somebody is changing.</summary>
/// <param name="Seen">The school as it was when the cell was opened, or when somebody was told that it has changed meanwhile.</param>
internal sealed record SchoolCellEdit(SchoolGridRow Seen, SchoolGridColumn Column)
{
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool IsSaving { get; init; }

    /// <summary>How often it has been refused.</summary>
    public int Tries { get; init; }

    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    /// <summary>"Google domain of Ash School".</summary>
    public string Name => $"{Column.Title()} of {Seen.Name}";

    /// <summary>Whether somebody has to put something right, or to choose, before going on.</summary>
    public bool Waits => Problems.Count > 0;

    /// <summary>What somebody else has made of it.</summary>
    public string? Theirs => Problems.Select(problem => problem.Why).OfType<ChangedMeanwhile>().ToList() is { Count: > 0 } changed
        ? string.Join(", ", changed.Select(change => change.Now))
        : null;

    /// <summary>Why it is not saved, in one text.</summary>
    public string Why => string.Join(" ", Problems.Select(problem => problem.Why.Message));

    /// <summary>What is wrong with no field of its own.</summary>
    private string? Error => Theirs is null && Problems.Where(problem => FieldOf(problem) is null).Select(problem => problem.Why.Message).ToList() is { Count: > 0 } messages
        ? string.Join(" ", messages)
        : null;

    private IReadOnlyList<CellField> Fields =>
    [
        .. SchoolCellForms.Fields(Column, Seen).Select(asked => asked with
        {
            Value = Typed.Count == 0 ? asked.Value : Typed.GetValueOrDefault(asked.Name, ""),
            Error = Theirs is null ? Problems.FirstOrDefault(problem => FieldOf(problem) == asked.Name)?.Why.Message : null,
        }),
    ];

    public OpenCell ToCell() => new(Seen.Urn.ToString(), Column.Slug(), new() { Label = Name, Fields = Fields, Theirs = Theirs, Error = Error, Tries = Tries });

    private string? FieldOf(FieldProblem problem) => SchoolCellForms.FieldOf(Column, problem.Field);
}

/// <summary>A cell that was changed here, and by what it is undone.</summary>
internal sealed record CellChange(SchoolCellEdit Edit, Guid MadeChangeId);

/// <summary>The work of one person in the cells of the grid: one is open at a time, what was changed here can be undone, the last first, and what became of
/// it is said.</summary>
internal sealed class SchoolCellEditing(SchoolChangesService changes)
{
    private readonly Stack<CellChange> changed = [];

    /// <summary>The cell that is open; null when none is.</summary>
    public SchoolCellEdit? Open { get; private set; }

    /// <summary>The cell that was changed last.</summary>
    public CellPlace? Saved { get; private set; }

    public bool CanUndo => changed.Count > 0;

    /// <summary>What became of it, for those who do not see the cell.</summary>
    public string Says { get; private set; } = "";

    /// <summary>Opens a cell, unless another one waits to be put right: what was typed there would be lost.</summary>
    public void Begin(SchoolGridRow row, SchoolGridColumn column)
    {
        if (Open is { Waits: true } waiting)
        {
            Says = $"{waiting.Name} is not saved yet. {waiting.Why} Press Esc there to leave it as it was.";
            return;
        }

        (Open, Saved, Says) = (new(row, column), null, "");
    }

    public void GiveUp() => (Open, Says) = (null, Open is null ? Says : $"{Open.Name} is left as it was.");

    /// <summary>The cell is being saved: what is asked for.</summary>
    public SchoolChange? Submit(IReadOnlyDictionary<string, string> typed)
    {
        if (Open is not { IsSaving: false } open)
        {
            return null; // it is being saved, or was given up
        }

        Open = open with { Typed = typed, IsSaving = true };
        return SchoolCellForms.Change(open.Column, open.Seen, typed);
    }

    /// <summary>Saves what was submitted.</summary>
    public async Task SaveAsync(Viewer viewer, int responsibleBodyId, SchoolChange asked)
    {
        var saving = Open!;
        var result = await changes.ApplyAsync(viewer, responsibleBodyId, [asked]);
        if (result.Refused)
        {
            Refuse(saving, [.. result.Refusals.Select(why => new FieldProblem(null, why))]);
            return;
        }

        var row = result.Value.Rows[0];
        if (row.Problems.Count > 0)
        {
            Refuse(saving, row.Problems);
        }
        else
        {
            Done(saving, row, result.Value.MadeChangeId);
        }
    }

    /// <summary>Somebody who was told of another's change has seen it: what they save now is meant.</summary>
    public void HaveSeen(SchoolGridRow? now) => Open = Open is { Theirs: not null } open && now is not null ? open with { Seen = now } : Open;

    public async Task UndoAsync(Viewer viewer, int responsibleBodyId)
    {
        if (!changed.TryPop(out var last))
        {
            Says = "There is nothing to undo that was changed here. See your recent changes.";
            return;
        }

        var result = await changes.UndoAsync(viewer, responsibleBodyId, last.MadeChangeId);
        var why = result.Refused ? result.Refusals.Select(refusal => refusal.Message) : result.Value.Rows.SelectMany(row => row.Problems).Select(problem => problem.Why.Message);
        (Saved, Says) = why.ToList() is { Count: > 0 } reasons
            ? (null, $"{last.Edit.Name} cannot be undone. {string.Join(" ", reasons)}")
            : (PlaceOf(last.Edit), $"{last.Edit.Name} is as it was before.");
    }

    private void Refuse(SchoolCellEdit saving, IReadOnlyList<FieldProblem> problems)
    {
        Open = saving with { IsSaving = false, Problems = problems, Tries = saving.Tries + 1 };
        Says = $"{saving.Name} is not saved. {Open.Why}{(Open.Theirs is null ? "" : " Press Enter to save yours, or Esc to keep theirs.")}";
    }

    private void Done(SchoolCellEdit saving, SchoolChangeRow row, Guid? madeChangeId)
    {
        Open = null;
        if (madeChangeId is { } id)
        {
            changed.Push(new(saving, id));
        }

        (Saved, Says) = row.State == SchoolChangeState.NothingToChange
            ? (null, $"{saving.Name} is so already.")
            : (PlaceOf(saving), $"{saving.Name} is saved.{(row.Invitation is { IsSent: true } ? " An invitation is on its way." : "")}");
    }

    private static CellPlace PlaceOf(SchoolCellEdit edit) => new(edit.Seen.Urn.ToString(), edit.Column.Slug());
}
