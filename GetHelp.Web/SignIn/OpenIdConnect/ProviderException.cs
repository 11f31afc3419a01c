namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>Why somebody is not signed in by a provider; the end of the address of the page that says so.</summary>
public enum WhyNotSignedIn
{
    /// <summary>They said no there, or the provider did.</summary>
    Denied,

    /// <summary>The provider does not answer, or says that it is unwell.</summary>
    Unavailable,

    /// <summary>What the provider sent cannot be believed.</summary>
    NotTrusted,

    /// <summary>It took too long, was begun in another browser, or is already done.</summary>
    Stale,

    /// <summary>The provider has made sure of no address.</summary>
    NotVerified,

    /// <summary>Nobody here has the address.</summary>
    NotKnown,

    /// <summary>The person was removed.</summary>
    Ended,

    /// <summary>Another account of the provider is theirs.</summary>
    AnotherAccount,
}

/// <summary>Something was wrong at the provider, or with what came from there.</summary>
/// <param name="message">For the log: in our own words, without anything of a person's and without a token.</param>
internal sealed class ProviderException(WhyNotSignedIn why, string message, Exception? inner = null) : Exception(message, inner)
{
    public WhyNotSignedIn Why => why;

    public static ProviderException NotTrusted(string message, Exception? inner = null) => new(WhyNotSignedIn.NotTrusted, message, inner);
}
