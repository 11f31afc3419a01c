namespace GetHelp.Core.Organisations.Changes;

/// <summary>There is no such school, or it is another body's: the two are told apart nowhere.</summary>
public sealed record NotOneOfYourSchools(Urn Urn) : Refusal
{
    public override string Message => $"None of your schools has the URN {Urn}.";
}

/// <summary>Nothing of it changes any more.</summary>
public sealed record SchoolIsClosed(string School) : Refusal
{
    public override string Message => $"{School} is closed.";
}

/// <summary>Two rows for one school.</summary>
public sealed record SchoolNamedTwice(string School) : Refusal
{
    public override string Message => $"{School} has a row already. Leave one of them out.";
}

/// <summary>Somebody else was quicker: both values, so that whoever asked can choose.</summary>
/// <param name="Now">What it is now, in words.</param>
/// <param name="Asked">What was asked, in words.</param>
public sealed record ChangedMeanwhile(SchoolField Field, string Now, string Asked) : Refusal
{
    public override string Message => $"Somebody has changed this meanwhile. {Field.InWords()} is now: {Now}. You asked for: {Asked}.";
}

/// <summary>The headteacher was chosen, and nobody knows who that is.</summary>
public sealed record NoHeadteacherKnown(string School) : Refusal
{
    public override string Message => $"We do not know the headteacher of {School}. Name somebody there.";
}

/// <summary>Somebody is to be invited, and nobody is named.</summary>
public sealed record NobodyToInvite(string School) : Refusal
{
    public override string Message => $"{School} has no contact to invite. Name one first.";
}

/// <summary>A contact whom nobody can ring.</summary>
public sealed record NoContactTelephone : Refusal
{
    public override string Message => "Enter a telephone number for the contact, such as 01632 960 001.";
}
