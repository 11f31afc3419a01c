using GetHelp.Core.Allocations;
using GetHelp.Core.People;

namespace GetHelp.Core.Organisations.Changes;

/// <summary>What a responsible body may change of one of its schools: each a cell of its grid and a column of its spreadsheet.</summary>
public enum SchoolField
{
    WhoWillOrder,
    ContactName,
    ContactEmailAddress,
    ContactTelephone,
    ChromebookAnswer,
    Domain,
    RecoveryAddress,

    /// <summary>No field that is kept: whether the contact is invited.</summary>
    Invitation,
}

/// <summary>What somebody wants changed of one school. Fields of which nothing is said stay as they are.</summary>
public sealed record SchoolChange
{
    public required Urn Urn { get; init; }

    public FieldChange<WhoWillOrder>? WhoWillOrder { get; init; }

    /// <summary>Whom to ask at the school: always all that is known of them, never half of one person and half of another.</summary>
    public FieldChange<ContactAsked>? Contact { get; init; }

    /// <summary>Another answer than yes clears the domain and the recovery address.</summary>
    public FieldChange<ChromebookAnswer?>? ChromebookAnswer { get; init; }

    /// <summary>A domain says yes, too; an empty one is cleared.</summary>
    public FieldChange<string?>? Domain { get; init; }

    /// <summary>An empty one is cleared.</summary>
    public FieldChange<string?>? RecoveryAddress { get; init; }

    /// <summary>Whether the contact, as it is once all of this is changed, is invited to use the service for the school.</summary>
    public bool Invite { get; init; }

    /// <summary>Somebody has read what it means to have no domain, and says UNKNOWN all the same.</summary>
    public bool AcceptsNoLicences { get; init; }
}

/// <summary>What one field is to be.</summary>
/// <param name="Seen">What it was when somebody decided so: it is not changed when it is another by then. Null where nobody looked.</param>
public sealed record FieldChange<T>(T To, Seen<T>? Seen = null)
{
    /// <summary>Where nobody looked at what it was; nothing is said by null.</summary>
    public static implicit operator FieldChange<T>?(T? to) => to is null ? null : new(to);
}

/// <summary>What somebody saw, which may have been nothing.</summary>
public sealed record Seen<T>(T Value);

/// <summary>Who is meant.</summary>
public enum ContactChoice
{
    /// <summary>Nobody is chosen any more.</summary>
    Nobody,

    Headteacher,

    /// <summary>Who is chosen already; the headteacher where nobody is.</summary>
    ChosenOrHeadteacher,

    SomebodyElse,
}

/// <summary>Whom to ask at a school, as somebody says it.</summary>
/// <param name="Person">Of somebody else, as it was typed.</param>
public sealed record ContactAsked(ContactChoice Choice, PersonDetails? Person = null)
{
    public static ContactAsked Nobody { get; } = new(ContactChoice.Nobody);

    public static ContactAsked Headteacher { get; } = new(ContactChoice.Headteacher);

    public static ContactAsked ChosenOrHeadteacher { get; } = new(ContactChoice.ChosenOrHeadteacher);

    /// <summary>This person; nobody where there is none.</summary>
    public static ContactAsked Of(PersonDetails? person) => person is null ? Nobody : new(ContactChoice.SomebodyElse, person);
}
