using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>The look-up table of spec 03 §5.</summary>
public sealed class AccountConfirmationsTests
{
    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task A_person_whose_address_is_confirmed_can_order_from_then_on(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill", account: false);
        ada.HasTechSourceAccount.ShouldBeFalse();

        (await ConfirmAsync(database, $" {ada.EmailAddress.ToUpperInvariant()}\n")).ShouldBe([new(ada.EmailAddress, ConfirmationOutcome.Confirmed)]);

        (await ViewerAsync(database, ada)).HasTechSourceAccount.ShouldBeTrue();
        var kept = await database.ReadAsync(db => db.History.SingleAsync(e => e.What == HistoryKind.TechSourceAccountConfirmed));
        (kept.SchoolId, kept.Detail).ShouldBe((school.Id, "Ada Hill has an account with the supplier"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Somebody_who_was_confirmed_before_is_confirmed_again_and_that_is_no_news(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var ada = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        database.Clock.Advance(TimeSpan.FromDays(1));

        (await ConfirmAsync(database, ada.EmailAddress)).Single().Outcome.ShouldBe(ConfirmationOutcome.ConfirmedAgain);

        (await database.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == ada.UserId))).TechSourceAccountConfirmedAt.ShouldBe(database.Clock.Now);
        (await database.ReadAsync(db => db.History.AnyAsync(e => e.What == HistoryKind.TechSourceAccountConfirmed))).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Somebody_whose_address_has_changed_since_is_found_by_the_one_that_the_supplier_was_told(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var ada = await NewAsync(database);
        await database.ChangeAsync(ada, nameof(User.EmailAddress), "new@example.org");

        (await ConfirmAsync(database, ada.EmailAddress)).ShouldBe([new(ada.EmailAddress, ConfirmationOutcome.Confirmed, "new@example.org")]);

        (await ViewerAsync(database, ada)).HasTechSourceAccount.ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_that_somebody_else_has_now_is_theirs()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (ada, ben) = (await NewAsync(database), await NewAsync(database));
        await database.ChangeAsync(ada, nameof(User.EmailAddress), "new@example.org");
        await database.ChangeAsync(ben, nameof(User.EmailAddress), ada.EmailAddress);

        await ConfirmAsync(database, ada.EmailAddress);

        ((await ViewerAsync(database, ada)).HasTechSourceAccount, (await ViewerAsync(database, ben)).HasTechSourceAccount).ShouldBe((false, true));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Somebody_who_is_deleted_is_not_confirmed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var told = await NewAsync(database);
        var never = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), account: false);
        await database.ChangeAsync<DateTime?>(told, nameof(User.DeletedAt), database.Clock.Now);
        await database.ReadAsync(db => db.Users.Where(u => u.Id == never.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.DeletedAt, database.Clock.Now)));

        var outcomes = await ConfirmAsync(database, $"{told.EmailAddress}\n{never.EmailAddress}");

        outcomes.Select(one => (one.Outcome, one.IsProcessed)).ShouldBe([(ConfirmationOutcome.Removed, true), (ConfirmationOutcome.Left, false)]);
        (await database.ReadAsync(db => db.Users.AnyAsync(u => u.TechSourceAccountConfirmedAt != null && u.DeletedAt != null))).ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_named_and_the_others_count()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ada = await NewAsync(database);

        var outcomes = await ConfirmAsync(database, $"nobody@example.org\n{ada.EmailAddress}");

        outcomes.Select(one => one.Outcome).ShouldBe([ConfirmationOutcome.Unknown, ConfirmationOutcome.Confirmed]);
        new ConfirmationSummary(outcomes).Unprocessed.ShouldHaveSingleItem().EmailAddress.ShouldBe("nobody@example.org");
    }

    [Fact]
    public async Task One_line_that_cannot_be_read_confirms_nobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ada = await NewAsync(database);

        var result = await database.Get<AccountConfirmations>().ConfirmAsync(await database.Given.SupplierUserAsync(), $"{ada.EmailAddress}\nben example.org");

        result.Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotAddresses>();
        (await ViewerAsync(database, ada)).HasTechSourceAccount.ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_but_the_supplier_confirms()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ada = await NewAsync(database);

        foreach (var viewer in new[] { ada, await database.Given.SupportAsync() })
        {
            (await database.Get<AccountConfirmations>().ConfirmAsync(viewer, ada.EmailAddress)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotAllowed>();
        }
    }

    private static async Task<IReadOnlyList<ConfirmedAddress>> ConfirmAsync(TestDatabase database, string pasted) =>
        (await database.Get<AccountConfirmations>().ConfirmAsync(await database.Given.SupplierUserAsync(), pasted)).Value.Addresses;

    private static async Task<Viewer> ViewerAsync(TestDatabase database, Viewer person) => (await database.Get<Viewers>().FindAsync(person.UserId!.Value))!;

    private static async Task<Viewer> NewAsync(TestDatabase database)
    {
        var person = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), notice: false, account: false);
        await database.ReadNoticeAsync(person);
        return person;
    }
}
