using GetHelp.Core.Data;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.PersonalData;

/// <summary>What the supplier was told of the account of somebody who was erased.</summary>
internal static class ErasedAccounts
{
    /// <summary>The supplier has taken the last word about an account: of somebody who was erased nothing of it is kept any longer.</summary>
    public static async Task ForgetErasedAsync(this WriteTransaction write, AccountChange sent, CancellationToken cancellationToken)
    {
        if (sent.Kind != AccountChangeKind.Remove || !await write.Db.Users.AnyAsync(u => u.Id == sent.UserId && u.ErasedAt != null, cancellationToken))
        {
            return;
        }

        await write.Db.SaveChangesAsync(cancellationToken);
        var texts = new PersonalTexts(write.Db);
        foreach (var column in PersonalDataMap.Columns.Where(column => column.Entity == typeof(AccountChange)))
        {
            await texts.FillAsync(column, column.Owner!, [sent.UserId], texts.InPlaceOf(column), cancellationToken);
        }
    }
}
