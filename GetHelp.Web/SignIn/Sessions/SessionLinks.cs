namespace GetHelp.Web.SignIn.Sessions;

/// <summary>The address of the page of somebody's sessions.</summary>
public static class SessionLinks
{
    public const string WhereSignedIn = "/signed-in";
}
