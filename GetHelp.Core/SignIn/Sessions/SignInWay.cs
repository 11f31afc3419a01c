namespace GetHelp.Core.SignIn.Sessions;

/// <summary>How somebody signed in. Names are stored, so a rename is a migration.</summary>
public enum SignInWay
{
    /// <summary>By a link sent to their address.</summary>
    EmailedLink,

    /// <summary>At the provider that the service is connected with.</summary>
    OpenIdConnect,
}
