using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>What the tests of the user ledger do to it.</summary>
internal static class AccountsTest
{
    /// <summary>A person's changes, oldest first.</summary>
    public static Task<List<AccountChange>> ChangesAsync(this TestDatabase database, Viewer person) =>
        database.ReadAsync(db => db.AccountChanges.AsNoTracking().Include(c => c.Previous).Where(c => c.UserId == person.UserId).OrderBy(c => c.Id).ToListAsync());

    public static async Task<IEnumerable<AccountChangeKind>> KindsAsync(this TestDatabase database, Viewer person) => (await database.ChangesAsync(person)).Select(change => change.Kind);

    /// <summary>The person reads the privacy notice: from then on the supplier may know of them.</summary>
    public static async Task ReadNoticeAsync(this TestDatabase database, Viewer person) =>
        (await database.Get<PrivacyNoticeService>().SeenAsync(person)).Value.ShouldBeTrue();

    /// <summary>Changes a person as whoever manages people does.</summary>
    public static Task ChangeAsync<T>(this TestDatabase database, Viewer person, string property, T value) => database.WriteAsync(async write =>
        write.Db.Entry(await write.Db.Users.SingleAsync(u => u.Id == person.UserId)).Property(property).CurrentValue = value);

    public static Task RingsFromAsync(this TestDatabase database, Viewer person, string telephone) => database.ChangeAsync(person, nameof(User.Telephone), telephone);

    public static async Task WriteAsync(this TestDatabase database, Func<WriteTransaction, Task> work) =>
        (await database.Get<WriteTransactions>().RunAsync<bool>(Viewer.Service, async write =>
        {
            await work(write);
            return true;
        })).Refusals.ShouldBeEmpty();
}
