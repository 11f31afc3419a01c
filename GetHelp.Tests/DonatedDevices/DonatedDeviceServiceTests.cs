using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Notifications;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.DonatedDevices;

public sealed class DonatedDeviceServiceTests
{
    private static readonly DeviceWish TenIpads = new() { DeviceTypes = [DonatedDeviceType.Ipad, DonatedDeviceType.Windows], Boxes = 2 };

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_that_orders_for_itself_is_put_into_the_queue_and_everybody_concerned_is_told(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync("Ash School");
        var sam = await database.Given.SchoolUserAsync(school, orders: false);
        var before = (School: ChangeOf(database, Topic.School(school.Id)), All: ChangeOf(database, Topic.DonatedDevices));

        (await database.Get<DonatedDeviceService>().OptInAsync(sam, school.Urn, TenIpads)).Value.ShouldBe(1);

        var kept = await database.ReadAsync(db => db.DonatedDeviceRequests.Include(r => r.Schools).SingleAsync());
        (kept.SchoolId, kept.ResponsibleBodyId, kept.Boxes, kept.AskedBy, kept.CompletedAt).ShouldBe((school.Id, null, 2, sam.Name, database.Clock.Now));
        kept.DeviceTypes.ShouldBe([DonatedDeviceType.Windows, DonatedDeviceType.Ipad]);
        kept.Schools.Single().SchoolId.ShouldBe(school.Id);
        var entry = await database.ReadAsync(db => db.History.SingleAsync(e => e.What == HistoryKind.DonatedDevicesAskedFor));
        (entry.SchoolId, entry.Who, entry.Detail).ShouldBe((school.Id, sam.Name, "10 devices: Windows laptops and tablets or iPads"));
        ChangeOf(database, Topic.School(school.Id)).ShouldBeGreaterThan(before.School);
        ChangeOf(database, Topic.DonatedDevices).ShouldBeGreaterThan(before.All);
    }

    [Fact]
    public async Task Who_opted_a_school_in_is_written_what_they_asked_for()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync("Ash School");
        var sam = await database.Given.SchoolUserAsync(school);

        await database.Get<DonatedDeviceService>().OptInAsync(sam, school.Urn, TenIpads);

        var email = (await EmailsAsync(database)).Single();
        (email.To.EmailAddress, email.Subject).ShouldBe((sam.EmailAddress, "Ash School is in the queue for donated devices"));
        database.Get<LetterPrinter>().Print(email).Body.ShouldSatisfyAllConditions(
            body => body.ShouldContain("10 devices: Windows laptops and tablets or iPads"),
            body => body.ShouldContain($"https://portal.example.org/schools/{school.Urn}/donated-devices"));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_responsible_body_opts_in_some_of_its_schools_and_comes_back_for_the_rest(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, robin, schools) = await BodyAsync(database, "Ash School", "Elm School", "Oak School");
        var service = database.Get<DonatedDeviceService>();

        (await service.OptInAsync(robin, new OptInSchools { ResponsibleBodyId = body.Id, Schools = [schools[0].Urn], Wish = TenIpads })).Value.ShouldBe(1);
        database.Clock.Advance(TimeSpan.FromDays(1));
        var other = TenIpads with { Boxes = 4 };
        (await service.OptInAsync(await database.Given.ResponsibleBodyUserAsync(body), new OptInSchools { ResponsibleBodyId = body.Id, Wish = other })).Value.ShouldBe(2);

        var request = await database.ReadAsync(db => db.DonatedDeviceRequests.Include(r => r.Schools).SingleAsync());
        request.Boxes.ShouldBe(2, "what was asked for first holds for all");
        request.Schools.Count.ShouldBe(3);
        request.Schools.Single(s => s.SchoolId == schools[0].Id).OptedInAt.ShouldBe(database.Clock.Now.AddDays(-1));
        (await database.ReadAsync(db => db.History.Where(e => e.ResponsibleBodyId == body.Id).OrderBy(e => e.Id).Select(e => e.Detail).ToListAsync()))
            .ShouldBe(["1 school, each for 10 devices: Windows laptops and tablets or iPads", "2 schools, each for 10 devices: Windows laptops and tablets or iPads"]);
        (await EmailsAsync(database)).Select(e => e.Subject).ShouldBe(["Ash School is in the queue for donated devices", "2 schools are in the queue for donated devices"]);
    }

    [Fact]
    public async Task All_schools_are_those_that_the_body_orders_for_and_that_are_open_and_not_in_the_queue()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, schools) = await BodyAsync(database, "Ash School", "Elm School");
        await database.Given.SchoolAsync("Devolved School", body: body);
        var closed = await database.Given.SchoolAsync("Closed School", body: body, who: WhoWillOrder.ResponsibleBody);
        await database.ReadAsync(db => db.Schools.Where(s => s.Id == closed.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, OrganisationStatus.Closed)));

        (await database.Get<DonatedDeviceService>().OptInAsync(robin, new OptInSchools { ResponsibleBodyId = body.Id, Wish = TenIpads })).Value.ShouldBe(2);

        (await database.ReadAsync(db => db.OptedInSchools.Select(o => o.SchoolId).ToListAsync())).ShouldBe([.. schools.Select(s => s.Id)], ignoreOrder: true);
    }

    [Fact]
    public async Task When_no_school_is_left_that_is_said()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, _) = await BodyAsync(database, "Ash School");
        var asked = new OptInSchools { ResponsibleBodyId = body.Id, Wish = TenIpads };

        await database.Get<DonatedDeviceService>().OptInAsync(robin, asked);

        (await database.Get<DonatedDeviceService>().OptInAsync(robin, asked)).Refusals.Single().ShouldBeOfType<NoSchoolLeft>();
    }

    [Fact]
    public async Task Another_bodys_school_among_those_chosen_opts_nobody_in()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, schools) = await BodyAsync(database, "Ash School");
        var (_, _, others) = await BodyAsync(database, "Secret School");

        var answer = await database.Get<DonatedDeviceService>().OptInAsync(
            robin, new OptInSchools { ResponsibleBodyId = body.Id, Schools = [schools[0].Urn, others[0].Urn], Wish = TenIpads });

        answer.Refusals.Single().ShouldBeOfType<NotFound>();
        (await database.ReadAsync(db => db.DonatedDeviceRequests.AnyAsync())).ShouldBeFalse();
        (await EmailsAsync(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_school_that_orders_for_itself_since_it_was_chosen_is_named()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, schools) = await BodyAsync(database, "Ash School", "Elm School");
        (await database.SayWhoOrdersAsync(robin, [schools[1].Urn], WhoWillOrder.School)).Value.ShouldBe(1);

        var answer = await database.Get<DonatedDeviceService>().OptInAsync(
            robin, new OptInSchools { ResponsibleBodyId = body.Id, Schools = [.. schools.Select(s => s.Urn)], Wish = TenIpads });

        answer.Refusals.Single().Message.ShouldBe("Elm School orders for itself, so it opts itself in.");
    }

    [Fact]
    public async Task A_school_that_opted_itself_in_is_not_asked_for_again_by_its_body()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, schools) = await BodyAsync(database, "Ash School");
        var devolved = await database.Given.SchoolAsync("Devolved School", body: body);
        await database.Get<DonatedDeviceService>().OptInAsync(await database.Given.SchoolUserAsync(devolved), devolved.Urn, TenIpads);
        await database.SayWhoOrdersAsync(robin, [devolved.Urn], WhoWillOrder.ResponsibleBody);

        var asked = new OptInSchools { ResponsibleBodyId = body.Id, Schools = [schools[0].Urn, devolved.Urn], Wish = TenIpads };

        (await database.Get<DonatedDeviceService>().OptInAsync(robin, asked)).Refusals.Single().ShouldBeOfType<AlreadyOptedIn>();
        (await database.Get<DonatedDeviceService>().OptInAsync(robin, asked with { Schools = null })).Value.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_colleagues_who_opt_a_school_in_at_once_one_does(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        Viewer[] people = [await database.Given.SchoolUserAsync(school), await database.Given.SchoolUserAsync(school)];

        var answers = await Task.WhenAll(people.Select(person => Task.Run(() => database.Get<DonatedDeviceService>().OptInAsync(person, school.Urn, TenIpads))));

        answers.Count(answer => !answer.Refused).ShouldBe(1);
        answers.Single(answer => answer.Refused).Refusals.Single().ShouldBeOfType<AlreadyOptedIn>();
        (await EmailsAsync(database)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_opts_in_what_is_not_theirs()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, schools) = await BodyAsync(database, "Ash School");
        var school = await database.Given.SchoolAsync("Elm School", body: body);
        var (_, stranger, _) = await BodyAsync(database, "Oak School");
        var service = database.Get<DonatedDeviceService>();

        foreach (var viewer in new[] { robin, stranger, await database.Given.SupportAsync(), Viewer.Supplier })
        {
            (await service.OptInAsync(viewer, school.Urn, TenIpads)).Refusals.Single().ShouldBeOfType<NotFound>();
        }

        foreach (var viewer in new[] { stranger, await database.Given.SchoolUserAsync(schools[0]), await database.Given.SupportAsync(), Viewer.Supplier })
        {
            (await service.OptInAsync(viewer, new OptInSchools { ResponsibleBodyId = body.Id, Wish = TenIpads })).Refusals.Single().ShouldBeOfType<NotFound>();
        }
    }

    [Fact]
    public async Task While_it_is_closed_nobody_is_opted_in_and_who_is_in_the_queue_stays()
    {
        await using var database = await TestDatabase.CreateAsync(configure: services => services.Configure<DonatedDevicesOptions>(options => options.IsOpen = false));
        var (body, robin, _) = await BodyAsync(database, "Ash School");
        var school = await database.Given.SchoolAsync();
        var sam = await database.Given.SchoolUserAsync(school);
        var (service, reader) = (database.Get<DonatedDeviceService>(), database.Get<DonatedDevicesReader>());

        (await service.OptInAsync(sam, school.Urn, TenIpads)).Refusals.Single().ShouldBeOfType<DonatedDevicesClosed>();
        (await service.OptInAsync(robin, new OptInSchools { ResponsibleBodyId = body.Id, Wish = TenIpads })).Refusals.Single().ShouldBeOfType<DonatedDevicesClosed>();
        (await reader.OfSchoolAsync(sam, school.Urn))!.CanOptIn.ShouldBeFalse();
        (await reader.OfBodyAsync(robin, body.Id))!.CanOptIn.ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_chosen_is_refused_with_every_reason()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, _) = await BodyAsync(database, "Ash School");

        var answer = await database.Get<DonatedDeviceService>().OptInAsync(robin, new OptInSchools { ResponsibleBodyId = body.Id, Schools = [] });

        answer.Refusals.Select(refusal => refusal.GetType()).ShouldBe([typeof(NoSchoolChosen), typeof(NoDeviceType), typeof(NoNumberOfDevices)]);
    }

    internal static async Task<(ResponsibleBody Body, Viewer Robin, School[] Schools)> BodyAsync(TestDatabase database, params string[] schools)
    {
        var body = await database.Given.ResponsibleBodyAsync();
        var made = new List<School>();
        foreach (var name in schools)
        {
            made.Add(await database.Given.SchoolAsync(name, body: body, who: WhoWillOrder.ResponsibleBody));
        }

        return (body, await database.Given.ResponsibleBodyUserAsync(body), [.. made]);
    }

    private static async Task<IReadOnlyList<Letter>> EmailsAsync(TestDatabase database) =>
        [.. (await database.ReadAsync(db => db.Outbox.Where(m => m.Kind == EmailSender.MessageKind).OrderBy(m => m.Id).ToListAsync())).Select(m => m.Content<Letter>())];

    private static long ChangeOf(TestDatabase database, Topic topic) => database.Get<LiveUpdates>().ChangeOf(topic);
}
