using System.Text;
using GetHelp.Core.Data;
using GetHelp.Core.Data.Backup;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Backup;
using GetHelp.Web.Shell;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Data;

public sealed class SqliteBackupTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gethelp-backup-");
    private TestDatabase database = null!;

    private SqliteBackup Backup => database.Get<SqliteBackup>();

    private string Copy => Path.Combine(folder.FullName, "copies", "monday.db");

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_copy_has_everything_that_was_committed_and_is_one_file()
    {
        var school = await database.Given.SchoolAsync("Juniper Primary School");

        Backup.BackUp(Copy).Value.ShouldBe(new FileInfo(Copy).Length);

        Directory.GetFiles(Path.GetDirectoryName(Copy)!).ShouldBe([Copy]);
        (await NamesInAsync(Copy)).ShouldBe([school.Name]);
    }

    [Fact]
    public async Task A_copy_made_while_others_write_is_of_one_moment()
    {
        using var enough = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var school = await database.Given.SchoolAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await using var db = database.Open();
                await using var together = await db.Database.BeginTransactionAsync();
                await db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, $"{i}"));
                await db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, $"{i}"));
                await together.CommitAsync();
                begun.TrySetResult();
            }
        });

        await begun.Task;
        for (var i = 0; i < 20; i++)
        {
            var file = Path.Combine(folder.FullName, $"{i}.db");
            Backup.BackUp(file).Refused.ShouldBeFalse();
            await using var copy = At(file);
            var read = await copy.Schools.SingleAsync();
            read.ShipTo.ShouldBe(read.Name);
        }

        await enough.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task What_is_restored_is_there_again_and_what_was_there_is_kept()
    {
        await database.Given.SchoolAsync("Before");
        Backup.BackUp(Copy);
        await database.Given.SchoolAsync("After");
        SqliteConnection.ClearAllPools(); // the program stops

        var aside = (await Backup.RestoreAsync(Copy)).Value;

        (await NamesInAsync(FileOf(database.Options))).ShouldBe(["Before"]);
        (await NamesInAsync(aside!)).ShouldBe(["After", "Before"]);
        (await database.ReadAsync(db => db.Database.SqlQuery<string>($"PRAGMA journal_mode").ToListAsync())).ShouldBe(["wal"]);
        await database.Given.SchoolAsync("Afterwards");
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_program_that_runs()
    {
        await database.Given.SchoolAsync("Before");
        Backup.BackUp(Copy);
        await using var running = database.Open();
        await running.Database.OpenConnectionAsync();
        await running.Schools.CountAsync();

        (await Backup.RestoreAsync(Copy)).Refusals.Single().ShouldBeOfType<DatabaseInUse>();

        (await running.Schools.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_backup_takes_the_place_of_nothing()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Copy)!);
        await File.WriteAllTextAsync(Copy, "a letter to my aunt");

        Backup.BackUp(Copy).Refusals.Single().ShouldBe(new FileIsThere(Copy));

        (await File.ReadAllTextAsync(Copy)).ShouldBe("a letter to my aunt");
    }

    [Fact]
    public async Task What_was_left_by_an_interrupted_backup_is_in_nobodys_way()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Copy)!);
        await File.WriteAllTextAsync(Copy + ".unfinished", "half of a database");

        Backup.BackUp(Copy).Refused.ShouldBeFalse();

        Directory.GetFiles(Path.GetDirectoryName(Copy)!).ShouldBe([Copy]);
    }

    [Fact]
    public async Task Only_a_whole_database_of_this_program_is_restored()
    {
        await database.Given.SchoolAsync("Before");
        SqliteConnection.ClearAllPools();
        var missing = Path.Combine(folder.FullName, "none.db");
        var letter = Path.Combine(folder.FullName, "letter.db");
        await File.WriteAllTextAsync(letter, new string('a', 5000));
        var other = Path.Combine(folder.FullName, "other.db");
        await ExecuteAsync(other, "CREATE TABLE Recipes (Name TEXT)");
        var newer = Path.Combine(folder.FullName, "newer.db");
        Backup.BackUp(newer);
        await ExecuteAsync(newer, """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_OfTomorrow', '99.0')""");

        (await Backup.RestoreAsync(missing)).Refusals.Single().ShouldBe(new NoSuchFile(missing));
        (await Backup.RestoreAsync(letter)).Refusals.Single().ShouldBeOfType<DamagedFile>();
        (await Backup.RestoreAsync(other)).Refusals.Single().ShouldBe(new DamagedFile(other, "it is no database of this service"));
        (await Backup.RestoreAsync(newer)).Refusals.Single().ShouldBe(new NewerFile(newer, "29990101000000_OfTomorrow"));

        (await NamesInAsync(FileOf(database.Options))).ShouldBe(["Before"]);
    }

    [Fact]
    public async Task The_commands_say_what_they_did_and_why_they_did_not()
    {
        await database.Given.SchoolAsync("Before");

        (await RunAsync("backup", Copy)).ShouldBe((0, $"Backed up to {Copy}: {new FileInfo(Copy).Length:N0} bytes."));
        (await RunAsync("backup", Copy)).ShouldBe((1, $"There is a file {Copy} already. Name another one."));
        (await RunAsync("backup")).ShouldBe((2, "Usage: backup FILE"));
        (await RunAsync("restore", Copy, "now")).ShouldBe((2, "Usage: restore FILE"));
        SqliteConnection.ClearAllPools();
        var (code, said) = await RunAsync("restore", Copy);
        code.ShouldBe(0);
        said.ShouldStartWith($"Restored {Copy}. What was there before is in {FileOf(database.Options)}.before-restore-");
    }

    [Fact]
    public void Whoever_only_wants_to_serve_asks_for_no_command()
    {
        ConsoleCommands.AskedFor([]).ShouldBeNull();
        ConsoleCommands.AskedFor(["--urls", "http://localhost:5090"]).ShouldBeNull();
        ConsoleCommands.AskedFor(["backup", "there.db"]).ShouldBeOfType<BackupCommand>();
        ConsoleCommands.AskedFor(["import-register"])!.Name.ShouldBe("import-register");
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] args)
    {
        var output = new StringBuilder();
        await using var console = new StringWriter(output);
        var code = await ConsoleCommands.AskedFor(args)!.RunAsync(database.Services, args[1..], console);
        return (code, output.ToString().Trim());
    }

    private static async Task<List<string>> NamesInAsync(string file)
    {
        await using var db = At(file);
        return await db.Schools.Select(s => s.Name).Order().ToListAsync();
    }

    private static SqliteGetHelpDbContext At(string file) =>
        new(DataServices.Build<SqliteGetHelpDbContext>(new() { ConnectionString = $"Data Source={file};Pooling=False" }));

    private static string FileOf(DatabaseOptions options) => new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
