namespace GetHelp.Core.Data;

/// <summary>The section "Database" of the settings.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public const string DefaultConnectionString = "Data Source=data/gethelp.db";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>As the provider writes it; a SQLite file in data/ unless told otherwise.</summary>
    public string ConnectionString { get; set; } = DefaultConnectionString;
}

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
