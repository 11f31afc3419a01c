using System.Data.Common;
using GetHelp.Core.Data;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Data;

public sealed class DatabaseSetupTests
{
    private const string History = "\"__EFMigrationsHistory\"";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_database_that_has_every_migration_is_left_as_it_is_and_filled(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync($"INSERT INTO {History} VALUES ('99991231235959_OfALaterVersion', '99.0')");
        var filled = false;

        await database.Get<DatabaseSetup>().RunAsync(_ => Task.FromResult(filled = true));

        filled.ShouldBeTrue();
        (await db.Database.GetAppliedMigrationsAsync()).Last().ShouldBe("99991231235959_OfALaterVersion");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_database_that_lacks_a_migration_is_migrated(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync($"DELETE FROM {History}");

        // It is all there but for the note that it is, so that migrating shows in its failing.
        await Should.ThrowAsync<DbException>(() => database.Get<DatabaseSetup>().RunAsync(_ => Task.CompletedTask));
    }
}
