using System.Globalization;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People;
using GetHelp.Core.Uploads;

namespace GetHelp.Core.Organisations.Spreadsheet;

/// <summary>What each row of a workbook asks: a cell that is another than it was when it was downloaded asks for that, and one that is as it was, or empty,
/// asks for nothing. So a workbook that nobody filled in changes nothing, however old it is; and what somebody else has changed since is not overwritten by
/// a cell that nobody touched.</summary>
/// <param name="downloaded">The cells as they were, by URN.</param>
/// <param name="formulas">Where there are formulas: row, and column from 0.</param>
internal sealed class SheetRowRules(IReadOnlyDictionary<Urn, IReadOnlyList<string>> downloaded, IReadOnlySet<(int Row, int Column)> formulas)
{
    /// <summary>Everything of a workbook at once: of rows that name one school all are bad, because nobody knows which is meant.</summary>
    public IReadOnlyList<SheetRow> Decide(IEnumerable<GivenSheetRow> given)
    {
        var rows = given.ToList();
        var lines = rows.Where(row => row.Urn is not null).ToLookup(row => row.Urn!.Value, row => row.Line);
        return [.. rows.Select(row => Decide(row, row.Urn is { } urn ? [.. lines[urn].Where(line => line != row.Line)] : []))];
    }

    private SheetRow Decide(GivenSheetRow given, IReadOnlyList<int> sameSchool)
    {
        var row = new SheetRow(given.Line, given.Named);
        if (WhyNot(given, sameSchool) is { } why)
        {
            return row with { Problems = [new(null, why)] };
        }

        var filled = new FilledRow(given, downloaded[given.Urn!.Value], column => formulas.Contains((given.Line, column)));
        var change = filled.Change();
        return filled.Problems.Count > 0 ? row with { Problems = filled.Problems } : row with { Change = change };
    }

    private string? WhyNot(GivenSheetRow given, IReadOnlyList<int> sameSchool) =>
        given.Urn is not { } urn ? $"“{given.Cells[SchoolSheet.UrnColumn].Text}” is not a URN, which has six digits."
        : sameSchool.Count > 0 ? $"Row {string.Join(" and row ", sameSchool.Select(line => line.ToString("N0", CultureInfo.InvariantCulture)))} {(sameSchool.Count == 1 ? "is" : "are")} for this school too. Leave one row for each school."
        : !downloaded.ContainsKey(urn) ? $"The school with the URN {urn} was not among yours when this workbook was downloaded."
        : null;
}

/// <summary>A row as it was given: nothing in it has been understood yet.</summary>
internal sealed record GivenSheetRow(int Line, IReadOnlyList<UploadedCell> Cells)
{
    public Urn? Urn { get; } = Organisations.Urn.TryParse(Cells[SchoolSheet.UrnColumn].Text, out var urn) ? urn : null;

    public string Named => Cells[SchoolSheet.NameColumn].Text is { Length: > 0 } name ? name : Cells[SchoolSheet.UrnColumn].Text;
}

/// <summary>One row beside what it was when it was downloaded.</summary>
internal sealed class FilledRow(GivenSheetRow given, IReadOnlyList<string> before, Func<int, bool> hasFormula)
{
    private readonly List<SheetProblem> problems = [];

    public IReadOnlyList<SheetProblem> Problems => problems;

    /// <summary>What the row asks; null where it asks for nothing.</summary>
    public SchoolChange? Change()
    {
        FindProblems();
        var asked = new SchoolChange
        {
            Urn = given.Urn!.Value,
            WhoWillOrder = Chosen(SchoolField.WhoWillOrder, SchoolSheet.WhoOrdersIn) is { } who ? new(who.To, new(who.Seen)) : null,
            Contact = Contact(),
            ChromebookAnswer = Answer(),
            Domain = Text(SchoolField.Domain),
            RecoveryAddress = Text(SchoolField.RecoveryAddress),
        };
        return asked is { WhoWillOrder: null, Contact: null, ChromebookAnswer: null, Domain: null, RecoveryAddress: null } ? null : asked;
    }

    private void FindProblems()
    {
        for (var column = 0; column < SchoolSheet.Columns.Count; column++)
        {
            if (WhyNot(column) is { } why)
            {
                problems.Add(new(SchoolSheet.Columns[column].Title, why));
            }
        }
    }

    private string? WhyNot(int column)
    {
        var (cell, of) = (given.Cells[column], SchoolSheet.Columns[column]);
        return hasFormula(column) ? "There is a formula, or what is left of one. Type the value itself."
            : of.Field is null ? WhyNotLocked(column)
            : cell.Kind switch
            {
                CellKind.Number => $"“{cell.Text}” is a number to Excel, which drops a nought at its beginning. Format the cell as text and type it again.",
                CellKind.Date => "This is a date to Excel. Format the cell as text and type it again.",
                CellKind.TrueOrFalse => "This is TRUE or FALSE to Excel. Format the cell as text and type it again.",
                CellKind.Text when of.Choices.Count > 0 && !of.Choices.Contains(cell.Text, StringComparer.OrdinalIgnoreCase) =>
                    $"“{cell.Text}” is none of the choices: {of.Choices.InWords("or")}.",
                _ => null,
            };
    }

    /// <summary>Which school a row is about cannot be changed; where its name is another's, the rows have been mixed up.</summary>
    private string? WhyNotLocked(int column) =>
        column == SchoolSheet.UrnColumn || Now(column) == before[column] ? null
        : before[column].Length == 0 ? "This was empty, and cannot be filled in here."
        : $"This was “{before[column]}”, and cannot be changed here.";

    private string Now(int column) => given.Cells[column].Text;

    /// <summary>A contact is always one person: what was left as it was is theirs. Without a name there is nobody.</summary>
    private FieldChange<ContactAsked>? Contact()
    {
        SchoolField[] fields = [SchoolField.ContactName, SchoolField.ContactEmailAddress, SchoolField.ContactTelephone];
        return fields.Any(IsFilledIn)
            ? new(SchoolSheet.IsNothing(After(SchoolField.ContactName)) ? ContactAsked.Nobody : ContactAsked.Of(Person(After)), new(ContactAsked.Of(Person(Before))))
            : null;
    }

    private static PersonDetails? Person(Func<SchoolField, string> cell)
    {
        var person = new PersonDetails { Name = cell(SchoolField.ContactName), EmailAddress = cell(SchoolField.ContactEmailAddress), Telephone = cell(SchoolField.ContactTelephone) };
        return person is { Name: "", EmailAddress: "", Telephone: "" } ? null : person;
    }

    private FieldChange<ChromebookAnswer?>? Answer() =>
        !IsFilledIn(SchoolField.ChromebookAnswer) ? null
        : SchoolSheet.AnswerIn(After(SchoolField.ChromebookAnswer)) is { } answer ? new(answer, new(SchoolSheet.AnswerIn(Before(SchoolField.ChromebookAnswer))))
        : null;

    private FieldChange<string?>? Text(SchoolField field) => IsFilledIn(field) ? new(SchoolSheet.IsNothing(After(field)) ? "" : After(field), new(Before(field) is { Length: > 0 } seen ? seen : null)) : null;

    private (T To, T Seen)? Chosen<T>(SchoolField field, Func<string, T?> read)
        where T : struct =>
        IsFilledIn(field) && read(After(field)) is { } to && read(Before(field)) is { } seen ? (to, seen) : null;

    /// <summary>An empty cell asks for nothing: whoever deletes a column, or sends a workbook with a few columns filled in, must not lose the rest.</summary>
    private bool IsFilledIn(SchoolField field)
    {
        var column = SchoolSheet.ColumnOf(field);
        return Now(column).Length > 0 && !string.Equals(Now(column), before[column], SchoolSheet.Columns[column].Choices.Count > 0 ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private string Before(SchoolField field) => before[SchoolSheet.ColumnOf(field)];

    private string After(SchoolField field) => Now(SchoolSheet.ColumnOf(field)) is { Length: > 0 } text ? text : Before(field);
}
