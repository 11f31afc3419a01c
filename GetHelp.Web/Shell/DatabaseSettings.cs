using GetHelp.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Shell;

internal static class DatabaseSettings
{
    /// <summary>The section "Database"; a connection string named GetHelp, as hosting platforms set one, wins over the section's.</summary>
    public static IServiceCollection AddDatabaseSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<DatabaseOptions>(configuration.GetSection(DatabaseOptions.Section));
        services.AddSingleton<IPostConfigureOptions<DatabaseOptions>, WhereTheDatabaseIs>();
        return services;
    }

    private sealed class WhereTheDatabaseIs(IConfiguration configuration, IHostEnvironment environment) : IPostConfigureOptions<DatabaseOptions>
    {
        public void PostConfigure(string? name, DatabaseOptions options)
        {
            options.ConnectionString = configuration.GetConnectionString("GetHelp") ?? options.ConnectionString;
            if (options.Provider == DatabaseProvider.Sqlite)
            {
                options.ConnectionString = Absolute(options.ConnectionString);
            }
        }

        private string Absolute(string connectionString)
        {
            var sqlite = new SqliteConnectionStringBuilder(connectionString);
            sqlite.DataSource = Path.Combine(Settings.PathsStartAt(environment), sqlite.DataSource);
            return sqlite.ToString();
        }
    }
}
