using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier;
using GetHelp.Tests.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

public sealed class SupplierNumbersTests
{
    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task A_schools_number_lets_the_caps_that_were_held_for_it_go_out(DatabaseProvider provider)
    {
        var supplier = new FakeCapReceiver();
        await using var database = await FakeCapReceiver.DatabaseAsync(provider, supplier);
        var school = await WithoutNumberAsync(database);
        await database.Get<AllocationService>().AdjustAllocationAsync(
            await database.Given.SupportAsync(), new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = 50, Why = "Test" });
        await database.Get<OutboxDelivery>().SendDueAsync();
        supplier.Documents.ShouldBeEmpty();

        (await SetAsync(database, school, new(null, " 81060874 "))).Refusals.ShouldBeEmpty();
        await database.Get<OutboxDelivery>().SendDueAsync();

        supplier.Last.ShouldBe([("81060874", DeviceCategory.Routers, 10), ("81060874", DeviceCategory.LaptopsAndTablets, 50)]);
        (await ChangeAsync(database, school)).ShouldBe(("81060874", SupplierChange.None));
    }

    [Fact]
    public async Task A_number_that_does_not_change_stays_whatever_stands_in_the_field()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await AmendedAsync(database);

        (await SetAsync(database, school, new(Changes: false, "999"))).Refusals.ShouldBeEmpty();

        (await ChangeAsync(database, school)).ShouldBe((school.ShipTo, SupplierChange.None));
    }

    [Fact]
    public async Task Another_number_is_told_everything_anew()
    {
        var supplier = new FakeCapReceiver();
        await using var database = await FakeCapReceiver.DatabaseAsync(DatabaseProvider.Sqlite, supplier);
        var school = await AmendedAsync(database);
        (await SetAsync(database, school, new(true, "1"))).Refusals.ShouldBeEmpty();
        await database.Get<OutboxDelivery>().SendDueAsync();

        (await SetAsync(database, school, new(true, "2"))).Refusals.ShouldBeEmpty();
        await database.Get<OutboxDelivery>().SendDueAsync();

        supplier.Last.ShouldBe([("2", DeviceCategory.Routers, 10), ("2", DeviceCategory.LaptopsAndTablets, 100)]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("81O60874")]
    [InlineData("-1")]
    [InlineData("12345678901")]
    [InlineData("١٢٣")]
    public async Task What_is_no_number_of_the_suppliers_is_refused(string? number)
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await WithoutNumberAsync(database);

        (await SetAsync(database, school, new(null, number))).Refusals.Single().ShouldBe(new NotASupplierNumber("ship-to"));

        (await ChangeAsync(database, school)).ShouldBe((null, SupplierChange.New));
    }

    [Fact]
    public async Task Whether_it_changes_has_to_be_said_and_two_cannot_share_a_number()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, other) = (await AmendedAsync(database), await database.Given.SchoolAsync("Rowan School"));

        (await SetAsync(database, school, new(null, "5"))).Refusals.Single().ShouldBe(new NotSaidWhetherItChanges());
        (await SetAsync(database, school, new(true, other.ShipTo))).Refusals.Single().ShouldBe(new NumberTaken(other.ShipTo!, "Rowan School"));
    }

    [Fact]
    public async Task Nobody_but_the_supplier_sees_the_queue_or_gives_numbers()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await WithoutNumberAsync(database);
        foreach (var viewer in new[] { await database.Given.SupportAsync(), await database.Given.SchoolUserAsync(school) })
        {
            var numbers = database.Get<SupplierNumbers>();
            (await numbers.SchoolsAsync(viewer)).Refusals.Single().ShouldBeOfType<NotAllowed>();
            (await numbers.BodiesAsync(viewer)).Refusals.Single().ShouldBeOfType<NotAllowed>();
            (await numbers.FindSchoolAsync(viewer, school.Urn)).ShouldBeNull();
            (await numbers.SetShipToAsync(viewer, school.Urn, new(null, "1"))).Refusals.Single().ShouldBeOfType<NotAllowed>();
            (await numbers.SetSoldToAsync(viewer, school.ResponsibleBodyId, new(null, "1"))).Refusals.Single().ShouldBeOfType<NotAllowed>();
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_queue_holds_new_and_amended_schools_and_those_without_a_number_and_no_others(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (missing, amended) = (await WithoutNumberAsync(database), await AmendedAsync(database));
        await database.Given.SchoolAsync();
        var viewer = await database.Given.SupplierUserAsync();
        var numbers = database.Get<SupplierNumbers>();

        (await numbers.SchoolsAsync(viewer)).Value.Select(w => w.Urn).ShouldBe([missing.Urn, amended.Urn], ignoreOrder: true);
        (await numbers.SchoolsAsync(viewer, isNew: true)).Value.Select(w => w.Urn).ShouldBe([missing.Urn]);
        (await numbers.SchoolsAsync(viewer, isNew: false)).Value.Select(w => w.Urn).ShouldBe([amended.Urn]);
    }

    /// <summary>Spec 03 §6: by the kind of body, its name and the school's; closed schools wait for nothing.</summary>
    [Theory, MemberData(nameof(Both))]
    public async Task The_queue_is_in_the_order_of_bodies_and_schools_and_closed_ones_are_not_in_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var trust = await database.Given.ResponsibleBodyAsync("Acorn Trust", ResponsibleBodyKind.Trust);
        var (west, east) = (await database.Given.ResponsibleBodyAsync("West Barset"), await database.Given.ResponsibleBodyAsync("East Barset"));
        foreach (var (name, body) in new[] { ("Zinnia", trust), ("Elm", west), ("Ash", west), ("Yew", east), ("Closed", east) })
        {
            await WithoutNumberAsync(database, await database.Given.SchoolAsync(name, body: body));
        }

        await database.ReadAsync(db => db.Schools.Where(s => s.Name == "Closed").ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, OrganisationStatus.Closed)));

        (await database.Get<SupplierNumbers>().SchoolsAsync(await database.Given.SupplierUserAsync())).Value.Select(w => w.Name).ShouldBe(["Yew", "Ash", "Elm", "Zinnia"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_body_waits_once_it_has_a_school_until_it_has_a_number(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.Given.ResponsibleBodyAsync("Without schools");
        var body = await database.Given.ResponsibleBodyAsync("Barsetshire");
        await database.Given.SchoolAsync(body: body);
        var viewer = await database.Given.SupplierUserAsync();
        var numbers = database.Get<SupplierNumbers>();
        var waiting = (await numbers.BodiesAsync(viewer)).Value.ShouldHaveSingleItem();
        (waiting.Name, waiting.BodyIdentifier).ShouldBe(("Barsetshire", $"LEA{body.LocalAuthorityCode}"));

        (await numbers.SetSoldToAsync(viewer, body.Id, new(null, "4711"))).Refusals.ShouldBeEmpty();

        (await numbers.BodiesAsync(viewer)).Value.ShouldBeEmpty();
        var numbered = (await numbers.FindBodyAsync(viewer, body.Id))!;
        (numbered.Number, numbered.Change).ShouldBe(("4711", SupplierChange.None));
    }

    [Theory]
    [InlineData("100001 Greenfield Primary", "100001 Greenfield Primary", "")]
    [InlineData("100001 St Bartholomew and All Angels School", "100001 St Bartholomew and All", "Angels School")]
    [InlineData("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "Llanfairpwllgwyngyllgogerychwyrndro", "bwllllantysiliogogogoch")]
    public void A_long_name_goes_on_in_the_next_field_at_a_whole_word(string name, string fits, string overflow) =>
        SupplierExports.Split(name).ShouldBe((fits, overflow));

    private static async Task<School> WithoutNumberAsync(TestDatabase database, School? of = null)
    {
        var school = of ?? await database.Given.SchoolAsync();
        await database.ReadAsync(db => db.Schools.Where(s => s.Id == school.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, (string?)null).SetProperty(x => x.SupplierChange, SupplierChange.New)));
        return school;
    }

    private static async Task<School> AmendedAsync(TestDatabase database)
    {
        var school = await database.Given.SchoolAsync();
        await database.ReadAsync(db => db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SupplierChange, SupplierChange.Amended)));
        return school;
    }

    private static async Task<Result<bool>> SetAsync(TestDatabase database, School school, SupplierNumberAnswer answer) =>
        await database.Get<SupplierNumbers>().SetShipToAsync(await database.Given.SupplierUserAsync(), school.Urn, answer);

    private static async Task<(string? ShipTo, SupplierChange Change)> ChangeAsync(TestDatabase database, School school)
    {
        var now = await database.ReadAsync(db => db.Schools.AsNoTracking().SingleAsync(s => s.Id == school.Id));
        return (now.ShipTo, now.SupplierChange);
    }
}
