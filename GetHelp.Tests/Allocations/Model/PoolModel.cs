using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;

namespace GetHelp.Tests.Allocations.Model;

/// <summary>What one responsible body's schools may order, as simply as it can be said: numbers in memory, one change after the other.</summary>
internal sealed class PoolModel(ResponsibleBody body)
{
    public List<ModelSchool> Schools { get; } = [];

    public bool Pools { get; private set; } = true;

    private IEnumerable<ModelSchool> Members => Schools.Where(IsIn);

    public bool IsIn(ModelSchool school) => Pools && school.IsCentral;

    public int Left(ModelSchool school, DeviceCategory category) =>
        Math.Max(0, IsIn(school) ? Members.Sum(member => member.Of(category).Unused(member.State)) : school.Of(category).Unused(school.State));

    /// <summary>What the supplier is told: what is gone, and what may still be ordered now.</summary>
    public int Told(ModelSchool school, DeviceCategory category) => school.Of(category).Gone + (school.MayOrder ? Left(school, category) : 0);

    /// <summary>What may be ordered of a category in all, whichever school it is for.</summary>
    public int LeftInAll(DeviceCategory category) =>
        Schools.Where(school => !IsIn(school)).Sum(school => Left(school, category)) + Members.Take(1).Sum(member => Left(member, category));

    public IReadOnlyList<Refusal> Order(ModelSchool school, bool byBody, IReadOnlyDictionary<DeviceCategory, int> asked)
    {
        Refusal[] whyNot =
            byBody && !school.IsCentral ? [new OrderedBySchool(school.Name)]
            : !byBody && school.IsCentral ? [new OrderedCentrally(body.Name)]
            : !school.MayOrder ? [new CannotOrder(school.Name, Account.Education, school.State)]
            : [.. asked.Where(line => line.Value > Left(school, line.Key)).Select(line => new MoreThanIsLeft(line.Key, line.Value, Left(school, line.Key)))];
        return Unless(whyNot, () => asked.ToList().ForEach(line => school.Of(line.Key).Ordered += line.Value));
    }

    public void GiveBack(ModelSchool school, IReadOnlyDictionary<DeviceCategory, int> ordered) =>
        ordered.ToList().ForEach(line => school.Of(line.Key).Ordered -= line.Value);

    public IReadOnlyList<Refusal> Adjust(ModelSchool school, DeviceCategory category, int amount)
    {
        var numbers = school.Of(category);
        var (setAside, ordered) = (Members.Sum(m => m.Of(category).Amount), Members.Sum(m => m.Of(category).Ordered));
        var least = IsIn(school) ? Math.Max(0, ordered - (setAside - numbers.Amount)) : numbers.Ordered;
        Refusal[] whyNot =
            amount is < 0 or > Allowance.Most ? [new NotAnAllocation(category)]
            : amount >= least ? []
            : IsIn(school) ? [new LessThanThePoolOrdered(category, ordered, least)] : [new LessThanOrdered(category, least)];
        return Unless(whyNot, () => numbers.Amount = amount);
    }

    public IReadOnlyList<Refusal> SetState(ModelSchool school, OrderState state, IReadOnlyDictionary<DeviceCategory, int> caps)
    {
        var specific = state == OrderState.CanOrderForSpecificCircumstances;
        Refusal[] whyNot = specific ? [.. AllocationRules.Categories.SelectMany(category => WhyNot(category, caps[category], school.Of(category)))] : [];
        return Unless(whyNot, () =>
        {
            school.State = state;
            foreach (var category in AllocationRules.Categories)
            {
                school.Of(category).Given = specific ? caps[category] : null;
            }
        });
    }

    public void SetWho(ModelSchool school, bool central) => school.IsCentral = central;

    public void SetPooling(bool pools) => Pools = pools;

    private static IEnumerable<Refusal> WhyNot(DeviceCategory category, int cap, ModelNumbers numbers)
    {
        var least = Math.Min(numbers.Ordered, numbers.Amount);
        return cap < least ? [new LessThanOrdered(category, least)] : cap > numbers.Amount ? [new MoreThanSetAside(category, numbers.Amount)] : [];
    }

    private static Refusal[] Unless(Refusal[] whyNot, Action change)
    {
        if (whyNot.Length == 0)
        {
            change();
        }

        return whyNot;
    }
}

/// <summary>A school in the model.</summary>
internal sealed class ModelSchool(School school, bool isCentral, int laptops, int routers)
{
    private readonly Dictionary<DeviceCategory, ModelNumbers> numbers = new()
    {
        [DeviceCategory.LaptopsAndTablets] = new() { Amount = laptops },
        [DeviceCategory.Routers] = new() { Amount = routers },
    };

    public int Id => school.Id;

    public Urn Urn => school.Urn;

    public string Name => school.Name;

    public string ShipTo => school.ShipTo!;

    public OrderState State { get; set; } = OrderState.CanOrder;

    public bool MayOrder => State is OrderState.CanOrder or OrderState.CanOrderForSpecificCircumstances;

    public bool IsCentral { get; set; } = isCentral;

    public ModelNumbers Of(DeviceCategory category) => numbers[category];
}

/// <summary>A school's numbers of one category in the model.</summary>
internal sealed class ModelNumbers
{
    public int Amount { get; set; }

    public int? Given { get; set; }

    public int Ordered { get; set; }

    public int Used { get; private set; }

    /// <summary>How many the supplier's own orders hold: what it counted beyond ours when it last did.</summary>
    public int WithSupplier { get; private set; }

    /// <summary>Whether something newer than a late message was counted.</summary>
    public bool IsCounted { get; private set; }

    public int Gone => Math.Max(Ordered, Used);

    public int Cap(OrderState state) => Math.Min(Amount, state switch
    {
        OrderState.CanOrder => Amount,
        OrderState.CanOrderForSpecificCircumstances => Given!.Value,
        _ => Gone,
    });

    /// <summary>Below nought where more is gone than its own.</summary>
    public int Unused(OrderState state) => Cap(state) - Gone;

    public void Count(int used, bool late)
    {
        if (late && IsCounted)
        {
            return;
        }

        (Used, WithSupplier, IsCounted) = (used, Math.Max(0, used - Ordered), IsCounted || !late);
    }
}
