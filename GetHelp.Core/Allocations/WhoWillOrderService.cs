using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations;

/// <summary>Says who orders, and whether what centrally managed schools have is pooled. Joining and leaving the pool go with it in one commit.</summary>
public sealed class WhoWillOrderService(WriteTransactions transactions)
{
    /// <summary>Keeps who orders for the schools that come to a responsible body later, and has these of its schools do the same. What is known of their
    /// contacts and of Chromebooks stays (spec 08 A22).</summary>
    /// <param name="schools">Those that were shown to whoever says so, and no others; none where only later schools are meant.</param>
    /// <returns>How many schools changed.</returns>
    public Task<Result<int>> SetDefaultAsync(
        Viewer viewer, int responsibleBodyId, WhoWillOrder who, IReadOnlyCollection<Urn> schools, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<int>(
            viewer,
            async write =>
            {
                if (!MaySay(viewer, responsibleBodyId))
                {
                    return new NotFound();
                }

                await write.LockPoolsAsync([responsibleBodyId], cancellationToken);
                var theirs = await write.Db.Schools
                    .Where(s => s.ResponsibleBodyId == responsibleBodyId && schools.Contains(s.Urn) && s.Status == OrganisationStatus.Open)
                    .Select(s => s.Id).ToListAsync(cancellationToken);
                if (theirs.Count != schools.Distinct().Count())
                {
                    return new SchoolsHaveChanged();
                }

                var body = await write.Db.ResponsibleBodies.SingleOrDefaultAsync(b => b.Id == responsibleBodyId, cancellationToken);
                if (body is null)
                {
                    return new NotFound();
                }

                Keep(write, body, who);
                return theirs.Count == 0 ? 0 : await SetEachAsync(write, body.Id, theirs.ToDictionary(id => id, _ => who), cancellationToken);
            },
            cancellationToken);

    /// <summary>Switches a responsible body's virtual cap pools on or off.</summary>
    /// <returns>Whether that changed anything.</returns>
    public Task<Result<bool>> SetPoolingAsync(
        Viewer viewer, int responsibleBodyId, bool pools, string why, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (!viewer.IsSupport)
                {
                    return new NotAllowed("switch pooling on or off");
                }

                if (Reason.WhyNot(why) is { } noReason)
                {
                    return noReason;
                }

                await (pools
                    ? PoolMembership.LeaveAsync(write, [], why, [responsibleBodyId], cancellationToken)
                    : PoolMembership.EndAsync(write, responsibleBodyId, "The schools no longer share a pool", cancellationToken));
                var body = await write.Db.ResponsibleBodies.SingleOrDefaultAsync(b => b.Id == responsibleBodyId, cancellationToken);
                if (body is null || body.PoolsCaps == pools)
                {
                    return body is null ? new NotFound() : false;
                }

                body.PoolsCaps = pools;
                await OpenAsync(write, write.Db.Schools.Where(s => pools && s.ResponsibleBodyId == body.Id && s.WhoWillOrder == WhoWillOrder.ResponsibleBody), cancellationToken);
                write.Record(HistoryKind.PoolingChanged, new() { ResponsibleBodyId = body.Id }, pools ? "Centrally managed schools share a pool" : "Each school has its own numbers", Reason.OneLine(why));
                return true;
            },
            cancellationToken);

    /// <summary>Has schools of one responsible body order for themselves, or has it order for them, each its own way, as part of a write. Whoever writes has
    /// locked the body's pools before it read the schools, and has seen to it that the viewer may say so.</summary>
    /// <param name="asked">Who is to order, by the id of a school of this body.</param>
    internal static async Task<Result<int>> SetEachAsync(
        WriteTransaction write, int body, IReadOnlyDictionary<int, WhoWillOrder> asked, CancellationToken cancellationToken)
    {
        var leaving = asked.Where(pair => pair.Value == WhoWillOrder.School).Select(pair => pair.Key).ToList();
        await PoolMembership.LeaveAsync(write, leaving, "The school orders for itself from now on", alsoJoined: [body], cancellationToken);
        return await ChangeAsync(write, body, asked, cancellationToken);
    }

    private static void Keep(WriteTransaction write, ResponsibleBody body, WhoWillOrder who)
    {
        if (body.DefaultWhoWillOrder != who)
        {
            body.DefaultWhoWillOrder = who;
            write.Record(HistoryKind.DefaultWhoWillOrderChanged, new() { ResponsibleBodyId = body.Id }, who == WhoWillOrder.School ? "Schools order for themselves" : "Orders are placed centrally");
            write.Tell(Topic.SchoolsOf(body.Id));
        }
    }

    private static bool MaySay(Viewer viewer, int body) => viewer.IsSupport || viewer.ResponsibleBodyIds.Contains(body);

    private static async Task<Result<int>> ChangeAsync(
        WriteTransaction write, int body, IReadOnlyDictionary<int, WhoWillOrder> asked, CancellationToken cancellationToken)
    {
        var ids = asked.Keys.ToList();
        var schools = await write.Db.Schools.Where(s => ids.Contains(s.Id)).ToListAsync(cancellationToken);
        if (schools.Exists(s => s.ResponsibleBodyId != body))
        {
            throw new LostRaceException("A school has moved to another responsible body.");
        }

        var changed = schools.FindAll(s => s.WhoWillOrder != asked[s.Id]);
        foreach (var school in changed)
        {
            school.WhoWillOrder = asked[school.Id];
            write.Record(HistoryKind.WhoWillOrderChanged, new() { SchoolId = school.Id }, school.WhoWillOrder == WhoWillOrder.School ? "The school orders for itself" : "Its responsible body orders for it");
            write.Tell(Topic.School(school.Id));
        }

        var joined = changed.FindAll(school => school.WhoWillOrder == WhoWillOrder.ResponsibleBody).ConvertAll(school => school.Id);
        await OpenAsync(write, write.Db.Schools.Where(s => joined.Contains(s.Id)), cancellationToken);
        return changed.Count;
    }

    /// <summary>Ordering opens for schools that had nothing left of their own, if the pool that they come into has. For the others it was open already:
    /// that somebody else orders for them is no news about ordering.</summary>
    private static async Task OpenAsync(WriteTransaction write, IQueryable<School> joined, CancellationToken cancellationToken)
    {
        var opened = joined.Where(s => s.Allocations.All(a => a.Cap <= a.Ordered || a.Cap <= a.Used)).Select(s => s.Id);
        foreach (var id in await opened.ToListAsync(cancellationToken))
        {
            write.Openings.School(id);
        }
    }
}

/// <summary>A school that was shown has closed, or somebody else answers for it now.</summary>
public sealed record SchoolsHaveChanged : Refusal
{
    public override string Message => "Your schools have changed since this page was opened. Check the list again.";
}
