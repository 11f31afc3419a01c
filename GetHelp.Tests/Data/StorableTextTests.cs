using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Data;

public sealed class StorableTextTests
{
    private const string Hostile = "Ash\0 School\u0007\ud83d \U0001F600\tand\nOak";
    private const string Kept = "Ash  School \uFFFD \U0001F600\tand\nOak";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_no_database_can_keep_is_kept_as_what_can_be_read(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        await database.Given.ResponsibleBodyAsync(Hostile);

        (await database.ReadAsync(db => db.ResponsibleBodies.Select(b => b.Name).SingleAsync())).ShouldBe(Kept);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task It_is_searched_for_as_it_is_kept(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.Given.ResponsibleBodyAsync(Hostile);
        var typed = Hostile; // a constant would stand in the statement itself, where nothing that somebody types ever does
        string[] names = [typed];

        (await database.ReadAsync(db => db.ResponsibleBodies.CountAsync(b => b.Name == typed))).ShouldBe(1);
        (await database.ReadAsync(db => db.ResponsibleBodies.CountAsync(b => EF.Functions.Like(b.Name, typed)))).ShouldBe(1);
        (await database.ReadAsync(db => db.ResponsibleBodies.CountAsync(b => names.Contains(b.Name)))).ShouldBe(1);
        (await database.ReadAsync(db => db.ResponsibleBodies.ExecuteUpdateAsync(b => b.SetProperty(x => x.Name, typed)))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Many_at_once_are_kept_the_same(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using (var db = database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await new BulkInsert(db).InsertAsync([new ResponsibleBody { Kind = ResponsibleBodyKind.Trust, Name = Hostile }]);
            await transaction.CommitAsync();
        }

        (await database.ReadAsync(db => db.ResponsibleBodies.Select(b => b.Name).SingleAsync())).ShouldBe(Kept);
    }
}
