namespace GetHelp.Core.People.Invitations;

/// <summary>The person belongs to the organisation already.</summary>
public sealed record AlreadyHere(string Person, string Organisation) : Refusal
{
    public override string Message => $"{Person} has this email address and is one of the people of {Organisation} already. Enter another one.";
}

/// <summary>Support agents and the supplier's people see every order: they do not belong to one organisation.</summary>
public sealed record NotAMembersAddress(string EmailAddress) : Refusal
{
    public override string Message => $"Somebody of our support team, or of the supplier, signs in with {EmailAddress}. Enter another email address.";
}

/// <summary>There is nothing to invite them to: they have been here.</summary>
public sealed record HasSignedIn(string Person) : Refusal
{
    public override string Message => $"{Person} has signed in, so there is no need for another invitation.";
}

/// <summary>The last invitation may still be on its way.</summary>
public sealed record InvitedJustNow(string Person, DateTime AgainAt) : Refusal
{
    public override string Message => $"An invitation was sent to {Person} only just now. You can send another one after {LondonTime.WordsOf(AgainAt)}.";
}
