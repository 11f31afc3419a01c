using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Caps;

namespace GetHelp.Core.Allocations;

/// <summary>The numbers that orders count on, locked until the commit: everybody else who counts on the same waits.</summary>
public abstract class Ledger
{
    /// <summary>Whose numbers they are: a school's, or a local authority's.</summary>
    public abstract string For { get; }

    /// <summary>Which of a responsible body's accounts they are on.</summary>
    public abstract Account Account { get; }

    /// <summary>Whether orders may be placed on it.</summary>
    public abstract OrderState State { get; }

    /// <summary>How many of a category can still be ordered.</summary>
    public abstract int Left(DeviceCategory category);

    /// <inheritdoc cref="Left(DeviceCategory)"/>
    public IReadOnlyDictionary<DeviceCategory, int> Left() => AllocationRules.Categories.ToDictionary(category => category, Left);

    /// <summary>Counts what was just ordered.</summary>
    public void Order(IEnumerable<LineAsked> lines)
    {
        foreach (var group in lines.GroupBy(line => line.Product.Category()))
        {
            Count(group.Key).Order(group.Sum(line => line.Quantity), Left(group.Key));
        }
    }

    /// <summary>Gives back all that an order had counted; one that was placed with the supplier directly never counted.</summary>
    public void GiveBack(Order order)
    {
        if (order.Source == OrderSource.Supplier)
        {
            return;
        }

        foreach (var category in AllocationRules.Categories)
        {
            if (order.Quantity(category) is > 0 and var quantity)
            {
                Count(category).GiveBack(quantity, State);
            }
        }
    }

    /// <summary>How many of each category an order can hold that counts here: what it holds now, and what else can be ordered.</summary>
    public IReadOnlyDictionary<DeviceCategory, int> Most(Order order) =>
        AllocationRules.Categories.ToDictionary(category => category, category => order.Quantity(category) + (State.MayOrder() ? Left(category) : 0));

    /// <summary>Counts what these lines hold more than the order does, and gives back what they hold less.</summary>
    public void Correct(Order order, IReadOnlyCollection<LineAsked> lines)
    {
        foreach (var category in AllocationRules.Categories)
        {
            var more = lines.Where(line => line.Product.Category() == category).Sum(line => line.Quantity) - order.Quantity(category);
            if (more > 0)
            {
                Count(category).Order(more, Left(category));
            }
            else if (more < 0)
            {
                Count(category).GiveBack(-more, State);
            }
        }
    }

    /// <summary>Has those told whom the new numbers concern.</summary>
    public abstract void Tell(WriteTransaction write);

    /// <summary>The record that a category counts on.</summary>
    protected abstract Allowance Count(DeviceCategory category);

    private protected static OpenFor Widest(Func<DeviceCategory, int> left) =>
        left(DeviceCategory.LaptopsAndTablets) > 0 ? OpenFor.Everything : left(DeviceCategory.Routers) > 0 ? OpenFor.RoutersAlone : OpenFor.Nothing;
}

/// <summary>What can be ordered, in the order of how much it is. Routers that come to laptops are no news to anybody; laptops to routers are.</summary>
internal enum OpenFor
{
    Nothing,
    RoutersAlone,
    Everything,
}

/// <summary>A school's numbers: its own, or those of the pool that it is in.</summary>
public sealed class SchoolLedger : Ledger
{
    private readonly List<Allocation> allocations;
    private readonly IReadOnlyList<PoolTotals>? pool;
    private readonly IReadOnlyList<AllocationLine> locked;
    private readonly IReadOnlyList<(int Told, int Shared)> lockedCaps;
    private readonly (OpenFor School, OpenFor Pool) lockedOpen;

    internal SchoolLedger(School school, List<Allocation> allocations, IReadOnlyList<PoolTotals>? pool)
    {
        (School, this.allocations, this.pool) = (school, allocations, pool);
        locked = Numbers();
        lockedCaps = Caps();
        lockedOpen = Open();
    }

    /// <summary>With its responsible body.</summary>
    public School School { get; }

    public IReadOnlyList<Allocation> Allocations => allocations;

    public override string For => School.Name;

    public override Account Account => Account.Education;

    public override OrderState State => School.OrderState;

    public bool IsPooled => pool is not null;

    /// <summary>The sums of the school's pool when they were locked; null when it is in none.</summary>
    public IReadOnlyList<PoolTotals>? Pool => pool;

    public override int Left(DeviceCategory category) => pool is not null ? pool.Of(category).Left : Numbers(category).Left;

    /// <summary>The school's own numbers of a category.</summary>
    public AllocationLine Numbers(DeviceCategory category) =>
        allocations.Find(a => a.Category == category) is { } allocation ? AllocationLine.Of(allocation) : new(category, 0, 0, 0);

    /// <summary>The school's own numbers of every category of which it has a record.</summary>
    public IReadOnlyList<AllocationLine> Numbers() => [.. allocations.OrderBy(a => a.Category).Select(AllocationLine.Of)];

    /// <summary>The school's record of a category, made when there is none yet.</summary>
    public Allocation AllocationOf(DeviceCategory category)
    {
        if (allocations.Find(a => a.Category == category) is { } known)
        {
            return known;
        }

        var made = Allocation.Of(category, 0, State);
        School.Allocations.Add(made);
        allocations.Add(made);
        return made;
    }

    public override void Tell(WriteTransaction write)
    {
        write.Tell(Topic.School(School.Id));
        if (IsPooled)
        {
            write.Tell(Topic.Pool(School.ResponsibleBodyId));
        }

        if (!Caps().SequenceEqual(lockedCaps))
        {
            write.TellSupplier(IsPooled ? CapsChanged.Pool(School.ResponsibleBodyId) : CapsChanged.School(School.Id));
        }

        Open(write);
    }

    protected override Allowance Count(DeviceCategory category) => AllocationOf(category);

    /// <summary>Says whether ordering has opened or closed: for the school, and for everybody in its pool where that was empty.</summary>
    private void Open(WriteTransaction write)
    {
        var now = Open();
        if (now.School > lockedOpen.School)
        {
            write.Openings.School(School.Id);
        }
        else if (now.School < lockedOpen.School)
        {
            write.Openings.ClosedSchool(School.Id);
        }

        if (now.Pool > lockedOpen.Pool)
        {
            write.Openings.Body(School.ResponsibleBodyId);
        }
    }

    /// <summary>How far ordering is open: for the school, and in its pool for those of its schools that may order.</summary>
    private (OpenFor School, OpenFor Pool) Open()
    {
        var pooled = pool is null ? OpenFor.Nothing : Widest(category => SharedNow(pool.Of(category), locked.Of(category), Numbers(category)));
        var school = pool is null ? Widest(category => Numbers(category).Left) : pooled;
        return (State.MayOrder() ? school : OpenFor.Nothing, pooled);
    }

    /// <summary>What the supplier is to know now, of the school and of those that share its pool. An order of a school that has numbers of its
    /// own changes nothing of that: what is taken grows as what is left shrinks.</summary>
    private List<(int Told, int Shared)> Caps() => [.. AllocationRules.Categories.Select(category =>
    {
        var own = Numbers(category);
        var shared = pool is null ? 0 : SharedNow(pool.Of(category), locked.Of(category), own);
        return (CapTold.Of(State, own.Taken, pool is null ? own.Left : shared), shared);
    })];

    /// <summary>What is left in the pool after what this write has changed of the school.</summary>
    private static int SharedNow(PoolTotals pool, AllocationLine before, AllocationLine now) =>
        (pool with { Cap = pool.Cap + now.Cap - before.Cap, Taken = pool.Taken + now.Taken - before.Taken }).Left;
}

/// <summary>A local authority's social care numbers. No school's are among them.</summary>
public sealed class SocialCareLedger : Ledger
{
    private readonly List<SocialCareAllocation> allocations;
    private readonly OpenFor lockedOpen;

    internal SocialCareLedger(ResponsibleBody body, List<SocialCareAllocation> allocations)
    {
        (Body, this.allocations) = (body, allocations);
        lockedOpen = Open();
    }

    public ResponsibleBody Body { get; }

    public IReadOnlyList<SocialCareAllocation> Allocations => allocations;

    public override string For => Body.Name;

    public override Account Account => Account.SocialCare;

    public override OrderState State => Body.SocialCareOrderState;

    public override int Left(DeviceCategory category) => allocations.Find(a => a.Category == category)?.Left ?? 0;

    public override void Tell(WriteTransaction write)
    {
        write.Tell(Topic.SocialCare(Body.Id));
        var now = Open();
        if (now > lockedOpen)
        {
            write.Openings.SocialCare(Body.Id);
        }
        else if (now < lockedOpen)
        {
            write.Openings.ClosedSocialCare(Body.Id);
        }
    }

    /// <summary>The record of a category, made when there is none yet.</summary>
    public SocialCareAllocation AllocationOf(DeviceCategory category)
    {
        if (allocations.Find(a => a.Category == category) is { } known)
        {
            return known;
        }

        var made = SocialCareAllocation.Of(category, 0, State);
        Body.SocialCareAllocations.Add(made);
        allocations.Add(made);
        return made;
    }

    protected override Allowance Count(DeviceCategory category) => AllocationOf(category);

    private OpenFor Open() => State.MayOrder() ? Widest(Left) : OpenFor.Nothing;
}
