using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace GetHelp.Tests.Allocations.Many;

/// <summary>What tests of lists say in one line.</summary>
internal static class Lists
{
    public static async Task<Guid> PreviewAsync(this TestDatabase database, Viewer by, params GivenRow[] rows) =>
        (await database.Get<SchoolListService>().PreviewAsync(by, rows, "Year 9 is isolating")).Value;

    public static Task<Guid> PasteAsync(this TestDatabase database, Viewer by, ListKind kind, params string[] lines) =>
        database.PreviewAsync(by, [.. GivenRows.Pasted(string.Join('\n', lines), kind).Value]);

    public static async Task TakeAsync(this TestDatabase database, Viewer by, Guid list)
    {
        database.Get<SchoolListService>().Take(by, list).Value.ShouldBeTrue();
        await database.Get<SchoolListService>().RunAsync(list);
    }

    public static SchoolListView Find(this TestDatabase database, Viewer by, Guid list) => database.Get<SchoolListService>().Find(by, list).ShouldNotBeNull();

    /// <summary>The school with its allocations, as it is now.</summary>
    public static Task<School> NowAsync(this TestDatabase database, School school) =>
        database.ReadAsync(db => db.Schools.AsNoTracking().Include(s => s.Allocations).SingleAsync(s => s.Id == school.Id));
}
