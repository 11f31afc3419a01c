namespace GetHelp.Core.People;

/// <summary>No name, or one that nobody could read.</summary>
public sealed record NotAPersonsName : Refusal
{
    public override string Message => $"Enter a full name of {PersonDetails.NameMinLength} to {User.NameMaxLength:N0} characters.";
}

/// <summary>Something was typed, and it cannot be dialled.</summary>
public sealed record NotATelephoneNumber : Refusal
{
    public override string Message => "Enter a telephone number, such as 01632 960 001, or leave it empty.";
}

/// <summary>Another person signs in with this address.</summary>
public sealed record AddressTaken(string EmailAddress) : Refusal
{
    public override string Message => $"Somebody else signs in with {EmailAddress}. Enter another email address.";
}

/// <summary>A colleague does not change the name or address of somebody who belongs elsewhere too (docs/adr/0012-whose-name-and-address.md).</summary>
public sealed record BelongsElsewhereToo(string Person) : Refusal
{
    public override string Message => $"{Person} uses this service for others too. They can change their name and email address themselves, or support can.";
}

/// <summary>A colleague does not change the name or address of the first person.</summary>
public sealed record FirstPersonChangesThemselves(string Person) : Refusal
{
    public override string Message => $"{Person} is the first person. They can change their name and email address themselves, or support can.";
}
