using System.Runtime.CompilerServices;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.DonatedDevices;

/// <summary>A school in the queue, as the supplier reads it (spec 03 §9). Equal rows look equal.</summary>
public sealed record QueuedSchool
{
    public required int RequestId { get; init; }

    /// <summary>When this school was opted in: a school that its body added later does not stand where the first ones do.</summary>
    public required DateTime OptedInAt { get; init; }

    public required Urn Urn { get; init; }

    public required string School { get; init; }

    public required string ResponsibleBody { get; init; }

    public string? ShipTo { get; init; }

    public string? SoldTo { get; init; }

    /// <summary>Who opted it in: whom the devices are addressed to.</summary>
    public required string FullName { get; init; }

    public required string EmailAddress { get; init; }

    public string? Telephone { get; init; }

    public required IReadOnlyList<DonatedDeviceType> DeviceTypes { get; init; }

    public required int Boxes { get; init; }
}

/// <summary>A page of the queue.</summary>
public sealed record DonatedDeviceQueuePage(IReadOnlyList<QueuedSchool> Rows, int Total)
{
    /// <summary>Rows on a page.</summary>
    public const int Size = 50;

    public int Pages => Paging.Pages(Total, Size);
}

/// <summary>The queue for donated devices, first come first: for the supplier, who has the schools' people's telephone numbers from it.</summary>
public sealed class DonatedDeviceQueue(IDbContextFactory<GetHelpDbContext> contexts)
{
    public async Task<Result<DonatedDeviceQueuePage>> ReadAsync(Viewer viewer, int page, CancellationToken cancellationToken = default)
    {
        if (viewer.Role != Role.Supplier)
        {
            return new NotAllowed("see the queue for donated devices");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var total = await db.OptedInSchools.CountAsync(cancellationToken);
        return new DonatedDeviceQueuePage(
            await Rows(db).OnPage(page, DonatedDeviceQueuePage.Size).ToListAsync(cancellationToken), total);
    }

    /// <summary>All of it; nothing for who may not see it.</summary>
    public async IAsyncEnumerable<QueuedSchool> ReadAllAsync(Viewer viewer, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (viewer.Role != Role.Supplier)
        {
            yield break;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var row in Rows(db).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }

    private static IQueryable<QueuedSchool> Rows(GetHelpDbContext db) => db.OptedInSchools.AsNoTracking()
        .OrderBy(o => o.OptedInAt).ThenBy(o => o.SchoolId)
        .Select(o => new QueuedSchool
        {
            RequestId = o.RequestId,
            OptedInAt = o.OptedInAt,
            Urn = o.School!.Urn,
            School = o.School.Name,
            ResponsibleBody = o.School.ResponsibleBody!.Name,
            ShipTo = o.School.ShipTo,
            SoldTo = o.School.ResponsibleBody.SoldTo,
            FullName = o.OptedInBy!.FullName,
            EmailAddress = o.OptedInBy.EmailAddress,
            Telephone = o.OptedInBy.Telephone,
            DeviceTypes = o.Request!.DeviceTypes,
            Boxes = o.Request.Boxes,
        });
}
