using GetHelp.Core.People.Invitations;

namespace GetHelp.Core.Organisations.Changes;

/// <summary>What becomes of one row.</summary>
public enum SchoolChangeState
{
    /// <summary>Something changes, or somebody is invited.</summary>
    Changes,

    /// <summary>All is so already.</summary>
    NothingToChange,

    /// <summary>Somebody else has changed the same meanwhile: both values are told, and whoever asked chooses.</summary>
    Conflict,

    /// <summary>It cannot be; nothing of the row changes.</summary>
    Refused,
}

/// <summary>Why one field cannot be what was asked.</summary>
/// <param name="Field">Null where it is about the whole row.</param>
public sealed record FieldProblem(SchoolField? Field, Refusal Why);

/// <summary>What one row would change, or has changed.</summary>
public sealed record SchoolChangeRow
{
    public required SchoolChange Asked { get; init; }

    public Urn Urn => Asked.Urn;

    /// <summary>Null, as all that follows, where the body has no such school.</summary>
    public int? SchoolId { get; init; }

    public string? Name { get; init; }

    public SchoolDetails? Before { get; init; }

    /// <summary>As before where the row is refused.</summary>
    public SchoolDetails? After { get; init; }

    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    /// <summary>What becomes of inviting the contact; null where nobody asked for it.</summary>
    public ContactInvited? Invitation { get; init; }

    public SchoolChangeState State =>
        Problems.Any(problem => problem.Why is ChangedMeanwhile) ? SchoolChangeState.Conflict
        : Problems.Count > 0 ? SchoolChangeState.Refused
        : Changed.Count > 0 || Invitation is { IsSent: true } ? SchoolChangeState.Changes
        : SchoolChangeState.NothingToChange;

    /// <summary>The fields that change.</summary>
    public IReadOnlyList<SchoolField> Changed => Before is null || After is null ? [] : After.DifferencesTo(Before);

    /// <summary>The same change by somebody who has seen what this row shows.</summary>
    public SchoolChange AsSeen => Before is not { } seen ? Asked : Asked with
    {
        WhoWillOrder = Asked.WhoWillOrder is { } who ? new(who.To, new(seen.WhoWillOrder)) : null,
        Contact = Asked.Contact is { } contact ? new(contact.To, new(ContactAsked.Of(seen.Contact))) : null,
        ChromebookAnswer = Asked.ChromebookAnswer is { } answer ? new(answer.To, new(seen.Chromebooks.Answer)) : null,
        Domain = Asked.Domain is { } domain ? new(domain.To, new(seen.Chromebooks.Domain)) : null,
        RecoveryAddress = Asked.RecoveryAddress is { } address ? new(address.To, new(seen.Chromebooks.RecoveryAddress)) : null,
    };

    /// <summary>What makes it as it was before, unless somebody changes it once more. Who was invited stays invited.</summary>
    public SchoolChange Undo => new()
    {
        Urn = Urn,
        WhoWillOrder = Back(SchoolField.WhoWillOrder, d => d.WhoWillOrder),
        Contact = Before!.Contact == After!.Contact ? null : new(ContactAsked.Of(Before.Contact), new(ContactAsked.Of(After.Contact))),
        ChromebookAnswer = Back(SchoolField.ChromebookAnswer, d => d.Chromebooks.Answer),
        Domain = Back(SchoolField.Domain, d => d.Chromebooks.Domain),
        RecoveryAddress = Back(SchoolField.RecoveryAddress, d => d.Chromebooks.RecoveryAddress),
        AcceptsNoLicences = true, // it was so before
    };

    private FieldChange<T>? Back<T>(SchoolField field, Func<SchoolDetails, T> value) =>
        Changed.Contains(field) ? new(value(Before!), new(value(After!))) : null;
}

/// <summary>What many rows would change, or have changed.</summary>
public sealed record SchoolChangesOutcome(IReadOnlyList<SchoolChangeRow> Rows)
{
    /// <summary>By which it can be undone; null where nothing has changed, and of what was undone.</summary>
    public Guid? MadeChangeId { get; init; }

    public int Count(SchoolChangeState state) => Rows.Count(row => row.State == state);

    /// <summary>How many people are sent an invitation.</summary>
    public int Invitations => Rows.Count(row => row.Problems.Count == 0 && row.Invitation is { IsSent: true });

    /// <summary>The same changes by somebody who has seen these rows: to be applied after a preview.</summary>
    public IReadOnlyList<SchoolChange> AsSeen => [.. Rows.Select(row => row.AsSeen)];
}
