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

    /// <summary>Whether the viewer can opt it in now.</summary>
    public required bool CanOptIn { get; init; }

    /// <summary>Why it does not opt itself in, where the viewer is one of its people; null when it can, and when somebody else looks.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Null while it is not in the queue.</summary>
    public OptedIn? OptedIn { get; init; }
}

/// <summary>One of a responsible body's schools. Equal rows look equal.</summary>
public sealed record DonatedDeviceSchool(Urn Urn, string Name, string? Town);

/// <summary>A responsible body and donated devices, in numbers.</summary>
public sealed record DonatedDevicesOfBody
{
    public required int ResponsibleBodyId { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether schools can be opted in at present.</summary>
    public required bool IsTaking { get; init; }

    /// <summary>Whether the viewer is of this body: who only looks at it opts nobody in.</summary>
    public required bool ViewerBelongs { get; init; }

    /// <summary>How many of its schools are in the queue because it asked for them.</summary>
    public required int OptedIn { get; init; }

    /// <summary>How many more it can opt in: open ones that it orders for and that are not in the queue.</summary>
    public required int CanBeOptedIn { get; init; }

    /// <summary>What it asked for; null while it has not.</summary>
    public DeviceWish? Wish { get; init; }

    /// <summary>Whether the viewer can opt schools in now.</summary>
    public bool CanOptIn => IsTaking && ViewerBelongs && CanBeOptedIn > 0;
}

/// <summary>A responsible body's schools by name: those that it put into the queue, and those that it can put there.</summary>
public sealed record DonatedDeviceSchools(IReadOnlyList<DonatedDeviceSchool> OptedIn, IReadOnlyList<DonatedDeviceSchool> CanBeOptedIn);

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
        var belongs = viewer.SchoolIds.Contains(found.Id);
        var whyNot = options.Value.IsOpen ? DonatedDeviceRules.WhyNotItself(school) : new DonatedDevicesClosed();
        return new()
        {
            SchoolId = found.Id,
            Urn = urn,
            School = school.Name,
            Address = found.Address,
            CanOptIn = belongs && whyNot is null,
            WhyNot = belongs ? whyNot?.Message : null,
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
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!MaySee(viewer, responsibleBodyId)
            || await db.ResponsibleBodies.Where(b => b.Id == responsibleBodyId).Select(b => b.Name).SingleOrDefaultAsync(cancellationToken) is not { } name)
        {
            return null;
        }

        var request = await db.DonatedDeviceRequests.AsNoTracking().SingleOrDefaultAsync(r => r.ResponsibleBodyId == responsibleBodyId, cancellationToken);
        return new()
        {
            ResponsibleBodyId = responsibleBodyId,
            Name = name,
            IsTaking = options.Value.IsOpen,
            ViewerBelongs = viewer.ResponsibleBodyIds.Contains(responsibleBodyId),
            OptedIn = await OptedIn(db, responsibleBodyId).CountAsync(cancellationToken),
            CanBeOptedIn = await DonatedDeviceService.CanBeOptedIn(db, responsibleBodyId).CountAsync(cancellationToken),
            Wish = request?.Wish,
        };
    }

    /// <summary>Up to several hundred schools, which is more than a page hands to its circuit; nobody's when the viewer may not see the body.</summary>
    public async Task<DonatedDeviceSchools> SchoolsAsync(Viewer viewer, int responsibleBodyId, CancellationToken cancellationToken = default)
    {
        if (!MaySee(viewer, responsibleBodyId))
        {
            return new([], []);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new(
            await RowsAsync(OptedIn(db, responsibleBodyId), cancellationToken),
            await RowsAsync(DonatedDeviceService.CanBeOptedIn(db, responsibleBodyId), cancellationToken));
    }

    private static bool MaySee(Viewer viewer, int responsibleBodyId) => viewer.SeesEverything || viewer.ResponsibleBodyIds.Contains(responsibleBodyId);

    private static IQueryable<School> OptedIn(GetHelpDbContext db, int responsibleBodyId) =>
        db.OptedInSchools.AsNoTracking().Where(o => o.Request!.ResponsibleBodyId == responsibleBodyId).Select(o => o.School!);

    private static async Task<IReadOnlyList<DonatedDeviceSchool>> RowsAsync(IQueryable<School> schools, CancellationToken cancellationToken) =>
        await schools.OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new DonatedDeviceSchool(s.Urn, s.Name, s.Address.Town)).ToListAsync(cancellationToken);
}
