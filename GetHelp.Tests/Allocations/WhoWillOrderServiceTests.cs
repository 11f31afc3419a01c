using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

/// <summary>Spec 02 §6. What joining and leaving do to a pool is in OrderFromPoolTests.</summary>
public sealed class WhoWillOrderServiceTests
{
    /// <summary>In the original the body's choice threw away what its schools had answered (spec 08 A22).</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_schools_have_said_outlives_another_answer_to_who_orders(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        var (ash, elm) = (await database.Given.SchoolAsync(body: body, domain: "ash.example.org"), await database.Given.SchoolAsync(body: body, domain: null));
        var teacher = await database.Given.SchoolUserAsync(ash);

        foreach (var who in new[] { WhoWillOrder.ResponsibleBody, WhoWillOrder.School, WhoWillOrder.ResponsibleBody })
        {
            (await database.SayWhoOrdersAsync(viewer, [ash.Urn, elm.Urn], who)).Value.ShouldBe(2);
        }

        var schools = await database.ReadAsync(db => db.Schools.AsNoTracking().OrderBy(s => s.Id).ToListAsync());
        schools.Select(s => (s.WhoWillOrder, s.Chromebooks.Domain, s.Chromebooks.RecoveryAddress)).ShouldBe(
            [(WhoWillOrder.ResponsibleBody, "ash.example.org", "recovery@example.net"), (WhoWillOrder.ResponsibleBody, null, null)]);
        (await database.ReadAsync(db => db.Memberships.CountAsync(m => m.SchoolId == ash.Id && m.UserId == teacher.UserId))).ShouldBe(1);
    }

    /// <summary>Spec 02 §6.2: nobody is invited or written to; the status is another because who orders is.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Another_answer_changes_the_status_and_writes_to_nobody_but_the_supplier(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var (viewer, support) = (await database.Given.ResponsibleBodyUserAsync(body), await database.Given.SupportAsync());
        var school = await database.Given.SchoolAsync(body: body);
        (await StatusAsync()).ShouldBe(SchoolStatus.NeedsContact);

        (await database.SayWhoOrdersAsync(viewer, [school.Urn], WhoWillOrder.ResponsibleBody)).Value.ShouldBe(1);

        (await StatusAsync()).ShouldBe(SchoolStatus.ResponsibleBodyCanOrder);
        (await database.ReadAsync(db => db.Outbox.Select(m => m.Kind).Distinct().ToListAsync())).ShouldBe([CapsChanged.Kind]);

        async Task<SchoolStatus> StatusAsync() => (await database.Get<SupportSchools>().FindAsync(support, school.Urn))!.Status;
    }
}
