using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Live;

/// <summary>Whoever looks at all schools of a responsible body is told when one of them changes: a page about 629 schools listens to one topic, and
/// whoever writes tells of the school alone.</summary>
public sealed class BodiesOfSchools : IBeforeCommit
{
    public async Task FollowAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        var told = write.Topics.Select(topic => topic.SchoolId).OfType<int>().ToList();
        var known = told.ToDictionary(id => id, id => write.Db.Schools.Local.FindEntry(id)?.Entity.ResponsibleBodyId);
        var unknown = told.FindAll(id => known[id] is null);
        List<int> read = unknown.Count == 0 ? [] : await write.Db.Schools.Where(s => unknown.Contains(s.Id)).Select(s => s.ResponsibleBodyId).Distinct().ToListAsync(cancellationToken);
        foreach (var body in known.Values.OfType<int>().Concat(read).Distinct())
        {
            write.Tell(Topic.SchoolsOf(body));
        }
    }
}
