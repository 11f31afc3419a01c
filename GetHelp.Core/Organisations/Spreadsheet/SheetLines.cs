using GetHelp.Core.Organisations.Changes;

namespace GetHelp.Core.Organisations.Spreadsheet;

/// <summary>A line, and the school that it is about; null where nobody waits for news of it.</summary>
internal sealed record SheetLineOfSchool(SheetLine Line, int? SchoolId);

/// <summary>What a row of a workbook comes to, in its own headings.</summary>
internal static class SheetLines
{
    /// <summary>A row that asks for nothing, or whose cells cannot be read.</summary>
    public static SheetLine Of(SheetRow row) =>
        new(row.Line, row.Named, row.Problems.Count > 0 ? SheetLineState.Bad : SheetLineState.AsItIs) { Problems = row.Problems };

    /// <summary>A row that asks for something, as the school's rules answer it.</summary>
    public static SheetLineOfSchool Of(SheetRow row, SchoolChangeRow decided) => new(
        new(row.Line, decided.Name ?? row.Named, State(decided.State))
        {
            Urn = decided.SchoolId is null ? null : decided.Urn,
            Changes = [.. decided.Changed.Select(field => new SheetCellChange(Title(field)!, decided.Before!.InWords(field), decided.After!.InWords(field)))],
            Problems = [.. decided.Problems.Select(problem => new SheetProblem(problem.Field is { } field ? Title(field) : null, problem.Why.Message))],
        },
        decided.SchoolId);

    private static SheetLineState State(SchoolChangeState state) => state switch
    {
        SchoolChangeState.Changes => SheetLineState.Changes,
        SchoolChangeState.NothingToChange => SheetLineState.AsItIs,
        SchoolChangeState.Conflict => SheetLineState.Conflict,
        _ => SheetLineState.Bad,
    };

    private static string? Title(SchoolField field) => SchoolSheet.Columns.FirstOrDefault(column => column.Field == field)?.Title;
}
