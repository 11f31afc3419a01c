namespace GetHelp.Core.SignIn.SecondCodes;

/// <summary>What was typed is no code.</summary>
public sealed record NotACode : Refusal
{
    public override string Message => $"Enter the {OneTimeCode.Digits} digits of the code in our email";
}

/// <param name="TriesLeft">One or more.</param>
public sealed record CodeWrong(int TriesLeft) : Refusal
{
    public override string Message => TriesLeft == 1
        ? "That is not the code in our newest email. You can try once more"
        : $"That is not the code in our newest email. You can try {TriesLeft} more times";
}

/// <summary>The code is too old, or is still to be sent.</summary>
public sealed record CodeExpired : Refusal
{
    public override string Message => $"That code does not work any more: a code works for {SecondCode.Lifetime.TotalMinutes:0} minutes. Get a new one";
}

/// <summary>A new link is needed.</summary>
public sealed record CodeTriedTooOften : Refusal
{
    public override string Message => $"A wrong code was entered {SecondCode.MostTries} times.";
}

/// <summary>This browser is on no way to be signed in: it never was, it is already, or it took too long.</summary>
public sealed record NoCodeAwaited : Refusal
{
    public override string Message => $"This page belongs to a link that was used just now, in this browser. It waits for {SecondCode.TimeToSignIn.TotalMinutes:0} minutes.";
}

public sealed record CodeSentJustNow : Refusal
{
    public override string Message => "We sent a code less than a minute ago. Wait a little before you ask for another";
}

public sealed record CodeSentTooOften : Refusal
{
    public override string Message => $"We have sent {SecondCode.MostEmails} codes for this link. If none of them comes, begin again with a new link";
}
