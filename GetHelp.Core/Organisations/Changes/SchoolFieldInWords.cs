using GetHelp.Core.Allocations;

namespace GetHelp.Core.Organisations.Changes;

/// <summary>What a responsible body reads of one field of a school.</summary>
public static class SchoolFieldInWords
{
    public const string Nothing = "nothing";

    public static string InWords(this SchoolField field) => field switch
    {
        SchoolField.WhoWillOrder => "Who orders",
        SchoolField.ContactName => "Contact",
        SchoolField.ContactEmailAddress => "Contact’s email address",
        SchoolField.ContactTelephone => "Contact’s telephone number",
        SchoolField.ChromebookAnswer => "Chromebooks needed",
        SchoolField.Domain => "Google domain",
        SchoolField.RecoveryAddress => "Recovery email address",
        SchoolField.Invitation => "Invitation",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <summary>The cell of the grid that the field is in: a contact is one.</summary>
    internal static string InWordsOfCell(this SchoolField field) =>
        field is SchoolField.ContactEmailAddress or SchoolField.ContactTelephone ? SchoolField.ContactName.InWords() : field.InWords();

    /// <summary>What the field is in these details.</summary>
    public static string InWords(this SchoolDetails details, SchoolField field) => field switch
    {
        SchoolField.WhoWillOrder => details.WhoWillOrder == WhoWillOrder.School ? "the school" : "you, centrally",
        SchoolField.ChromebookAnswer => details.Chromebooks.Answer.InWords(),
        _ => details[field] is string { Length: > 0 } text ? text : Nothing,
    };

    public static string InWords(this ChromebookAnswer? answer) => answer switch
    {
        ChromebookAnswer.Yes => "yes",
        ChromebookAnswer.No => "no",
        ChromebookAnswer.DoNotKnow => "not known",
        _ => "not answered",
    };
}
