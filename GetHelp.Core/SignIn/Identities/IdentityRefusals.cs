namespace GetHelp.Core.SignIn.Identities;

/// <summary>The provider has no address for this account that it has made sure of: by none can somebody be found.</summary>
public sealed record AddressNotVerified(string Provider) : Refusal
{
    public override string Message => $"{Provider} has not checked an email address for your account, so we cannot tell who you are.";
}

/// <summary>Nobody here has the account's address. Nothing was created.</summary>
public sealed record PersonNotKnown(string Provider) : Refusal
{
    public override string Message => $"Nobody who uses this service has the email address that {Provider} gives for you.";
}

/// <summary>The person was removed.</summary>
public sealed record AccessEnded : Refusal
{
    public override string Message => "You used this service before, and your access has ended since.";
}

/// <summary>Another account of the same provider signs this person in already: a second one is somebody else until support has looked.</summary>
public sealed record AnotherAccountJoined(string Provider) : Refusal
{
    public override string Message => $"Another account of {Provider} signs in the person with your email address.";
}
