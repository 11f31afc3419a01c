using GetHelp.Core.Allocations;
using GetHelp.Core.People;

namespace GetHelp.Core.Organisations.Changes;

/// <summary>All that a responsible body may change of one of its schools, as it is at one moment.</summary>
public sealed record SchoolDetails
{
    public required WhoWillOrder WhoWillOrder { get; init; }

    /// <summary>Null while nobody is chosen.</summary>
    public PersonDetails? Contact { get; init; }

    public ChromebookDetails Chromebooks { get; init; } = new();

    /// <summary>Needs <see cref="School.Contacts"/> loaded.</summary>
    internal static SchoolDetails Of(School school) => new()
    {
        WhoWillOrder = school.WhoWillOrder,
        Contact = school.Contacts.Find(c => c.Id == school.ContactId)?.Details,
        Chromebooks = school.Chromebooks,
    };

    /// <summary>One field, so that two are equal exactly when nobody would see a difference.</summary>
    internal object? this[SchoolField field] => field switch
    {
        SchoolField.WhoWillOrder => WhoWillOrder,
        SchoolField.ContactName => Contact?.Name,
        SchoolField.ContactEmailAddress => Contact?.EmailAddress,
        SchoolField.ContactTelephone => Contact?.Telephone ?? "",
        SchoolField.ChromebookAnswer => Chromebooks.Answer,
        SchoolField.Domain => Chromebooks.Domain,
        SchoolField.RecoveryAddress => Chromebooks.RecoveryAddress,
        _ => null,
    };

    /// <summary>The fields in which this is not as the other.</summary>
    public IReadOnlyList<SchoolField> DifferencesTo(SchoolDetails other) => [.. Enum.GetValues<SchoolField>().Where(field => !Equals(this[field], other[field]))];
}

/// <summary>A school as its responsible body changes it, and what decides about a change.</summary>
public sealed record ChangeableSchool(int Id, Urn Urn, string Name, bool IsClosed, SchoolDetails Details, PersonDetails? Headteacher)
{
    /// <summary>Needs <see cref="School.Contacts"/> loaded.</summary>
    internal static ChangeableSchool Of(School school) => new(
        school.Id,
        school.Urn,
        school.Name,
        school.Status == OrganisationStatus.Closed,
        SchoolDetails.Of(school),
        school.Contacts.Find(c => c.Role == Contacts.SchoolContactRole.Headteacher)?.Details);
}
