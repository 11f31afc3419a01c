using System.Text;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static GetHelp.Tests.Organisations.Register.RegisterCsv;

namespace GetHelp.Tests.Organisations.Register;

public sealed class ImportRegisterCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gethelp-command-");
    private readonly StringBuilder output = new();
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync(
        configure: services => services.Configure<RegisterImportOptions>(options => options.Folder = Path.Combine(folder.FullName, "uploads")));

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_shows_what_would_change_and_changes_nothing()
    {
        (await RunAsync(FileOf("register.csv", File(Row(100_001), "half a row")))).ShouldBe(0);

        output.ToString().ShouldContain("1 new schools");
        output.ToString().ShouldContain("line 3: It has more or fewer cells than there are headings.");
        output.ToString().ShouldContain("Nothing is changed yet.");
        (await database.ReadAsync(db => db.Schools.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task It_applies_when_told_to()
    {
        (await RunAsync(FileOf("register.csv", File(Row(100_001))), "--trusts", FileOf("links.csv", Links(Link(100_001))), "--apply")).ShouldBe(0);

        output.ToString().ShouldContain("Applied. 1 rows read, 1 schools kept: 1 new");
        (await database.ReadAsync(db => db.Schools.Select(s => s.ResponsibleBody!.Kind).SingleAsync())).ShouldBe(ResponsibleBodyKind.Trust);
    }

    [Fact]
    public async Task A_file_that_is_no_register_is_refused_in_words()
    {
        (await RunAsync(FileOf("other.csv", "A,B\r\n1,2"), "--apply")).ShouldBe(1);

        output.ToString().ShouldContain("The file has no column URN");
        output.ToString().ShouldContain("Nothing was changed.");
    }

    public static TheoryData<string[]> Misuses => [[], ["--apply"], ["one.csv", "two.csv"], ["one.csv", "--trusts"], ["one.csv", "--wrong"], ["/there/is/none.csv"]];

    [Theory]
    [MemberData(nameof(Misuses))]
    public async Task What_it_cannot_make_sense_of_it_says(string[] arguments) => (await RunAsync(arguments)).ShouldBe(2);

    private async Task<int> RunAsync(params string[] arguments)
    {
        await using var console = new StringWriter(output);
        return await new ImportRegisterCommand().RunAsync(database.Services, arguments, console);
    }

    private string FileOf(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
