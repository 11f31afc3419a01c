using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

/// <summary>What a responsible body tells us once about who will order (spec 02 §6.1; docs/adr/0014-the-default-of-who-orders.md).</summary>
public sealed class DefaultWhoWillOrderTests
{
    /// <summary>In the original all of this was thrown away (spec 08 A22).</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Telling_us_again_keeps_contacts_people_and_Chromebook_answers_of_every_school(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        var (ash, elm) = (await database.Given.SchoolAsync(body: body, domain: "ash.example.org"), await database.Given.SchoolAsync(body: body, domain: null));
        var teacher = await database.Given.SchoolUserAsync(ash);
        var contact = await database.Given.ContactAsync(elm, "Ada Hill", chosen: true);

        foreach (var who in new[] { WhoWillOrder.ResponsibleBody, WhoWillOrder.School, WhoWillOrder.ResponsibleBody })
        {
            var preview = await PreviewAsync(database, viewer, body, who);
            preview.Urns.ShouldBe([ash.Urn, elm.Urn], ignoreOrder: true);
            (await TellAsync(database, viewer, body, who, preview.Urns)).Value.ShouldBe(2);
        }

        var schools = await SchoolsAsync(database);
        schools.Select(s => (s.WhoWillOrder, s.Chromebooks.Domain, s.Chromebooks.RecoveryAddress, s.ContactId)).ShouldBe(
            [(WhoWillOrder.ResponsibleBody, "ash.example.org", "recovery@example.net", null), (WhoWillOrder.ResponsibleBody, null, null, contact.Id)]);
        (await database.ReadAsync(db => db.Memberships.CountAsync(m => m.SchoolId == ash.Id && m.UserId == teacher.UserId))).ShouldBe(1);
        (await ToldAsync(database, body)).ShouldBe(WhoWillOrder.ResponsibleBody);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Only_the_schools_that_were_shown_change(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        var shown = await database.Given.SchoolAsync("Ash School", body: body);
        var elsewhere = await database.Given.SchoolAsync("Elm School");
        var preview = await PreviewAsync(database, viewer, body, WhoWillOrder.ResponsibleBody);
        preview.Schools.ShouldBe(["Ash School"]);
        await database.Given.SchoolAsync("Oak School, which came meanwhile", body: body);

        (await TellAsync(database, viewer, body, WhoWillOrder.ResponsibleBody, preview.Urns)).Value.ShouldBe(1);

        (await SchoolsAsync(database)).Select(s => (s.Id == shown.Id, s.WhoWillOrder)).ShouldBe([(true, WhoWillOrder.ResponsibleBody), (false, WhoWillOrder.School), (false, WhoWillOrder.School)]);
        (await TellAsync(database, viewer, body, WhoWillOrder.School, [shown.Urn, elsewhere.Urn])).Refusals.ShouldBe([new SchoolsHaveChanged()]);
        (await ToldAsync(database, body)).ShouldBe(WhoWillOrder.ResponsibleBody, "nothing of what is refused is done");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Telling_us_for_later_schools_alone_changes_no_school_and_is_kept_with_who_said_so(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        await database.Given.SchoolAsync(body: body);

        (await TellAsync(database, viewer, body, WhoWillOrder.ResponsibleBody, [])).Value.ShouldBe(0);
        (await TellAsync(database, viewer, body, WhoWillOrder.ResponsibleBody, [])).Value.ShouldBe(0, "the same again is no news");

        (await SchoolsAsync(database)).ShouldAllBe(s => s.WhoWillOrder == WhoWillOrder.School);
        (await database.ReadAsync(db => db.History.Where(e => e.ResponsibleBodyId == body.Id).ToListAsync()))
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                e => e.What.ShouldBe(HistoryKind.DefaultWhoWillOrderChanged), e => e.Detail.ShouldBe("Orders are placed centrally"), e => e.Who.ShouldBe(viewer.Name));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_a_school_has_drawn_on_the_pool_is_settled_when_all_of_them_leave(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        var ash = await database.Given.SchoolAsync("Ash School", laptops: 25, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        await database.Given.SchoolAsync("Elm School", laptops: 50, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        await database.Given.OrderAsync(ash, viewer, new Core.Orders.LineAsked(Core.Orders.Product.Ipad, 40));
        var preview = await PreviewAsync(database, viewer, body, WhoWillOrder.School);
        preview.Transfers.ShouldBe([new(DeviceCategory.LaptopsAndTablets, "Elm School", "Ash School", 15)]);

        (await TellAsync(database, viewer, body, WhoWillOrder.School, preview.Urns)).Value.ShouldBe(2);

        var numbers = await database.ReadAsync(db => db.Allocations.Where(a => a.Category == DeviceCategory.LaptopsAndTablets).OrderBy(a => a.SchoolId).ToListAsync());
        numbers.Select(a => (a.Amount, a.Ordered)).ShouldBe([(40, 40), (35, 0)]);
    }

    [Fact]
    public async Task Only_its_own_people_and_support_tell_for_a_body()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body);
        var support = await database.Given.SupportAsync();

        foreach (var stranger in new[] { await database.Given.SchoolUserAsync(school), await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync()), Viewer.Supplier })
        {
            (await TellAsync(database, stranger, body, WhoWillOrder.ResponsibleBody, [])).Refusals.ShouldBe([new NotFound()]);
        }

        (await ToldAsync(database, body)).ShouldBeNull();
        (await TellAsync(database, support, body, WhoWillOrder.ResponsibleBody, [school.Urn])).Value.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_looks_at_the_bodys_schools_is_told()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        var told = new TaskCompletionSource();
        using var subscription = database.Get<LiveUpdates>().Subscribe([Topic.SchoolsOf(body.Id)], _ => { told.TrySetResult(); return Task.CompletedTask; }, told.SetException);

        await TellAsync(database, viewer, body, WhoWillOrder.School, []);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static Task<Result<int>> TellAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, WhoWillOrder who, IReadOnlyCollection<Urn> schools) =>
        database.Get<WhoWillOrderService>().SetDefaultAsync(viewer, body.Id, who, schools);

    private static async Task<WhoWillOrderPreview> PreviewAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, WhoWillOrder who) =>
        (await database.Get<WhoWillOrderReader>().PreviewAllAsync(viewer, body.Id, who))!;

    private static Task<List<School>> SchoolsAsync(TestDatabase database) => database.ReadAsync(db => db.Schools.AsNoTracking().OrderBy(s => s.Id).ToListAsync());

    private static Task<WhoWillOrder?> ToldAsync(TestDatabase database, ResponsibleBody body) =>
        database.ReadAsync(db => db.ResponsibleBodies.Where(b => b.Id == body.Id).Select(b => b.DefaultWhoWillOrder).SingleAsync());
}
