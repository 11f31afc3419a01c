using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Data;

/// <summary>Databases that people have: a newer portal migrates them as it starts.</summary>
public sealed class MigrationTests
{
    /// <summary>SQLite builds a table anew for a foreign key; what hangs on its rows must not go with the old one.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_database_of_the_first_release_keeps_all_that_it_holds(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync("Ash School", laptops: 40, body: body);
        var teacher = await database.Given.SchoolUserAsync(school);
        await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 3));
        await using (var db = database.Open())
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial");
        }

        await database.Get<DatabaseSetup>().RunAsync(_ => Task.CompletedTask);

        var kept = await database.ReadAsync(db => db.Schools.AsNoTracking().Include(s => s.Allocations).SingleAsync(s => s.Urn == school.Urn));
        (kept.Name, kept.ResponsibleBodyId, kept.Chromebooks.Domain, kept.ContactId).ShouldBe(("Ash School", body.Id, "school.example.org", null));
        kept.Allocations.Select(a => (a.Category, a.Amount, a.Ordered)).ShouldBe([(DeviceCategory.LaptopsAndTablets, 40, 3), (DeviceCategory.Routers, 10, 0)], ignoreOrder: true);
        (await database.ReadAsync(db => db.Memberships.CountAsync(m => m.UserId == teacher.UserId && m.SchoolId == school.Id))).ShouldBe(1);
        (await database.ReadAsync(db => db.Orders.CountAsync(o => o.SchoolId == school.Id))).ShouldBe(1);
        await database.Given.ContactAsync(school, "Una Lathom", chosen: true);
        (await database.ReadAsync(db => db.Schools.CountAsync(s => s.Contact!.Name == "Una Lathom"))).ShouldBe(1);
    }
}
