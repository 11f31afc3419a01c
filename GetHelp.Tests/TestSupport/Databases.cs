using GetHelp.Core.Data;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.TestSupport;

/// <summary>The databases that a test runs on: SQLite always, PostgreSQL where one answers. Used as
/// <c>[Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]</c>.</summary>
public static class Databases
{
    public static TheoryData<DatabaseProvider> All => PostgreSql.IsHere
        ? [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql]
        : [DatabaseProvider.Sqlite];
}

/// <summary>Says in the test report that PostgreSQL was not there, where it was not.</summary>
public sealed class DatabasesTests
{
    [PostgreSqlFact]
    public void Every_database_test_ran_on_PostgreSQL_too() => Databases.All.Count.ShouldBe(2);
}

/// <summary>A test that wants a PostgreSQL server and is skipped, saying so, where none answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = PostgreSql.IsHere
        ? null
        : "No PostgreSQL answers here, so database tests ran on SQLite alone. docs/running.md says how to have one.";
}
