using GetHelp.Core.Data;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.YourSchools;

/// <summary>A school's headteacher, as far as the register tells.</summary>
public sealed record Headteacher(string? Title, string Name, string EmailAddress)
{
    /// <summary>"Dr Una Lathom".</summary>
    public string FullName => Title is null ? Name : $"{Title} {Name}";
}

/// <summary>One school as its responsible body sees it: its row of the grid, and what its own page has room for.</summary>
public sealed record BodySchool
{
    public required int ResponsibleBodyId { get; init; }

    public required string ResponsibleBody { get; init; }

    public required ResponsibleBodyKind Kind { get; init; }

    public required SchoolGridRow Row { get; init; }

    /// <summary>Null where nobody knows who it is.</summary>
    public Headteacher? Headteacher { get; init; }

    /// <summary>Whom the body named last beside the headteacher, chosen or not: what a form for somebody else begins with.</summary>
    public PersonDetails? SomebodyElse { get; init; }

    /// <summary>The way on and back in the order of the grid; null where that has no such school.</summary>
    public SchoolNeighbours? Neighbours { get; init; }

    public bool HasSocialCare => Kind == ResponsibleBodyKind.LocalAuthority;
}

/// <summary>Reads one school for its responsible body.</summary>
public sealed class BodySchoolReader(IDbContextFactory<GetHelpDbContext> contexts, SchoolGridReader grid)
{
    /// <summary>Null when the body has no such open school that the viewer may see.</summary>
    /// <param name="query">The grid that the viewer came from.</param>
    public async Task<BodySchool?> FindAsync(Viewer viewer, SchoolGridQuery query, Urn urn, CancellationToken cancellationToken = default)
    {
        // The grid finds one school by its URN, as it stands in its row there.
        var alone = new SchoolGridQuery { ResponsibleBodyId = query.ResponsibleBodyId, Search = urn.ToString() };
        if (!WhoOrdersRules.MaySee(viewer, OrganisationId.ResponsibleBody(query.ResponsibleBodyId))
            || await grid.ReadAsync(viewer, alone, cancellationToken: cancellationToken) is not { } page
            || page.Rows.FirstOrDefault(row => row.Urn == urn) is not { } row)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var contacts = await db.SchoolContacts.AsNoTracking().Where(c => c.SchoolId == row.SchoolId).ToListAsync(cancellationToken);
        return new()
        {
            ResponsibleBodyId = page.Id,
            ResponsibleBody = page.Name,
            Kind = page.Kind,
            Row = row,
            Headteacher = contacts.Find(c => c.Role == SchoolContactRole.Headteacher) is { } head ? new(head.Title, head.Name, head.EmailAddress) : null,
            SomebodyElse = contacts.Find(c => c.Role == SchoolContactRole.Contact)?.Details,
            Neighbours = await grid.NeighboursAsync(viewer, query, urn, cancellationToken),
        };
    }
}
