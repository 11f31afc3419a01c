using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Tests.TestSupport;

/// <summary>Somebody says who orders for schools, as the grid, many rows and the spreadsheet do.</summary>
internal static class WhoWillOrderSaid
{
    /// <param name="schools">All of one responsible body.</param>
    /// <returns>How many schools changed; every reason why one did not.</returns>
    public static async Task<Result<int>> SayWhoOrdersAsync(this TestDatabase database, Viewer viewer, IReadOnlyList<Urn> schools, WhoWillOrder who)
    {
        var body = await database.ReadAsync(db => db.Schools.Where(s => s.Urn == schools[0]).Select(s => s.ResponsibleBodyId).SingleAsync());
        var said = await database.Get<SchoolChangesService>().ApplyAsync(viewer, body, [.. schools.Select(urn => new SchoolChange { Urn = urn, WhoWillOrder = who })]);
        if (said.Refused)
        {
            return Result<int>.Refuse(said.Refusals);
        }

        var problems = said.Value.Rows.SelectMany(row => row.Problems).Select(problem => problem.Why).ToList();
        return problems.Count > 0 ? Result<int>.Refuse(problems) : said.Value.Count(SchoolChangeState.Changes);
    }
}
