using GetHelp.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetHelp.Bench.Grid;

/// <summary>One open connection, on which the portal's readers and the SQL by hand work by turns: neither has a cache that the other has not.</summary>
internal sealed class OneConnection : IDbContextFactory<GetHelpDbContext>, IDisposable
{
    private readonly DbContextOptions<SqliteGetHelpDbContext> options;

    public OneConnection(IOptions<DatabaseOptions> database)
    {
        Connection = new(database.Value.ConnectionString);
        Connection.Open();
        options = new DbContextOptionsBuilder<SqliteGetHelpDbContext>(DataServices.Build<SqliteGetHelpDbContext>(database.Value)).UseSqlite(Connection).Options;
    }

    public SqliteConnection Connection { get; }

    public static void AddTo(IServiceCollection services) => services
        .AddSingleton<OneConnection>()
        .AddSingleton<IDbContextFactory<GetHelpDbContext>>(provider => provider.GetRequiredService<OneConnection>());

    public GetHelpDbContext CreateDbContext() => new SqliteGetHelpDbContext(options);

    public void Dispose() => Connection.Dispose();
}
