namespace GetHelp.Core.Supplier.Accounts;

/// <summary>What the supplier was told last of a person's account.</summary>
public sealed record AccountTold(AccountChangeKind Kind, AccountDetails Details)
{
    /// <summary>Whether the supplier has an account for them, as far as it was told.</summary>
    public bool HasAccount => Kind != AccountChangeKind.Remove;
}

/// <summary>What the supplier is to be told of a person (spec 03 §4.2): the one place that decides it.</summary>
/// <remarks>Two things are other than in the original. Somebody of whom the supplier knows nothing is not removed, and nobody is removed twice: it told
/// of a Remove whenever somebody who was gone was saved. And whoever is gone is never New: it told of people who were deleted that very moment.</remarks>
public static class AccountRule
{
    /// <param name="last">The last change of this person; null when there was none.</param>
    /// <returns>Null when there is nothing to tell.</returns>
    public static AccountChangeKind? Decide(AccountTold? last, AccountHolder now) => (last?.HasAccount ?? false, now.NeedsAccount) switch
    {
        (false, true) => now.WaitsForShipTo ? null : AccountChangeKind.New,
        (true, true) => now.WaitsForShipTo || AccountDetails.Of(now) == last!.Details ? null : AccountChangeKind.Change,
        (true, false) => AccountChangeKind.Remove, // whatever number is missing: an account that is there must go
        (false, false) => null,
    };

    /// <summary>The details that go with a decision. Who is removed is named as the supplier knows them: by now they may order nowhere.</summary>
    public static AccountDetails DetailsOf(AccountChangeKind kind, AccountTold? last, AccountHolder now) =>
        kind == AccountChangeKind.Remove ? last!.Details : AccountDetails.Of(now);
}
