using GetHelp.Core.Data;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.Spreadsheet;

/// <summary>What a workbook is made of.</summary>
public sealed record SchoolSheetContents
{
    public required int ResponsibleBodyId { get; init; }

    public required string ResponsibleBody { get; init; }

    /// <summary>A row for each open school, by name, and in it the text of each of <see cref="SchoolSheet.Columns"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }
}

/// <summary>Reads the schools of a responsible body as its workbook has them.</summary>
public sealed class SchoolSheetQuery(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Null when there is no such body whose schools the viewer may change.</summary>
    public async Task<SchoolSheetContents?> FindAsync(Viewer viewer, int responsibleBodyId, CancellationToken cancellationToken = default)
    {
        if (!WhoOrdersRules.MaySee(viewer, OrganisationId.ResponsibleBody(responsibleBodyId)))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var name = await db.ResponsibleBodies.Where(b => b.Id == responsibleBodyId).Select(b => b.Name).SingleOrDefaultAsync(cancellationToken);
        if (name is null)
        {
            return null;
        }

        var schools = await db.Schools.AsNoTracking().Include(s => s.Contacts)
            .Where(s => s.ResponsibleBodyId == responsibleBodyId && s.Status == OrganisationStatus.Open)
            .OrderBy(s => s.Name).ThenBy(s => s.Urn).ToListAsync(cancellationToken);
        return new() { ResponsibleBodyId = responsibleBodyId, ResponsibleBody = name, Rows = [.. schools.Select(Cells)] };
    }

    private static IReadOnlyList<string> Cells(School school)
    {
        var details = SchoolDetails.Of(school);
        return
        [
            school.Urn.ToString(),
            school.Name,
            school.Address.Town ?? "",
            .. SchoolSheet.Columns.Select(column => column.Field).OfType<SchoolField>().Select(field => SchoolSheet.Write(details, field)),
        ];
    }
}
