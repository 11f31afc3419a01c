using System.Security.Cryptography;
using System.Text;
using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.SignIn.Limits;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GetHelp.Tests.TestSupport;

/// <summary>A real, migrated, empty database of its own, with Core's services on it. Each is a copy of one that was migrated once.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Dictionary<DatabaseProvider, Lazy<Task<DatabaseOptions>>> Templates = new()
    {
        [DatabaseProvider.Sqlite] = new(() => MigrateAsync(SqliteFile("template"))),
        [DatabaseProvider.PostgreSql] = new(() => MigrateAsync(PostgreSql.Options($"gethelp_test_template_{Environment.ProcessId}"))),
    };

    /// <summary>New each time: a machine gives out the number of a process again, and with it what an earlier run left behind.</summary>
    private static readonly string Folder = Directory.CreateTempSubdirectory("gethelp-tests-").FullName;

    private readonly bool isAnotherNode;

    private TestDatabase(DatabaseOptions options, ServiceProvider services, bool isAnotherNode = false) =>
        (Options, Services, this.isAnotherNode) = (options, services, isAnotherNode);

    public DatabaseOptions Options { get; }

    public ServiceProvider Services { get; }

    /// <summary>Where what people upload is kept.</summary>
    public string Uploads => UploadsOf(Options);

    public TestClock Clock => (TestClock)Services.GetRequiredService<TimeProvider>();

    public Given Given => new(this);

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<IServiceCollection>? configure = null)
    {
        var options = await CopyAsync(await Templates[provider].Value);
        return new(options, BuildServices(options, configure));
    }

    /// <summary>A second web node on the same database. Dispose it first.</summary>
    public TestDatabase AnotherNode() => new(Options, BuildServices(Options, null), isAnotherNode: true);

    /// <summary>A database that somebody else made and will remove, with services of its own.</summary>
    public static TestDatabase At(DatabaseOptions options, Action<IServiceCollection>? configure = null) => new(options, BuildServices(options, configure), isAnotherNode: true);

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public GetHelpDbContext Open() => Get<IDbContextFactory<GetHelpDbContext>>().CreateDbContext();

    public async Task<T> ReadAsync<T>(Func<GetHelpDbContext, Task<T>> read)
    {
        await using var db = Open();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (isAnotherNode)
        {
            return;
        }

        if (Directory.Exists(Uploads))
        {
            Directory.Delete(Uploads, recursive: true);
        }

        if (Options.Provider == DatabaseProvider.PostgreSql)
        {
            await PostgreSql.DropAsync(Options);
        }
        else
        {
            var file = new SqliteConnectionStringBuilder(Options.ConnectionString).DataSource;
            SqliteConnection.ClearAllPools();
            foreach (var part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
            {
                File.Delete(part);
            }
        }
    }

    private static ServiceProvider BuildServices(DatabaseOptions options, Action<IServiceCollection>? configure)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new TestClock()).AddGetHelpCore();
        services.AddSingleton<IOptions<DatabaseOptions>>(Microsoft.Extensions.Options.Options.Create(options));
        services.Configure<SiteOptions>(site => site.BaseAddress = new("https://portal.example.org"));
        services.AddSingleton<TestMailbox>().AddSingleton<INotifier>(provider => provider.GetRequiredService<TestMailbox>());
        services.AddSingleton<ILimitKey, TestLimitKey>();
        services.AddSingleton<FakeWorkspace>().AddSingleton<IGoogleWorkspace>(provider => provider.GetRequiredService<FakeWorkspace>());
        services.Configure<RegisterImportOptions>(imports => imports.Folder = UploadsOf(options));
        configure?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static string UploadsOf(DatabaseOptions options) => Path.Combine(
        Path.GetTempPath(), $"gethelp-tests-{Environment.ProcessId}", $"uploads-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.ConnectionString)))[..16]}");

    private static async Task<DatabaseOptions> MigrateAsync(DatabaseOptions options)
    {
        if (options.Provider == DatabaseProvider.PostgreSql)
        {
            await PostgreSql.DropAsync(options);
        }

        await using (var services = BuildServices(options, null))
        {
            await services.GetRequiredService<DatabaseSetup>().RunAsync(_ => Task.CompletedTask);
            await using var db = services.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContext();
            if (db.Database.IsSqlite())
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }

        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        return options;
    }

    private static async Task<DatabaseOptions> CopyAsync(DatabaseOptions template)
    {
        if (template.Provider == DatabaseProvider.PostgreSql)
        {
            return await PostgreSql.CopyAsync(template);
        }

        var copy = SqliteFile(Guid.NewGuid().ToString("N"));
        File.Copy(Source(template), Source(copy));
        return copy;

        static string Source(DatabaseOptions options) => new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
    }

    private static DatabaseOptions SqliteFile(string name)
    {
        return new() { ConnectionString = $"Data Source={Path.Combine(Folder, name + ".db")}" };
    }
}
