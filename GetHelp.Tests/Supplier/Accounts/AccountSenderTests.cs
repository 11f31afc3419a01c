using System.Text.Json.Nodes;
using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

public sealed class AccountSenderTests
{
    private readonly FakeAccountReceiver supplier = new();

    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task A_change_is_told_as_the_suppliers_system_takes_it(DatabaseProvider provider)
    {
        await using var database = await FakeAccountReceiver.DatabaseAsync(provider, supplier);
        var ada = await NewAsync(database);

        await SendAsync(database);

        var document = supplier.Documents.ShouldHaveSingleItem();
        document.Select(pair => pair.Key).ShouldBe(
        [
            "u_email", "u_type_of_update", "u_cc_sold_to_number", "u_first_name", "u_last_name", "u_responsible_body", "u_responsible_body_urn", "u_cc_ship_to_number",
            "u_date_of_update", "u_school", "u_school_urn", "u_telephone", "u_timestamp_of_update", "u_time_of_update",
            "u_original_email", "u_original_cc_sold_to_number", "u_original_first_name", "u_original_last_name", "u_original_responsible_body", "u_original_responsible_body_urn",
            "u_original_cc_ship_to_number", "u_original_school", "u_original_school_urn", "u_original_telephone",
        ]);
        Of(document, "u_email", "u_type_of_update", "u_first_name", "u_last_name", "u_date_of_update", "u_time_of_update", "u_timestamp_of_update", "u_original_email")
            .ShouldBe([ada.EmailAddress, "New", "Ada", "Hill", "03/03/2021", "10:00 +00:00", "2021-03-03T10:00:00Z", ""]);
        var change = (await database.ChangesAsync(ada)).Single();
        (change.SentAt, change.TransactionId).ShouldBe((database.Clock.Now, "T1"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Each_change_is_told_itself_and_those_of_one_person_in_their_order(DatabaseProvider provider)
    {
        await using var database = await FakeAccountReceiver.DatabaseAsync(provider, supplier);
        var ada = await NewAsync(database);
        supplier.IsDown = true;
        await SendAsync(database);
        await database.ChangeAsync(ada, nameof(User.EmailAddress), "second@example.org");
        await database.ChangeAsync(ada, nameof(User.EmailAddress), "third@example.org");
        await SendAsync(database);
        supplier.Documents.ShouldBeEmpty();

        supplier.IsDown = false;
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(database);

        supplier.Told.ShouldBe([("New", ada.EmailAddress), ("Change", "second@example.org"), ("Change", "third@example.org")]);
        supplier.Documents.Select(document => (string?)document["u_original_email"]).ShouldBe(["", ada.EmailAddress, "second@example.org"]);
        (await database.ChangesAsync(ada)).ShouldAllBe(change => change.SentAt == database.Clock.Now);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_changes_while_the_supplier_is_told_is_told_afterwards(DatabaseProvider provider)
    {
        await using var database = await FakeAccountReceiver.DatabaseAsync(provider, supplier);
        var ada = await NewAsync(database);
        supplier.Meanwhile = async () =>
        {
            supplier.Meanwhile = null;
            await database.RingsFromAsync(ada, "01632 960999");
        };

        await SendAsync(database);

        supplier.Told.Select(told => told.Kind).ShouldBe(["New", "Change"]);
        ((string?)supplier.Documents[1]["u_telephone"]).ShouldBe("01632 960999");
    }

    [Fact]
    public async Task One_persons_trouble_delays_nobody_else()
    {
        await using var database = await FakeAccountReceiver.DatabaseAsync(DatabaseProvider.Sqlite, supplier);
        var (ada, ben) = (await NewAsync(database), await NewAsync(database));
        var first = true;
        supplier.Meanwhile = () => first ? throw new NotSentException("No") : Task.CompletedTask;
        await database.Get<IEnumerable<IOutboxSender>>().OfType<AccountSender>().Single()
            .SendAsync(await MessageAsync(database, ada), default).ShouldThrowAsync<NotSentException>();
        first = false;
        await database.RingsFromAsync(ada, "01632 960999");

        await SendAsync(database);

        supplier.Told.Where(told => told.Email == ben.EmailAddress).ShouldHaveSingleItem();
        supplier.Told.Where(told => told.Email == ada.EmailAddress).Select(told => told.Kind).ShouldBe(["New", "New", "Change"]);
    }

    [Fact]
    public async Task A_change_that_the_supplier_does_not_take_is_kept_with_what_it_said_and_tried_again()
    {
        await using var database = await FakeAccountReceiver.DatabaseAsync(DatabaseProvider.Sqlite, supplier);
        var ada = await NewAsync(database);
        supplier.Status = "error";
        await SendAsync(database);
        var agent = await database.Given.SupportAsync();
        var line = (await database.Get<AccountChanges>().ReadAsync(agent, 1)).Value.Lines.ShouldHaveSingleItem();
        (line.SentAt, line.Attempts, line.LastOutcome).ShouldBe((null, 1, """The supplier did not take the account: 200: {"result":[{"status":"error"}]}"""));

        supplier.Status = "inserted";
        (await database.Get<AccountChanges>().RetryAllAsync(agent)).Value.ShouldBe(1);
        await SendAsync(database);

        var board = (await database.Get<AccountChanges>().ReadAsync(agent, 1)).Value;
        (board.Waiting, board.Total, board.Lines.Single().Attempts).ShouldBe((0, 1, 2));
        var details = await database.Get<AccountChanges>().FindAsync(agent, line.Id);
        details!.Attempts.Select(attempt => attempt.Succeeded).ShouldBe([false, true]);
        JsonNode.Parse(details.Document)!["u_email"]!.ToString().ShouldBe(ada.EmailAddress);
    }

    [Fact]
    public async Task Until_it_is_known_where_changes_wait()
    {
        await using var database = await FakeAccountReceiver.DatabaseAsync(DatabaseProvider.Sqlite, supplier);
        await NewAsync(database);
        supplier.IsConfigured = false;

        await SendAsync(database);

        supplier.Documents.ShouldBeEmpty();
        (await database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Kind == AccountChanged.Kind))).LastOutcome!.ShouldContain("Supplier:AccountsAddress");
    }

    [Fact]
    public async Task A_change_whose_sending_could_not_be_kept_is_kept_once_by_the_next_try()
    {
        await using var database = await FakeAccountReceiver.DatabaseAsync(DatabaseProvider.Sqlite, supplier);
        var ada = await NewAsync(database);
        var message = await MessageAsync(database, ada);
        var sender = database.Get<IEnumerable<IOutboxSender>>().OfType<AccountSender>().Single();
        supplier.Meanwhile = async () =>
        {
            supplier.Meanwhile = null;
            await sender.SendAsync(message, default); // another node, which thought this one dead
        };

        await sender.SendAsync(message, default);
        await sender.SendAsync(message, default);

        supplier.Documents.Count.ShouldBe(2);
        (await database.ChangesAsync(ada)).Single().TransactionId.ShouldBe("T2");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_ledger_is_support_and_the_suppliers_to_read(bool bySupplier)
    {
        await using var database = await FakeAccountReceiver.DatabaseAsync(DatabaseProvider.Sqlite, supplier);
        var ada = await NewAsync(database);
        var ledger = database.Get<AccountChanges>();
        var reader = bySupplier ? await database.Given.SupplierUserAsync() : await database.Given.SupportAsync();

        (await ledger.ReadAllAsync(reader).ToListAsync()).ShouldHaveSingleItem().Details.EmailAddress.ShouldBe(ada.EmailAddress);
        (await ledger.ReadAllAsync(ada).ToListAsync()).ShouldBeEmpty();
        (await ledger.ReadAsync(ada, 1)).Refused.ShouldBeTrue();
        (await ledger.FindAsync(ada, 1)).ShouldBeNull();
        (await ledger.RetryAllAsync(ada)).Refused.ShouldBeTrue();
    }

    private static IEnumerable<string?> Of(JsonObject document, params string[] keys) => keys.Select(key => (string?)document[key]);

    /// <summary>Sending one change lets the next go, which may come after whoever looks for messages has looked.</summary>
    private static async Task SendAsync(TestDatabase database)
    {
        for (var i = 0; i < 3; i++)
        {
            await database.Get<OutboxDelivery>().SendDueAsync();
        }
    }

    private static async Task<OutboxMessage> MessageAsync(TestDatabase database, Viewer person)
    {
        var key = AccountChanged.Key((await database.ChangesAsync(person))[0].Id);
        return await database.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.IdempotencyKey == key));
    }

    private static async Task<Viewer> NewAsync(TestDatabase database)
    {
        var ada = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), name: "Ada Hill", notice: false);
        await database.ReadNoticeAsync(ada);
        return ada;
    }
}
