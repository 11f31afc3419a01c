using System.Linq.Expressions;
using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.SecondCodes;

internal static class AwaitedCodes
{
    /// <summary>Sends somebody who has used a link a code, in place of signing them in.</summary>
    /// <returns>What the browser has to show with the code.</returns>
    public static async Task<SignInSecret> AwaitCodeAsync(this WriteTransaction write, User user, CancellationToken cancellationToken)
    {
        var secret = SignInSecret.New();
        var way = new SecondCode { UserId = user.Id, BrowserHash = secret.Hash(), StartedAt = write.Now };
        write.Db.SecondCodes.Add(way);
        await write.Db.SaveChangesAsync(cancellationToken);
        write.SendCode(way);
        return secret;
    }

    public static void SendCode(this WriteTransaction write, SecondCode way)
    {
        way.Ask(write.Now);
        write.Send(SecondCodeMessage.Kind, new SecondCodeMessage(way.Id, way.Emails), $"{SecondCodeMessage.Kind}-{way.Id}-{way.Emails}");
    }

    /// <summary>Holds it until the commit, so that of many tries at once each one counts.</summary>
    public static async Task<SecondCode?> LockSecondCodeAsync(this WriteTransaction write, Expression<Func<SecondCode, bool>> which, CancellationToken cancellationToken)
    {
        if (write.Db.Database.IsNpgsql() && await write.Db.SecondCodes.Where(which).Select(c => (int?)c.Id).SingleOrDefaultAsync(cancellationToken) is { } id)
        {
            await write.Db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "SecondCodes" WHERE "Id" = {id} FOR UPDATE""", cancellationToken);
        }

        return await write.Db.SecondCodes.Include(c => c.User!.Memberships).SingleOrDefaultAsync(which, cancellationToken);
    }
}
