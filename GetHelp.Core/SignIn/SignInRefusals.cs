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

/// <summary>No link like this was sent, or its person's address is another one since.</summary>
public sealed record LinkNotRecognised : Refusal
{
    public override string Message => "This link does not work. It may have been cut short on its way to you.";
}

/// <summary>A newer one was sent.</summary>
public sealed record LinkReplaced : Refusal
{
    public override string Message => "We have sent you a newer link since. Only the newest one works.";
}

/// <param name="UserId">Whom it would have signed in: whoever is signed in as them already needs no link.</param>
public sealed record LinkExpired(int UserId) : Refusal
{
    public override string Message => "This link has expired. A link works for 30 minutes.";
}

/// <inheritdoc cref="LinkExpired"/>
public sealed record LinkUsed(int UserId) : Refusal
{
    public override string Message => "This link has been used. Each link signs you in once.";
}

/// <summary>Yes was said to another link than the one that this browser opened last.</summary>
public sealed record AnotherLinkOpened : Refusal
{
    public override string Message => "You have opened another link since. Check who you are signing in as.";
}

/// <summary>It was asked for in another browser, and nobody has said that it was they who asked.</summary>
public sealed record NotSaidWhoAsked : Refusal
{
    public override string Message => "Tick the box if you asked for this link yourself";
}

/// <summary>The person's role is let in at the provider alone.</summary>
public sealed record LinkNotEnough : Refusal
{
    public override string Message => "People who do your work here do not sign in by a link.";
}
