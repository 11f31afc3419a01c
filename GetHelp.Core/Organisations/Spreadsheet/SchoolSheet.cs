using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations.Changes;

namespace GetHelp.Core.Organisations.Spreadsheet;

/// <summary>A column of the workbook in which a responsible body changes its schools.</summary>
/// <param name="Title">Its heading, by which it is known again.</param>
/// <param name="Width">In Excel's characters.</param>
/// <param name="Field">What is changed by filling it in; null where it only says which school the row is about.</param>
public sealed record SheetColumn(string Title, double Width, SchoolField? Field = null)
{
    /// <summary>What may be chosen; none where anything may be typed.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>A body's schools as its workbook has them: what is made is read again by the same words.</summary>
public static class SchoolSheet
{
    /// <summary>The sheet that is filled in.</summary>
    public const string Name = "Schools";

    /// <summary>The hidden sheet with everything as it was downloaded: what somebody saw when they filled a cell in.</summary>
    public const string AsDownloaded = "As downloaded";

    /// <summary>The rows of a workbook, heading included, are no more: sixteen times the schools of the largest responsible body.</summary>
    public const int MostRows = 10_000;

    public const int UrnColumn = 0;
    public const int NameColumn = 1;

    /// <summary>What is typed to have nothing there any more: an empty cell asks for nothing.</summary>
    public const string Nothing = "None";

    private const string ByTheSchool = "School";
    private const string Centrally = "Centrally";

    private static readonly Dictionary<string, WhoWillOrder> WhoOrders = new(StringComparer.OrdinalIgnoreCase)
    {
        [ByTheSchool] = WhoWillOrder.School,
        [Centrally] = WhoWillOrder.ResponsibleBody,
    };

    private static readonly Dictionary<string, ChromebookAnswer> Answers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Yes"] = ChromebookAnswer.Yes,
        ["No"] = ChromebookAnswer.No,
        ["Not known"] = ChromebookAnswer.DoNotKnow,
    };

    public static IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("URN", 9),
        new("School", 44),
        new("Town", 20),
        new("Who orders", 14, SchoolField.WhoWillOrder) { Choices = [.. WhoOrders.Keys] },
        new("Contact name", 26, SchoolField.ContactName),
        new("Contact email address", 36, SchoolField.ContactEmailAddress),
        new("Contact telephone number", 26, SchoolField.ContactTelephone),
        new("Chromebooks needed", 21, SchoolField.ChromebookAnswer) { Choices = [.. Answers.Keys] },
        new("Google domain", 28, SchoolField.Domain),
        new("Recovery email address", 36, SchoolField.RecoveryAddress),
    ];

    private static Dictionary<SchoolField, int> Places { get; } =
        Columns.Select((column, place) => (column.Field, place)).Where(one => one.Field is not null).ToDictionary(one => one.Field!.Value, one => one.place);

    /// <summary>Whether a cell asks for nothing to be there any more.</summary>
    internal static bool IsNothing(string text) => string.Equals(text, Nothing, StringComparison.OrdinalIgnoreCase);

    internal static int ColumnOf(SchoolField field) => Places[field];

    /// <summary>How a cell says what is kept; nothing where nothing is.</summary>
    internal static string Write(SchoolDetails details, SchoolField field) => field switch
    {
        SchoolField.WhoWillOrder => details.WhoWillOrder == WhoWillOrder.School ? ByTheSchool : Centrally,
        SchoolField.ChromebookAnswer => Answers.FirstOrDefault(answer => answer.Value == details.Chromebooks.Answer).Key ?? "",
        SchoolField.ContactName => details.Contact?.Name ?? "",
        SchoolField.ContactEmailAddress => details.Contact?.EmailAddress ?? "",
        SchoolField.ContactTelephone => details.Contact?.Telephone ?? "",
        SchoolField.Domain => details.Chromebooks.Domain ?? "",
        SchoolField.RecoveryAddress => details.Chromebooks.RecoveryAddress ?? "",
        _ => "",
    };

    internal static WhoWillOrder? WhoOrdersIn(string text) => WhoOrders.TryGetValue(text, out var who) ? who : null;

    internal static ChromebookAnswer? AnswerIn(string text) => Answers.TryGetValue(text, out var answer) ? answer : null;
}
