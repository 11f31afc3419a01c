using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Notifications;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using static GetHelp.Core.DonatedDevices.DonatedDevicesInWords;

namespace GetHelp.Core.DonatedDevices;

/// <summary>What a responsible body asks for its schools.</summary>
public sealed record OptInSchools
{
    public required int ResponsibleBodyId { get; init; }

    /// <summary>Null for every school that can be opted in, as it then is.</summary>
    public IReadOnlyCollection<Urn>? Schools { get; init; }

    /// <summary>Needed the first time; the rest of the schools get what was asked for then.</summary>
    public DeviceWish? Wish { get; init; }
}

/// <summary>Puts schools into the queue for donated devices.</summary>
public sealed class DonatedDeviceService(WriteTransactions transactions, IOptions<DonatedDevicesOptions> options)
{
    /// <summary>Opts a school in that orders for itself.</summary>
    /// <returns>How many schools are in the queue because of it.</returns>
    public Task<Result<int>> OptInAsync(Viewer viewer, Urn urn, DeviceWish wish, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(viewer, write => OptInAsync(write, urn, wish, cancellationToken), cancellationToken);

    /// <summary>Opts schools in that their responsible body orders for; later on the rest of them, or more of it.</summary>
    /// <returns>How many schools are in the queue because of it.</returns>
    public Task<Result<int>> OptInAsync(Viewer viewer, OptInSchools asked, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(viewer, write => OptInAsync(write, asked, cancellationToken), cancellationToken);

    /// <inheritdoc cref="OptInAsync(Viewer, Urn, DeviceWish, CancellationToken)"/>
    internal async Task<Result<int>> OptInAsync(WriteTransaction write, Urn urn, DeviceWish wish, CancellationToken cancellationToken)
    {
        var mine = write.Viewer.SchoolIds;
        var school = await Candidates(write.Db.Schools.Where(s => s.Urn == urn && mine.Contains(s.Id)), write.Db).SingleOrDefaultAsync(cancellationToken);
        if (school is null)
        {
            return new NotFound();
        }

        if (!options.Value.IsOpen)
        {
            return new DonatedDevicesClosed();
        }

        IReadOnlyList<Refusal> whyNot = DonatedDeviceRules.WhyNotItself(school) is { } notItself ? [notItself] : DonatedDeviceRules.WhyNot(wish);
        if (whyNot.Count > 0)
        {
            return Result<int>.Refuse(whyNot);
        }

        var request = DonatedDeviceRequest.Of(OrganisationId.School(school.SchoolId), wish, write.Viewer, write.Now);
        write.Db.DonatedDeviceRequests.Add(request);
        return Put(write, request, [school]);
    }

    /// <inheritdoc cref="OptInAsync(Viewer, OptInSchools, CancellationToken)"/>
    internal async Task<Result<int>> OptInAsync(WriteTransaction write, OptInSchools asked, CancellationToken cancellationToken)
    {
        var id = asked.ResponsibleBodyId;
        if (!write.Viewer.ResponsibleBodyIds.Contains(id))
        {
            return new NotFound();
        }

        if (!options.Value.IsOpen)
        {
            return new DonatedDevicesClosed();
        }

        var request = await write.Db.DonatedDeviceRequests.SingleOrDefaultAsync(r => r.ResponsibleBodyId == id, cancellationToken);
        var wish = request?.Wish ?? asked.Wish ?? new() { DeviceTypes = [], Boxes = 0 };
        var (schools, whyNotThese) = await ChosenAsync(write.Db, asked, cancellationToken);
        IReadOnlyList<Refusal> whyNot = [.. whyNotThese, .. DonatedDeviceRules.WhyNot(wish)];
        if (whyNot.Count > 0)
        {
            return Result<int>.Refuse(whyNot);
        }

        request ??= write.Db.DonatedDeviceRequests.Add(DonatedDeviceRequest.Of(OrganisationId.ResponsibleBody(id), wish, write.Viewer, write.Now)).Entity;
        write.Record(HistoryKind.DonatedDevicesAskedFor, new() { ResponsibleBodyId = id }, $"{NumberOf.Schools(schools.Count)}, each for {request.Wish.InWords()}");
        return Put(write, request, schools);
    }

    /// <summary>The schools that a responsible body can opt in: open ones that it orders for and that are not in the queue.</summary>
    internal static IQueryable<School> CanBeOptedIn(GetHelpDbContext db, int responsibleBodyId) => db.Schools.AsNoTracking().Where(s =>
        s.ResponsibleBodyId == responsibleBodyId
        && s.Status == OrganisationStatus.Open
        && s.WhoWillOrder == WhoWillOrder.ResponsibleBody
        && !db.OptedInSchools.Any(o => o.SchoolId == s.Id));

    /// <summary>What the rules look at, of these schools.</summary>
    internal static IQueryable<SchoolToOptIn> Candidates(IQueryable<School> schools, GetHelpDbContext db) => schools.Select(s => new SchoolToOptIn
    {
        SchoolId = s.Id,
        Urn = s.Urn,
        Name = s.Name,
        ResponsibleBodyId = s.ResponsibleBodyId,
        ResponsibleBody = s.ResponsibleBody!.Name,
        WhoWillOrder = s.WhoWillOrder,
        IsOpen = s.Status == OrganisationStatus.Open,
        IsOptedIn = db.OptedInSchools.Any(o => o.SchoolId == s.Id),
    });

    /// <summary>The schools to opt in, or every reason why they cannot be.</summary>
    private static async Task<(List<SchoolToOptIn> Schools, IReadOnlyList<Refusal> WhyNot)> ChosenAsync(
        GetHelpDbContext db, OptInSchools asked, CancellationToken cancellationToken)
    {
        var body = asked.ResponsibleBodyId;
        if (asked.Schools is not { } urns)
        {
            var all = await Candidates(CanBeOptedIn(db, body), db).ToListAsync(cancellationToken);
            return (all, all.Count > 0 ? [] : [new NoSchoolLeft()]);
        }

        var wanted = urns.ToHashSet();
        var chosen = (await Candidates(db.Schools.Where(s => s.ResponsibleBodyId == body), db).ToListAsync(cancellationToken)).FindAll(school => wanted.Contains(school.Urn));
        return (chosen, chosen.Count == wanted.Count ? DonatedDeviceRules.WhyNot(body, chosen) : [new NotFound()]);
    }

    private static int Put(WriteTransaction write, DonatedDeviceRequest request, IReadOnlyList<SchoolToOptIn> schools)
    {
        request.OptIn(schools.Select(school => school.SchoolId), write.Viewer, write.Now);
        foreach (var school in schools)
        {
            write.Record(HistoryKind.DonatedDevicesAskedFor, new() { SchoolId = school.SchoolId }, request.Wish.InWords());
            write.Tell(Topic.School(school.SchoolId));
        }

        write.Tell(Topic.DonatedDevices);
        write.Email(OptedInLetter.Of(write.Viewer, schools, request), $"donated-devices-{Guid.NewGuid():N}");
        return schools.Count;
    }
}
