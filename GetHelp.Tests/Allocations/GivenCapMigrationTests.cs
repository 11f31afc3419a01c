using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class GivenCapMigrationTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_cap_from_before_agreed_caps_were_kept_is_taken_for_what_was_agreed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var agreed = await database.Given.SchoolAsync(laptops: 40, routers: 5, state: OrderState.CanOrderForSpecificCircumstances, cap: 3);
        var open = await database.Given.SchoolAsync();
        await using var db = database.Open();

        await db.GetService<IMigrator>().MigrateAsync("Initial");
        await db.GetService<IMigrator>().MigrateAsync();

        (await GivenAsync(db, agreed.Id)).ShouldBe([3, 3]);
        (await GivenAsync(db, open.Id)).ShouldBe([null, null]);
    }

    private static Task<List<int?>> GivenAsync(GetHelpDbContext db, int schoolId) =>
        db.Allocations.AsNoTracking().Where(a => a.SchoolId == schoolId).Select(a => a.GivenCap).ToListAsync();
}
