using System.Net;
using System.Net.Http.Json;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

public sealed class SimulatedAccountsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gethelp-simulator-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Somebody_who_reads_the_privacy_notice_is_told_to_the_supplier_and_can_order_a_while_later()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ada = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), notice: false, account: false);
        await using var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, secondsPerWorkingDay: 0.2);

        (await portal.Get<Core.People.PrivacyNoticeService>().SeenAsync(ada)).Value.ShouldBeTrue();

        await Eventually.BecomesTrueAsync("the account is confirmed", () => database.ReadAsync(db => db.Users.AnyAsync(u => u.Id == ada.UserId && u.TechSourceAccountConfirmedAt != null)));
        var change = (await database.ChangesAsync(ada)).ShouldHaveSingleItem();
        (change.SentAt is not null, string.IsNullOrEmpty(change.TransactionId)).ShouldBe((true, false));
    }

    [Fact]
    public async Task What_was_promised_before_a_restart_is_kept_after_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ada = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), notice: false, account: false);
        await using (var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, secondsPerWorkingDay: 3))
        {
            (await portal.Get<Core.People.PrivacyNoticeService>().SeenAsync(ada)).Value.ShouldBeTrue();
            await Eventually.BecomesTrueAsync("the supplier knows", () => File.Exists(Path.Combine(folder.FullName, "accounts.json")));
        }

        await using var again = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, secondsPerWorkingDay: 0.2);
        await Eventually.BecomesTrueAsync("the account is confirmed", () => database.ReadAsync(db => db.Users.AnyAsync(u => u.Id == ada.UserId && u.TechSourceAccountConfirmedAt != null)));
    }

    [Fact]
    public async Task Who_does_not_know_the_password_is_not_listened_to()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, secondsPerWorkingDay: 1);
        using var client = new HttpClient { BaseAddress = portal.Address };

        using var answer = await client.PostAsJsonAsync("/simulator/supplier/accounts", new { u_email = "ada@example.org", u_type_of_update = nameof(AccountChangeKind.New) });

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
