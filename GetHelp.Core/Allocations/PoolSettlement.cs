using GetHelp.Core.Organisations;

namespace GetHelp.Core.Allocations;

/// <summary>Some of what was set aside for one school went to another, for which it had been ordered.</summary>
public sealed record PoolTransfer(Allocation From, Allocation To, int Quantity);

/// <summary>Makes schools able to stand alone again when they leave a pool. What had been ordered for one school out of
/// another's part stays ordered, so that part moves too: no device is sold twice, and none is lost (spec 08 A4, A6). So does what the
/// supplier counts beyond our orders, as far as there is anything to move: it is gone, whoever stays or leaves.</summary>
public static class PoolSettlement
{
    /// <summary>Moves what has to be moved, in the schools' own allocations, category by category.</summary>
    /// <param name="members">Everybody in the pool, those who leave it too.</param>
    /// <param name="leaving">The schools that leave; who is no member is passed over.</param>
    /// <returns>Who handed on how much to whom, in the order in which it happened.</returns>
    public static IReadOnlyList<PoolTransfer> Settle(IReadOnlyCollection<School> members, IReadOnlySet<int> leaving)
    {
        var states = members.ToDictionary(s => s.Id, s => s.OrderState);
        var byCategory = members.SelectMany(s => s.Allocations).ToLookup(a => a.Category);
        return [.. AllocationRules.Categories.SelectMany(category => Settle(
            [.. byCategory[category].Where(a => leaving.Contains(a.SchoolId))],
            [.. byCategory[category].Where(a => !leaving.Contains(a.SchoolId))],
            a => states[a.SchoolId]))];
    }

    /// <summary>The same of one category.</summary>
    /// <param name="leavers">Each stands alone afterwards.</param>
    /// <param name="rest">Those who stay share a pool afterwards.</param>
    /// <param name="stateOf">The order state of a member's school.</param>
    /// <returns>Who handed on how much to whom, in the order in which it happened.</returns>
    public static IReadOnlyList<PoolTransfer> Settle(
        IReadOnlyCollection<Allocation> leavers, IReadOnlyCollection<Allocation> rest, Func<Allocation, OrderState> stateOf)
    {
        var transfers = new List<PoolTransfer>();
        var everybody = leavers.Concat(rest).OrderBy(a => a.SchoolId).ToList();
        foreach (var (receiver, needed) in Short(ByUs, leavers, rest))
        {
            // From what others could still have ordered; if the supplier's count has used that up, from what they have not ordered here all the
            // same: our own orders come first. If support has closed that meanwhile, from what lies idle with anybody; in the end from whatever
            // nobody has ordered.
            var moved = MoveSpare(ByEither, receiver, needed);
            moved += MoveSpare(ByUs, receiver, needed - moved);
            moved += MoveIdle(ByUs, receiver, needed - moved);
            Move(giver => giver == receiver ? 0 : Math.Max(0, giver.Amount - giver.Ordered), receiver, needed - moved, keepCap: true);
        }

        foreach (var (receiver, needed) in Short(ByEither, leavers, rest))
        {
            MoveIdle(ByEither, receiver, needed - MoveSpare(ByEither, receiver, needed));
        }

        return transfers;

        int MoveSpare(Func<Allocation, int> gone, Allocation receiver, int wanted) =>
            Move(giver => giver == receiver ? 0 : Spare(gone, giver, leavers, rest), receiver, wanted, keepCap: false);

        int MoveIdle(Func<Allocation, int> gone, Allocation receiver, int wanted) =>
            Move(giver => giver == receiver ? giver.Amount - giver.Cap : Idle(gone, giver), receiver, wanted, keepCap: true);

        int Move(Func<Allocation, int> most, Allocation receiver, int wanted, bool keepCap)
        {
            var moved = 0;
            foreach (var giver in everybody.OrderByDescending(most).ToList())
            {
                var quantity = Math.Min(wanted - moved, most(giver));
                if (quantity <= 0)
                {
                    continue;
                }

                giver.Move(-quantity, stateOf(giver), keepCap);
                receiver.Move(quantity, stateOf(receiver));
                moved += quantity;
                if (giver != receiver)
                {
                    transfers.Add(new(giver, receiver, quantity));
                }
            }

            return moved;
        }
    }

    private static int ByUs(Allocation allocation) => allocation.Ordered;

    private static int ByEither(Allocation allocation) => allocation.Taken;

    /// <summary>Of whom more is gone than they could have had alone, and by how much; those who stay are short only together.</summary>
    private static IEnumerable<(Allocation Receiver, int Needed)> Short(
        Func<Allocation, int> gone, IReadOnlyCollection<Allocation> leavers, IReadOnlyCollection<Allocation> rest)
    {
        foreach (var leaver in leavers.Where(a => gone(a) > a.Cap).OrderBy(a => a.SchoolId).ToList())
        {
            yield return (leaver, gone(leaver) - leaver.Cap);
        }

        foreach (var member in rest.Where(a => gone(a) > a.Cap).OrderBy(a => a.SchoolId).ToList())
        {
            var together = rest.Sum(a => gone(a) - a.Cap);
            if (together > 0)
            {
                yield return (member, Math.Min(together, gone(member) - member.Cap));
            }
        }
    }

    /// <summary>How many a school can hand on of what may still be ordered: all of its own when it leaves, of what the rest has together when it stays.</summary>
    private static int Spare(Func<Allocation, int> gone, Allocation giver, IReadOnlyCollection<Allocation> leavers, IReadOnlyCollection<Allocation> rest)
    {
        var own = Math.Max(0, giver.Cap - gone(giver));
        return leavers.Contains(giver) ? own : Math.Clamp(rest.Sum(a => a.Cap - gone(a)), 0, own);
    }

    /// <summary>How many are set aside for a school that it may not order now.</summary>
    private static int Idle(Func<Allocation, int> gone, Allocation giver) => Math.Max(0, giver.Amount - Math.Max(giver.Cap, gone(giver)));
}
