using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.Identities;

internal static class KnownIdentities
{
    /// <summary>Has no account of a provider's sign this person in any more. It was theirs because it had their address, and that is another one now, or
    /// the person begins anew: the account that has today's address joins at its next signing in.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> ForgetIdentitiesAsync(this WriteTransaction write, int userId, CancellationToken cancellationToken)
    {
        var theirs = await write.Db.ExternalIdentities.Where(i => i.UserId == userId).ToListAsync(cancellationToken);
        write.Db.ExternalIdentities.RemoveRange(theirs);
        return theirs.Count > 0;
    }
}
