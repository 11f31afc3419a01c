using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn;

internal static class OutstandingLinks
{
    /// <summary>Has no link that was asked for so far sign this person in, sent or not, and no code that was to follow one: they went, or would go, to an
    /// address that is theirs no more.</summary>
    public static async Task ForgetLinksAsync(this WriteTransaction write, int userId, CancellationToken cancellationToken)
    {
        write.Db.MagicLinks.RemoveRange(await write.Db.MagicLinks.Where(l => l.UserId == userId && l.UsedAt == null).ToListAsync(cancellationToken));
        write.Db.SecondCodes.RemoveRange(await write.Db.SecondCodes.Where(c => c.UserId == userId && c.UsedAt == null).ToListAsync(cancellationToken));
    }
}
