using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.DonatedDevices;

/// <summary>Who is shown what of donated devices.</summary>
public sealed class DonatedDevicesReaderTests
{
    private static readonly DeviceWish Wish = new() { DeviceTypes = [DonatedDeviceType.Chromebook], Boxes = 1 };

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_that_orders_for_itself_is_offered_them_until_it_is_in_the_queue(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync("Ash School");
        var sam = await database.Given.SchoolUserAsync(school);
        var reader = database.Get<DonatedDevicesReader>();

        (await reader.OfSchoolAsync(sam, school.Urn)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            it => it.CanOptIn.ShouldBeTrue(),
            it => it.OptedIn.ShouldBeNull());
        await database.Get<DonatedDeviceService>().OptInAsync(sam, school.Urn, Wish);

        var after = (await reader.OfSchoolAsync(sam, school.Urn))!;
        after.CanOptIn.ShouldBeFalse();
        (after.OptedIn!.By, after.OptedIn.At, after.OptedIn.ByResponsibleBody, after.OptedIn.Wish.Devices).ShouldBe((sam.Name, database.Clock.Now, false, 5));
    }

    [Fact]
    public async Task A_centrally_managed_school_is_not_offered_them_and_sees_when_its_body_has_asked()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, schools) = await DonatedDeviceServiceTests.BodyAsync(database, "Ash School");
        var sam = await database.Given.SchoolUserAsync(schools[0]);
        var reader = database.Get<DonatedDevicesReader>();

        (await reader.OfSchoolAsync(sam, schools[0].Urn))!.CanOptIn.ShouldBeFalse();
        await database.Get<DonatedDeviceService>().OptInAsync(robin, new OptInSchools { ResponsibleBodyId = body.Id, Wish = Wish });

        (await reader.OfSchoolAsync(sam, schools[0].Urn))!.OptedIn!.ByResponsibleBody.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_looks_and_is_not_of_the_organisation_cannot_opt_in()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, _) = await DonatedDeviceServiceTests.BodyAsync(database, "Ash School");
        var devolved = await database.Given.SchoolAsync(body: body);
        var (support, reader) = (await database.Given.SupportAsync(), database.Get<DonatedDevicesReader>());

        (await reader.OfSchoolAsync(support, devolved.Urn))!.CanOptIn.ShouldBeFalse();
        (await reader.OfSchoolAsync(robin, devolved.Urn))!.CanOptIn.ShouldBeFalse();
        (await reader.OfBodyAsync(support, body.Id))!.CanOptIn.ShouldBeFalse();
        (await reader.OfSchoolAsync(await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()), devolved.Urn)).ShouldBeNull();
        var teacher = await database.Given.SchoolUserAsync(devolved);
        (await reader.OfBodyAsync(teacher, body.Id)).ShouldBeNull();
        (await reader.SchoolsAsync(teacher, body.Id)).CanBeOptedIn.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_body_sees_which_of_its_schools_are_in_the_queue_and_which_are_left(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, robin, schools) = await DonatedDeviceServiceTests.BodyAsync(database, "Oak School", "Ash School", "Elm School");
        await database.Given.SchoolAsync("Devolved School", body: body);
        await database.Get<DonatedDeviceService>().OptInAsync(robin, new OptInSchools { ResponsibleBodyId = body.Id, Schools = [schools[0].Urn], Wish = Wish });

        var ofBody = (await database.Get<DonatedDevicesReader>().OfBodyAsync(robin, body.Id))!;
        var named = await database.Get<DonatedDevicesReader>().SchoolsAsync(robin, body.Id);

        (ofBody.CanBeOptedIn, ofBody.OptedIn, ofBody.CanOptIn, ofBody.Wish!.Devices).ShouldBe((2, 1, true, 5));
        named.CanBeOptedIn.Select(s => s.Name).ShouldBe(["Ash School", "Elm School"]);
        named.OptedIn.Select(s => s.Name).ShouldBe(["Oak School"]);
    }

    [Fact]
    public async Task A_body_that_orders_for_no_school_is_not_offered_them()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        await database.Given.SchoolAsync(body: body);

        (await database.Get<DonatedDevicesReader>().OfBodyAsync(await database.Given.ResponsibleBodyUserAsync(body), body.Id))!.CanOptIn.ShouldBeFalse();
    }

    [Fact]
    public async Task However_many_schools_there_are_as_many_statements_are_read()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var disposed = database;
        var (body, robin, _) = await DonatedDeviceServiceTests.BodyAsync(database, [.. Enumerable.Range(1, 40).Select(i => $"School {i:00}")]);
        var asked = new OptInSchools { ResponsibleBodyId = body.Id, Wish = Wish };
        await database.Get<DonatedDeviceService>().OptInAsync(robin, asked with { Schools = [.. (await database.ReadAsync(db => db.Schools.Take(20).ToListAsync())).Select(s => s.Urn)] });
        counter.StartAgain();

        await database.Get<DonatedDevicesReader>().OfBodyAsync(robin, body.Id);
        (await database.Get<DonatedDevicesReader>().SchoolsAsync(robin, body.Id)).CanBeOptedIn.Count.ShouldBe(20);

        counter.Count.ShouldBe(6);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_supplier_reads_the_queue_first_come_first_with_whom_to_ring(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, robin, schools) = await DonatedDeviceServiceTests.BodyAsync(database, "Ash School", "Elm School");
        var own = await database.Given.SchoolAsync("Yew School");
        var sam = await database.Given.SchoolUserAsync(own);
        var service = database.Get<DonatedDeviceService>();
        await service.OptInAsync(robin, new OptInSchools { ResponsibleBodyId = body.Id, Schools = [schools[1].Urn], Wish = Wish });
        database.Clock.Advance(TimeSpan.FromHours(1));
        await service.OptInAsync(sam, own.Urn, Wish with { Boxes = 3 });
        database.Clock.Advance(TimeSpan.FromHours(1));
        await service.OptInAsync(robin, new OptInSchools { ResponsibleBodyId = body.Id });

        var page = (await database.Get<DonatedDeviceQueue>().ReadAsync(await database.Given.SupplierUserAsync(), 1)).Value;

        page.Total.ShouldBe(3);
        page.Rows.Select(row => (row.School, row.FullName, row.Boxes)).ShouldBe([("Elm School", robin.Name, 1), ("Yew School", sam.Name, 3), ("Ash School", robin.Name, 1)]);
        (page.Rows[1].EmailAddress, page.Rows[1].Telephone, page.Rows[1].ShipTo).ShouldBe((sam.EmailAddress, sam.Telephone, own.ShipTo));
        page.Rows[0].RequestId.ShouldBe(page.Rows[2].RequestId);
    }

    [Fact]
    public async Task Nobody_else_reads_the_queue()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var sam = await database.Given.SchoolUserAsync(school);
        await database.Get<DonatedDeviceService>().OptInAsync(sam, school.Urn, Wish);

        foreach (var viewer in new[] { sam, await database.Given.SupportAsync() })
        {
            (await database.Get<DonatedDeviceQueue>().ReadAsync(viewer, 1)).Refusals.Single().ShouldBeOfType<NotAllowed>();
            (await database.Get<DonatedDeviceQueue>().ReadAllAsync(viewer).CountAsync()).ShouldBe(0);
        }
    }
}
