using Microsoft.EntityFrameworkCore.Design;

namespace GetHelp.Core.Data;

/// <summary>For `dotnet ef migrations add`, which wants a context without a service around it.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteGetHelpDbContext>
{
    public SqliteGetHelpDbContext CreateDbContext(string[] args) =>
        new(DataServices.Build<SqliteGetHelpDbContext>(new() { ConnectionString = "Data Source=:memory:" }));
}

/// <inheritdoc cref="SqliteDesign"/>
internal sealed class PostgreSqlDesign : IDesignTimeDbContextFactory<PostgreSqlGetHelpDbContext>
{
    public PostgreSqlGetHelpDbContext CreateDbContext(string[] args) =>
        new(DataServices.Build<PostgreSqlGetHelpDbContext>(new() { Provider = DatabaseProvider.PostgreSql, ConnectionString = "Host=none" }));
}
