using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.People;

namespace GetHelp.Core.SignIn;

internal static class SigningIn
{
    /// <summary>Counts that somebody has signed in, keeps it, and tells those whose lists say who was here. Needs their memberships loaded.</summary>
    /// <param name="how">In words, where it was not by a link.</param>
    public static Viewer SignIn(this WriteTransaction write, User user, string? how = null)
    {
        user.SignedIn(write.Now);
        write.Record(HistoryKind.SignedIn, detail: how);
        foreach (var membership in user.Memberships)
        {
            write.Tell(membership.Organisation.People);
        }

        return user.AsViewer();
    }
}
