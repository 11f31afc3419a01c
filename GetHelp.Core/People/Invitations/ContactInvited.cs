namespace GetHelp.Core.People.Invitations;

/// <summary>What became of inviting a school's contact, or would.</summary>
public enum ContactInvitation
{
    /// <summary>New to this service.</summary>
    Invited,

    /// <summary>Uses it for others already, and now for this school too.</summary>
    Added,

    /// <summary>Was invited before and has not signed in: reminded.</summary>
    InvitedAgain,

    /// <summary>Is one of the school's people and needs no invitation.</summary>
    NotNeeded,

    /// <summary>They cannot be invited, and stay the contact all the same.</summary>
    Failed,
}

/// <param name="Name">Whom, as they are known here.</param>
/// <param name="Why">Why not, or why they may not order although they are invited.</param>
public sealed record ContactInvited(string Name, ContactInvitation What, Refusal? Why = null)
{
    public bool IsSent => What is ContactInvitation.Invited or ContactInvitation.Added or ContactInvitation.InvitedAgain;
}
