using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Data.Demonstration;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.Hosting;

/// <summary>Databases made by the product's own Core, in this process.</summary>
internal static class FilledDatabase
{
    /// <summary>England's schools, demonstration figures, people and orders, in one file.</summary>
    public static async Task<string> CreateAsync(Workshop workshop)
    {
        workshop.Say("Filling a database with the demonstration data");
        var path = workshop.NewPath("filled.db");
        await using (var core = Core(path))
        {
            var data = core.GetRequiredService<DemonstrationData>();
            await core.GetRequiredService<DatabaseSetup>().RunAsync(cancel => data.FillAsync(progress: null, cancel));
            await using var db = await core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync();

            // Into the one file, so that a copy of it is a copy of everything.
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        SqliteConnection.ClearAllPools();
        return path;
    }

    /// <summary>Core with its own settings and nothing of the web, on a SQLite file.</summary>
    public static ServiceProvider Core(string path, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGetHelpCore();
        services.Configure<DatabaseOptions>(database => database.ConnectionString = $"Data Source={path}");
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
