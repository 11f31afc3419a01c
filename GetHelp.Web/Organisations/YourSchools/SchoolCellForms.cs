using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using GetHelp.Web.Shared;
using GetHelp.Web.Shared.Grid;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>The fields of each cell that can be changed, and the change that what was typed into them asks for.</summary>
internal static class SchoolCellForms
{
    private const string Value = "value";
    private const string Who = "who";
    private const string Name = "name";
    private const string EmailAddress = "email";
    private const string Telephone = "telephone";
    private const string Invite = "invite";

    private static readonly PersonDetails NobodyYet = new() { Name = "", EmailAddress = "" };

    /// <summary>The fields as they begin.</summary>
    public static IReadOnlyList<CellField> Fields(SchoolGridColumn column, SchoolGridRow row) => column switch
    {
        SchoolGridColumn.WhoWillOrder => [new(Value, column.Title(), row.WhoWillOrder.Slug()) { Options = Options<WhoWillOrder>(who => who.Words()) }],
        SchoolGridColumn.Chromebooks => [new(Value, column.Title(), row.Chromebooks.Answer?.Slug() ?? "") { Options = Answers(row.Chromebooks.Answer) }],
        SchoolGridColumn.GoogleDomain => [new(Value, column.Title(), row.Chromebooks.Domain ?? "")],
        SchoolGridColumn.RecoveryAddress => [new(Value, column.Title(), row.Chromebooks.RecoveryAddress ?? "") { Type = "email" }],
        SchoolGridColumn.Contact => ContactFields(row),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Nobody changes this."),
    };

    /// <summary>What the typed asks for, by somebody who saw this row.</summary>
    public static SchoolChange Change(SchoolGridColumn column, SchoolGridRow seen, IReadOnlyDictionary<string, string> typed)
    {
        var change = new SchoolChange { Urn = seen.Urn };
        var value = typed.GetValueOrDefault(Value);
        return column switch
        {
            SchoolGridColumn.WhoWillOrder => change with { WhoWillOrder = new(Slugs.Parse<WhoWillOrder>(value) ?? seen.WhoWillOrder, new(seen.WhoWillOrder)) },
            SchoolGridColumn.Chromebooks => change with { ChromebookAnswer = new(Slugs.Parse<ChromebookAnswer>(value), new(seen.Chromebooks.Answer)) },
            SchoolGridColumn.GoogleDomain => change with { Domain = new(value, new(seen.Chromebooks.Domain)) },
            SchoolGridColumn.RecoveryAddress => change with { RecoveryAddress = new(value, new(seen.Chromebooks.RecoveryAddress)) },
            SchoolGridColumn.Contact => change with { Contact = new(ContactOf(seen, typed), new(ContactAsked.Of(Person(seen.Contact)))), Invite = typed.ContainsKey(Invite) },
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Nobody changes this."),
        };
    }

    /// <summary>The field in which a problem can be put right; null where it is about the whole cell.</summary>
    public static string? FieldOf(SchoolGridColumn column, SchoolField? problem) => (column, problem) switch
    {
        (SchoolGridColumn.Contact, SchoolField.ContactName) => Name,
        (SchoolGridColumn.Contact, SchoolField.ContactEmailAddress) => EmailAddress,
        (SchoolGridColumn.Contact, SchoolField.ContactTelephone) => Telephone,
        (SchoolGridColumn.Contact, _) or (_, null) => null,
        _ => Value,
    };

    private static IReadOnlyList<CellField> ContactFields(SchoolGridRow row)
    {
        var person = Person(row.Contact) ?? NobodyYet;
        return
        [
            new(Who, "Whom to ask", ChoiceOf(row).Slug()) { Options = Contacts(row) },
            new(Name, "Name", person.Name),
            new(EmailAddress, "Email address", person.EmailAddress) { Type = "email" },
            new(Telephone, "Telephone number", person.Telephone) { Type = "tel" },
            new(Invite, "Send an invitation", row.Contact is { Access: not ContactAccess.NotInvited } ? "" : "yes") { IsTick = true },
        ];
    }

    private static ContactChoice ChoiceOf(SchoolGridRow row) => row switch
    {
        { Contact.IsHeadteacher: true } or { Contact: null, Headteacher: not null } => ContactChoice.Headteacher,
        _ => ContactChoice.SomebodyElse,
    };

    private static List<CellOption> Contacts(SchoolGridRow row) =>
    [
        .. row.Headteacher is { } head ? [new CellOption(ContactChoice.Headteacher.Slug(), $"The headteacher, {head}")] : Array.Empty<CellOption>(),
        new(ContactChoice.SomebodyElse.Slug(), "The person below"),
        new(ContactChoice.Nobody.Slug(), "Nobody"),
    ];

    /// <summary>Whoever writes a person means that person, whatever is chosen above it.</summary>
    private static ContactAsked ContactOf(SchoolGridRow seen, IReadOnlyDictionary<string, string> typed)
    {
        var person = new PersonDetails
        {
            Name = typed.GetValueOrDefault(Name, ""),
            EmailAddress = typed.GetValueOrDefault(EmailAddress, ""),
            Telephone = typed.GetValueOrDefault(Telephone, ""),
        };
        var isWritten = person != (Person(seen.Contact) ?? NobodyYet);
        return Slugs.Parse<ContactChoice>(typed.GetValueOrDefault(Who)) switch
        {
            ContactChoice.Nobody => ContactAsked.Nobody,
            ContactChoice.Headteacher when !isWritten => ContactAsked.Headteacher,
            _ => ContactAsked.Of(person),
        };
    }

    private static PersonDetails? Person(SchoolGridContact? contact) =>
        contact is null ? null : new() { Name = contact.Name, EmailAddress = contact.EmailAddress, Telephone = contact.TelephoneNumber ?? "" };

    /// <summary>That nobody has said can only stay so.</summary>
    private static List<CellOption> Answers(ChromebookAnswer? now) =>
    [
        .. now is null ? [new CellOption("", now.Said())] : Array.Empty<CellOption>(),
        .. Options<ChromebookAnswer>(answer => ((ChromebookAnswer?)answer).Said()),
    ];

    private static List<CellOption> Options<T>(Func<T, string> words)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new CellOption(value.Slug(), words(value)))];
}
