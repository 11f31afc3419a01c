using System.Diagnostics;
using System.Globalization;
using GetHelp.Bench.Hosting;

namespace GetHelp.Bench.RegisterImport;

/// <summary>The floor of the register import: sqlite3's command line and its own `.import`.</summary>
internal sealed class SqliteImport(string csv)
{
    /// <summary>As counted in the table after the last run.</summary>
    public int Rows { get; private set; }

    /// <summary>Imports into a new database; milliseconds of the whole program, table and indexes included.</summary>
    public async Task<double> RunAsync(string database)
    {
        var folder = Path.GetDirectoryName(database)!;
        var began = Stopwatch.GetTimestamp();
        await Commands.RunAsync("sqlite3", [database], folder, Script());
        var elapsed = Stopwatch.GetElapsedTime(began);
        Rows = int.Parse(await Commands.RunAsync("sqlite3", [database, "SELECT COUNT(*) FROM register"], folder), CultureInfo.InvariantCulture);
        return elapsed.TotalMilliseconds;
    }

    private string Script() => $"""
        PRAGMA journal_mode = WAL;
        CREATE TABLE register ({string.Join(", ", Columns())});
        CREATE UNIQUE INDEX register_urn ON register ("URN");
        CREATE INDEX register_name ON register ("EstablishmentName");
        .import --csv --skip 1 '{csv}' register

        """;

    private IEnumerable<string> Columns() => File.ReadLines(csv).First().TrimStart('\uFEFF').Split(',').Select(name => $"\"{name.Trim('"')}\"");
}
