using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GetHelp.Core.Supplier.Accounts.AccountChangeKind;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>What causes a line in the user ledger (spec 03 §4.1): each in the very write that causes it.</summary>
public sealed class AccountLedgerTests
{
    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_orders_and_reads_the_privacy_notice_is_new_to_the_supplier(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var school = await database.Given.SchoolAsync("Rowan School", body: body);
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill", notice: false);
        (await database.ChangesAsync(ada)).ShouldBeEmpty();

        await database.ReadNoticeAsync(ada);

        var change = (await database.ChangesAsync(ada)).ShouldHaveSingleItem();
        (change.Kind, change.At, change.PreviousId, change.SentAt).ShouldBe((New, database.Clock.Now, null, null));
        change.Details.ShouldBe(new()
        {
            FirstName = "Ada",
            LastName = "Hill",
            EmailAddress = ada.EmailAddress,
            Telephone = ada.Telephone!,
            ResponsibleBody = "Barsetshire",
            ResponsibleBodyUrn = $"LEA{body.LocalAuthorityCode}",
            School = "Rowan School",
            SchoolUrn = $"{school.Urn}",
            ShipTo = school.ShipTo!,
        });
        (await WaitingAsync(database)).ShouldBe([$"account-{change.Id}"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_is_let_order_is_new_and_whoever_is_stopped_is_removed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var (ada, ben) = (await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(school, orders: false));
        var who = database.Get<WhoOrdersService>();

        (await who.AllowAsync(ada, OrganisationId.School(school.Id), ben.UserId!.Value, Account.Education)).Value.ShouldBeTrue();
        (await who.StopAsync(ada, OrganisationId.School(school.Id), ben.UserId!.Value, Account.Education)).Value.ShouldBeTrue();
        (await who.AllowAsync(ada, OrganisationId.School(school.Id), ben.UserId!.Value, Account.Education)).Value.ShouldBeTrue();
        (await who.RemoveAsync(ada, OrganisationId.School(school.Id), ben.UserId!.Value)).Value.ShouldBeTrue();

        var changes = await database.ChangesAsync(ben);
        changes.Select(change => change.Kind).ShouldBe([New, Remove, New, Remove]);
        changes[^1].Details.School.ShouldBe(school.Name, "the supplier is to know whom to remove");
        changes.Zip(changes.Skip(1)).ShouldAllBe(pair => pair.Second.PreviousId == pair.First.Id);
        (await WaitingAsync(database)).ShouldBe([$"account-{changes[0].Id}"], "the others leave when this one has left");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Another_name_address_or_telephone_is_a_change_with_what_was_before(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var ada = await ToldAsync(database);

        await database.ChangeAsync(ada, nameof(User.FullName), "Ada Marsh");
        await database.ChangeAsync(ada, nameof(User.EmailAddress), "marsh@example.org");
        await database.RingsFromAsync(ada, "01632 960999");

        var changes = await database.ChangesAsync(ada);
        changes.Select(change => change.Kind).ShouldBe([New, Change, Change, Change]);
        (changes[1].Details.LastName, changes[1].Previous!.Details.EmailAddress).ShouldBe(("Marsh", ada.EmailAddress));
        (changes[2].Details.EmailAddress, changes[2].Previous!.Details.EmailAddress).ShouldBe(("marsh@example.org", ada.EmailAddress));
        (changes[3].Details.Telephone, changes[3].Previous!.Details.Telephone).ShouldBe(("01632 960999", ada.Telephone));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Somebody_whose_school_has_no_number_is_told_of_when_it_gets_one(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        await database.ReadAsync(db => db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, (string?)null)));
        var ada = await database.Given.SchoolUserAsync(school, notice: false);
        await database.ReadNoticeAsync(ada);
        (await database.ChangesAsync(ada)).ShouldBeEmpty();

        (await database.Get<SupplierNumbers>().SetShipToAsync(await database.Given.SupplierUserAsync(), school.Urn, new(null, "81060874"))).Refusals.ShouldBeEmpty();

        var change = (await database.ChangesAsync(ada)).ShouldHaveSingleItem();
        (change.Kind, change.Details.ShipTo).ShouldBe((New, "81060874"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_responsible_bodys_number_concerns_its_own_people_and_those_of_its_schools(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var (school, elsewhere) = (await database.Given.SchoolAsync(body: body), await database.Given.SchoolAsync());
        var ada = await ToldAsync(database, await database.Given.SchoolUserAsync(school, notice: false));
        var ben = await ToldAsync(database, await database.Given.ResponsibleBodyUserAsync(body, notice: false));
        var cy = await ToldAsync(database, await database.Given.SchoolUserAsync(elsewhere, notice: false));

        (await database.Get<SupplierNumbers>().SetSoldToAsync(await database.Given.SupplierUserAsync(), body.Id, new(null, "81000001"))).Refusals.ShouldBeEmpty();

        (await database.ChangesAsync(ada))[^1].Details.SoldTo.ShouldBe("81000001");
        (await database.KindsAsync(ben)).ShouldBe([New, Change]);
        (await database.KindsAsync(cy)).ShouldBe([New]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_school_that_moves_takes_its_people_along(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, trust) = (await database.Given.SchoolAsync(), await database.Given.ResponsibleBodyAsync("Beacon Trust", ResponsibleBodyKind.Trust));
        var ada = await ToldAsync(database, await database.Given.SchoolUserAsync(school, notice: false));

        await database.WriteAsync(async write => (await write.Db.Schools.SingleAsync(s => s.Id == school.Id)).ResponsibleBodyId = trust.Id);

        (await database.ChangesAsync(ada))[^1].Details.ResponsibleBody.ShouldBe("Beacon Trust");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_is_written_past_the_change_tracker_is_looked_at_when_it_is_said(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var ada = await ToldAsync(database, await database.Given.SchoolUserAsync(school, notice: false));

        await database.WriteAsync(async write =>
        {
            await write.Db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, "Larch School"));
            write.Accounts.AddSchools([school.Id]);
        });

        (await database.ChangesAsync(ada))[^1].Details.School.ShouldBe("Larch School");
    }

    [Fact]
    public async Task However_much_one_write_changes_it_is_one_change()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await ToldAsync(database, await database.Given.SchoolUserAsync(school, notice: false));

        await database.WriteAsync(async write =>
        {
            (await write.Db.Schools.SingleAsync(s => s.Id == school.Id)).Name = "Larch School";
            await write.Db.SaveChangesAsync();
            write.Db.Entry(await write.Db.Users.SingleAsync(u => u.Id == ada.UserId)).Property(u => u.Telephone).CurrentValue = "1";
        });

        var changes = await database.ChangesAsync(ada);
        changes.Select(change => change.Kind).ShouldBe([New, Change]);
        (changes[1].Details.School, changes[1].Details.Telephone).ShouldBe(("Larch School", "1"));
    }

    [Fact]
    public async Task What_the_supplier_does_not_know_of_is_no_change_to_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await ToldAsync(database, await database.Given.SchoolUserAsync(school, notice: false));

        await database.WriteAsync(async write => (await write.Db.Users.SingleAsync(u => u.Id == ada.UserId)).SignedIn(write.Now));
        await database.WriteAsync(async write => (await write.Db.Schools.SingleAsync(s => s.Id == school.Id)).Pupils = 7);
        await database.RingsFromAsync(ada, ada.Telephone!);

        (await database.KindsAsync(ada)).ShouldBe([New]);
    }

    [Fact]
    public async Task A_refusal_leaves_nothing_in_the_ledger()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ada = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), notice: false);

        await database.Get<WriteTransactions>().RunAsync<bool>(Viewer.Service, async write =>
        {
            (await write.Db.Users.SingleAsync(u => u.Id == ada.UserId)).SawPrivacyNotice(write.Now);
            await write.Db.SaveChangesAsync();
            return new NotFound();
        });

        (await database.ChangesAsync(ada)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_looks_at_the_ledger_is_told_of_a_new_line()
    {
        await using var database = await TestDatabase.CreateAsync();
        var told = new TaskCompletionSource();
        using var subscription = database.Get<LiveUpdates>().Subscribe(
            [Topic.Accounts],
            _ =>
            {
                told.TrySetResult();
                return Task.CompletedTask;
            },
            exception => told.TrySetException(exception));

        await ToldAsync(database);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>On PostgreSQL both would otherwise find that the supplier knows nothing of the person.</summary>
    [Theory, MemberData(nameof(Both))]
    public async Task Two_writes_at_once_that_concern_one_person_tell_of_them_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (first, second) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var ada = await database.Given.SchoolUserAsync(first);
        await database.Given.JoinAsync(ada, second);

        await Task.WhenAll(new[] { first, second }.Select(school => database.WriteAsync(write =>
        {
            write.Accounts.AddSchools([school.Id]);
            return Task.CompletedTask;
        })));

        (await database.KindsAsync(ada)).ShouldBe([New]);
    }

    private static async Task<Viewer> ToldAsync(TestDatabase database, Viewer? person = null)
    {
        person ??= await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), name: "Ada Hill", notice: false);
        await database.ReadNoticeAsync(person);
        (await database.KindsAsync(person)).ShouldBe([New]);
        return person;
    }

    private static Task<List<string>> WaitingAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Outbox.Where(m => m.Kind == AccountChanged.Kind).OrderBy(m => m.Id).Select(m => m.IdempotencyKey).ToListAsync());
}
