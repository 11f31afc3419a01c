namespace GetHelp.Core.SignIn;

/// <summary>What was typed cannot be an address.</summary>
public sealed record NotAnEmailAddress : Refusal
{
    public override string Message => "Enter an email address in the correct format, like name@example.com";
}

/// <summary>Nobody with this address may sign in. The page says so: it is how people find out that they used another one (spec 01 §6.1).</summary>
public sealed record EmailNotRecognised(string EmailAddress) : Refusal
{
    public override string Message => $"We do not recognise {EmailAddress}.";
}

/// <summary>No link like this was sent, or a newer one has taken its place.</summary>
public sealed record LinkNotRecognised : Refusal
{
    public override string Message => "This link does not work. It may have been cut short, or a newer one was sent after it.";
}

public sealed record LinkExpired : Refusal
{
    public override string Message => "This link has expired. A link works for 30 minutes.";
}

public sealed record LinkUsed : Refusal
{
    public override string Message => "This link has been used. Each link signs you in once.";
}
