using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.DonatedDevices;

/// <summary>That a school is in the queue.</summary>
public sealed record OptedIn
{
    public required DateTime At { get; init; }

    public required string By { get; init; }

    /// <summary>Whether its responsible body asked for it.</summary>
    public required bool ByResponsibleBody { get; init; }

    public required DeviceWish Wish { get; init; }
}

/// <summary>A school and donated devices: whether it is in the queue, and whether the viewer can put it there.</summary>
public sealed record DonatedDevicesOfSchool
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string School { get; init; }

    public required Address Address { get; init; }

    /// <summary>Whether the viewer may opt it in now.</summary>
    public required bool CanOptIn { get; init; }

    /// <summary>Null while it is not in the queue.</summary>
    public OptedIn? OptedIn { get; init; }
}

/// <summary>One of a responsible body's schools. Equal rows look equal.</summary>
public sealed record DonatedDeviceSchool(Urn Urn, string Name, string? Town);

/// <summary>A responsible body and donated devices: which of its schools are in the queue, and which the viewer can put there.</summary>
public sealed record DonatedDevicesOfBody
{
    public required int ResponsibleBodyId { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether the viewer may opt in <see cref="CanBeOptedIn"/> now.</summary>
    public required bool MayOptIn { get; init; }

    /// <summary>Its open schools that it orders for and that are not in the queue, by name.</summary>
    public required IReadOnlyList<DonatedDeviceSchool> CanBeOptedIn { get; init; }

    /// <summary>The schools that it put into the queue, by name.</summary>
    public required IReadOnlyList<DonatedDeviceSchool> OptedIn { get; init; }

    /// <summary>What it asked for; null while it has not.</summary>
    public DeviceWish? Wish { get; init; }

    public bool CanOptIn => MayOptIn && CanBeOptedIn.Count > 0;
}

/// <summary>Reads who takes donated devices: a constant number of statements, however many schools there are.</summary>
public sealed class DonatedDevicesReader(IDbContextFactory<GetHelpDbContext> contexts, IOptions<DonatedDevicesOptions> options)
{
    /// <summary>Null when there is no school of this URN that the viewer may see.</summary>
    public async Task<DonatedDevicesOfSchool?> OfSchoolAsync(Viewer viewer, Urn urn, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = db.Schools.AsNoTracking().VisibleTo(viewer).Where(s => s.Urn == urn);
        if (await visible.Select(s => new { s.Id, s.Address }).SingleOrDefaultAsync(cancellationToken) is not { } found)
        {
            return null;
        }

        var school = await DonatedDeviceService.Candidates(visible, db).SingleAsync(cancellationToken);
        var optedIn = await db.OptedInSchools.AsNoTracking().Where(o => o.SchoolId == found.Id)
            .Select(o => new { o.OptedInAt, o.OptedInBy!.FullName, o.Request!.ResponsibleBodyId, o.Request.DeviceTypes, o.Request.Boxes })
            .SingleOrDefaultAsync(cancellationToken);
        return new()
        {
            SchoolId = found.Id,
            Urn = urn,
            School = school.Name,
            Address = found.Address,
            CanOptIn = options.Value.IsOpen && viewer.SchoolIds.Contains(found.Id) && DonatedDeviceRules.WhyNotItself(school) is null,
            OptedIn = optedIn is null ? null : new()
            {
                At = optedIn.OptedInAt,
                By = optedIn.FullName,
                ByResponsibleBody = optedIn.ResponsibleBodyId is not null,
                Wish = new() { DeviceTypes = optedIn.DeviceTypes, Boxes = optedIn.Boxes },
            },
        };
    }

    /// <summary>Null when there is no such responsible body that the viewer may see.</summary>
    public async Task<DonatedDevicesOfBody?> OfBodyAsync(Viewer viewer, int responsibleBodyId, CancellationToken cancellationToken = default)
    {
        if (!viewer.SeesEverything && !viewer.ResponsibleBodyIds.Contains(responsibleBodyId))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.ResponsibleBodies.Where(b => b.Id == responsibleBodyId).Select(b => b.Name).SingleOrDefaultAsync(cancellationToken) is not { } name)
        {
            return null;
        }

        var request = await db.DonatedDeviceRequests.AsNoTracking().SingleOrDefaultAsync(r => r.ResponsibleBodyId == responsibleBodyId, cancellationToken);
        return new()
        {
            ResponsibleBodyId = responsibleBodyId,
            Name = name,
            MayOptIn = options.Value.IsOpen && viewer.ResponsibleBodyIds.Contains(responsibleBodyId),
            CanBeOptedIn = await RowsAsync(DonatedDeviceService.CanBeOptedIn(db, responsibleBodyId), cancellationToken),
            OptedIn = request is null ? [] : await RowsAsync(db.OptedInSchools.AsNoTracking().Where(o => o.RequestId == request.Id).Select(o => o.School!), cancellationToken),
            Wish = request?.Wish,
        };
    }

    private static async Task<IReadOnlyList<DonatedDeviceSchool>> RowsAsync(IQueryable<School> schools, CancellationToken cancellationToken) =>
        await schools.OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new DonatedDeviceSchool(s.Urn, s.Name, s.Address.Town)).ToListAsync(cancellationToken);
}
