using System.Net;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.People;
using GetHelp.Tests.Allocations.Queries;
using GetHelp.Tests.Organisations.Register;
using GetHelp.Web.Allocations.Queries;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Access;

/// <summary>Every form that takes a file, with files that are not what they say, too large, larger once unpacked, or brought along to be run.</summary>
public sealed class UploadTests
{
    private const string Macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";

    private static readonly byte[] Program = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0];

    /// <summary>Each form, whose it is, the field that takes the file, and what else has to be filled in.</summary>
    private static readonly (Asker Who, string Page, string Field, (string Name, string Value)[] Typed)[] Forms =
    [
        (Asker.School, "/schools/{number}/more-devices/ask", AllocationQueryWords.EvidenceField, [("laptops-and-tablets", "5"), (AllocationQueryWords.ReasonsField, "Year 7 has none")]),
        (Asker.Body, "/responsible-bodies/{id:int}/schools/spreadsheet/new", "File", []),
        (Asker.SupportAgent, "/support/schools/many/new", "File", [("Why", "Year 9 is isolating")]),
    ];

    public static TheoryData<string, string> Files => new()
    {
        { "a program", "schools.xlsx" },
        { "a program", "schools.csv" },
        { "a page", "schools.xlsx" },
        { "a page", "../../schools.html" },
        { "a bomb", "schools.xlsx" },
        { "macros", "schools.xlsx" },
        { "macros", "schools.xlsm" },
        { "too much", "schools.csv" },
        { "too much", "schools.xlsx" },
        { "nothing", "schools.xlsx" },
        { "half a workbook", "schools.xlsx" },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task A_file_that_is_not_what_it_says_is_refused_in_words_and_nothing_of_it_is_kept(string what, string name)
    {
        await using var scene = await AccessScene.SetAsync();
        var evidence = await scene.Portal.Database.ReadAsync(db => db.EvidenceFiles.CountAsync());
        var kept = Kept(scene);
        foreach (var (who, page, field, typed) in Forms)
        {
            var browser = scene.Of(who);
            var answer = await browser.GiveAsync(scene.AddressOf(page), field, (name, Bytes(what)), typed);

            answer.Status.ShouldBe(HttpStatusCode.OK, page);
            answer.Document.QuerySelectorAll(".error-summary a").ShouldNotBeEmpty($"{page} says nothing of {what}");
        }

        (await scene.Portal.Database.ReadAsync(db => db.EvidenceFiles.CountAsync())).ShouldBe(evidence);
        Kept(scene).ShouldBe(kept);
    }

    /// <summary>A register is read by a worker: what is none is an import that failed, of which nothing stays but why.</summary>
    [Theory]
    [InlineData("a program")]
    [InlineData("a bomb")]
    [InlineData("macros")]
    [InlineData("nothing")]
    public async Task A_register_that_is_none_is_an_import_that_failed(string what)
    {
        await using var scene = await AccessScene.SetAsync();
        var (browser, kept) = (scene.Of(Asker.ThirdLine), Kept(scene));

        var answer = await browser.GiveAsync("/support/register", "register", ("register.csv", Bytes(what)), []);
        var id = await scene.Portal.Database.ReadAsync(db => db.RegisterImports.MaxAsync(import => import.Id));
        await scene.Portal.Database.Get<RegisterImportService>().PreviewAsync(Viewer.Service, id);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        (await scene.Portal.Database.ReadAsync(db => db.RegisterImports.SingleAsync(import => import.Id == id))).Problem.ShouldNotBeNullOrEmpty();
        Kept(scene).ShouldBe(kept);
    }

    private static byte[] Bytes(string what) => what switch
    {
        "a program" => Program,
        "a page" => "<html><script>alert(1)</script></html>"u8.ToArray(),
        "a bomb" => SmallFiles.WorkbookOfZeros(101L * 1024 * 1024),
        "macros" => SmallFiles.WorkbookOfZeros(0, Macros),
        "too much" => [.. Enumerable.Repeat((byte)'1', EvidenceFile.MostBytes + 1)],
        "half a workbook" => [.. SmallFiles.Workbook().Take(300)],
        _ => [],
    };

    private static string[] Kept(AccessScene scene) =>
        Directory.Exists(scene.Portal.Database.Uploads) ? [.. Directory.GetFiles(scene.Portal.Database.Uploads, "*", SearchOption.AllDirectories).Order()] : [];
}
