using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier;

/// <summary>Where the Chromebooks of one school are to be enrolled.</summary>
public sealed record ChromebookSchool
{
    /// <inheritdoc cref="WaitingOrganisation.BodyIdentifier"/>
    public required string BodyIdentifier { get; init; }

    public required string ResponsibleBody { get; init; }

    public required string School { get; init; }

    public required Urn Urn { get; init; }

    /// <summary>As the school said it, UNKNOWN too: nothing can be enrolled there, and the supplier has to know.</summary>
    public string? Domain { get; init; }

    public string? RecoveryAddress { get; init; }

    /// <summary>When the school last said something else, UTC; null when it has said the same since before that was kept.</summary>
    public DateTime? ChangedAt { get; init; }
}

/// <summary>A responsible body that orders Chromebooks for more than one Google domain. Equal rows look equal.</summary>
public sealed record BodyWithDomains
{
    public required int Id { get; init; }

    public required ResponsibleBodyKind Kind { get; init; }

    public required string Name { get; init; }

    /// <inheritdoc cref="WaitingOrganisation.BodyIdentifier"/>
    public required string Identifier { get; init; }

    public string? SoldTo { get; init; }

    /// <summary>With commas between them, in the order of the alphabet.</summary>
    public required string Domains { get; init; }
}

/// <summary>What the supplier has to know of Chromebooks (spec 03 §8).</summary>
public sealed class ChromebookData(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Every school, closed ones too, that will need Chromebooks; whoever said so longest ago first.</summary>
    public async Task<Result<IReadOnlyList<ChromebookSchool>>> SchoolsAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        if (WhyNot(viewer) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Schools.AsNoTracking().Where(s => s.Chromebooks.Answer == ChromebookAnswer.Yes)
            .Select(s => new
            {
                School = s,
                Body = s.ResponsibleBody!,
                ChangedAt = db.History.Where(e => e.SchoolId == s.Id && e.What == HistoryKind.ChromebookDetailsChanged).Max(e => (DateTime?)e.At),
            })
            .ToListAsync(cancellationToken);
        return rows.OrderBy(row => row.ChangedAt).ThenBy(row => row.School.Urn).Select(row => new ChromebookSchool
        {
            BodyIdentifier = SupplierIdentifier.Of(row.Body, row.School.Ukprn),
            ResponsibleBody = row.Body.Name,
            School = row.School.Name,
            Urn = row.School.Urn,
            Domain = row.School.Chromebooks.Domain,
            RecoveryAddress = row.School.Chromebooks.RecoveryAddress,
            ChangedAt = row.ChangedAt,
        }).ToList();
    }

    /// <summary>The responsible bodies that order for open schools on more than one domain; by kind and name. A domain counts as orders are
    /// split by it (<see cref="ChromebookSplit"/>): however it is spelled, only where Chromebooks are needed, and not when nobody knows it.</summary>
    public async Task<Result<IReadOnlyList<BodyWithDomains>>> BodiesWithDomainsAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        if (WhyNot(viewer) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schools = await db.Schools.AsNoTracking()
            .Where(s => s.Status == OrganisationStatus.Open && s.WhoWillOrder == Allocations.WhoWillOrder.ResponsibleBody && s.Chromebooks.Answer == ChromebookAnswer.Yes)
            .Select(s => new { Body = s.ResponsibleBody!, s.Ukprn, s.Chromebooks })
            .ToListAsync(cancellationToken);
        return schools.Where(s => s.Chromebooks.KnownDomain is not null).GroupBy(s => s.Body.Id)
            .Select(group => new
            {
                group.First().Body,
                Ukprn = group.Min(s => s.Ukprn),
                Domains = group.Select(s => ChromebookRules.Tidy(s.Chromebooks.KnownDomain!)).Distinct().Order(StringComparer.Ordinal).ToList(),
            })
            .Where(found => found.Domains.Count > 1)
            .OrderBy(found => found.Body.Kind).ThenBy(found => found.Body.Name, StringComparer.OrdinalIgnoreCase)
            .Select(found => new BodyWithDomains
            {
                Id = found.Body.Id,
                Kind = found.Body.Kind,
                Name = found.Body.Name,
                Identifier = SupplierIdentifier.Of(found.Body, found.Ukprn),
                SoldTo = found.Body.SoldTo,
                Domains = string.Join(", ", found.Domains),
            })
            .ToList();
    }

    private static Refusal? WhyNot(Viewer viewer) => viewer.Role == Role.Supplier ? null : new NotAllowed("see where Chromebooks are enrolled");
}
