using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>What becomes of an order once it is placed.</summary>
internal enum OrderFate
{
    Delivered,
    Rejected,

    /// <summary>A delivery comes a working week late.</summary>
    Delayed,

    /// <summary>It was dispatched, and has not come when it should have.</summary>
    Lost,

    /// <summary>The school noticed a mistake and had it stopped.</summary>
    Stopped,
}

/// <summary>An order that a school of the demonstration has placed.</summary>
internal sealed record PlannedOrder(int Ordinal, IReadOnlyList<LineAsked> Lines, OrderFate Fate)
{
    public int Quantity(DeviceCategory category) => Lines.Where(line => line.Product.Category() == category).Sum(line => line.Quantity);
}

/// <summary>One school of the demonstration: its situation, its figures and what it has ordered. A function of its URN and its pupils.</summary>
internal sealed class PlannedSchool
{
    private static readonly Product[][] Baskets =
    [
        [Product.Chromebook], [Product.Chromebook], [Product.Chromebook], [Product.Chromebook],
        [Product.WindowsLaptop], [Product.WindowsLaptop], [Product.WindowsLaptop],
        [Product.WindowsLaptopRestricted], [Product.Ipad],
        [Product.WindowsLaptop, Product.Chromebook], [Product.WindowsTablet, Product.Ipad],
    ];

    private static readonly string[] SharedDomains = ["north-schools", "south-schools", "early-years"];

    private readonly Dice dice;
    private readonly PupilCounts pupils;
    private readonly int laptops;
    private readonly int routers;

    private readonly Urn urn;

    public PlannedSchool(Urn urn, Phase phase, PupilCounts counts)
    {
        this.urn = urn;
        dice = new(urn.Value);
        pupils = counts;
        Situation = DemonstrationSituations.Of(urn);
        laptops = Situation == DemonstrationSituation.NothingSetAside ? 0 : DemonstrationFigures.LaptopsAndTablets(phase, counts);
        routers = DemonstrationFigures.Routers(laptops);
        Orders = Situation switch
        {
            _ when laptops == 0 => [],
            DemonstrationSituation.CannotOrder or DemonstrationSituation.NothingSetAside => [],
            DemonstrationSituation.EverythingOrdered => [new(0, Lines(laptops, routers, 0), OrderFate.Delivered)],
            DemonstrationSituation.OnlyRoutersLeft => [new(0, Lines(laptops, 0, 0), OrderFate.Delivered)],
            _ => SomeOrders(always: DemonstrationPeople.Situations.ContainsKey(urn)),
        };
    }

    public DemonstrationSituation Situation { get; }

    public IReadOnlyList<PlannedOrder> Orders { get; }

    public SchoolStart Start()
    {
        var state = Situation.OrderState();
        return new(state,
        [
            AllocationOf(DeviceCategory.LaptopsAndTablets, laptops, state),
            AllocationOf(DeviceCategory.Routers, routers, state),
        ])
        {
            Pupils = pupils.Pupils,
            DisadvantagedPupils = pupils.Disadvantaged,
            WhoWillOrder = DemonstrationSituations.WhoWillOrder(urn),
            Chromebooks = Chromebooks(),
            Contacts = DemonstrationContacts.Headteacher(urn),
            ShipTo = $"80{urn}",
        };
    }

    /// <summary>Who has ordered Chromebooks, and most others, has said where they are enrolled; centrally managed schools share a few domains.</summary>
    private ChromebookDetails Chromebooks()
    {
        var orders = Orders.Any(order => order.Lines.Any(line => line.Product == Product.Chromebook));
        var central = DemonstrationSituations.WhoWillOrder(urn) == WhoWillOrder.ResponsibleBody;
        var domain = central ? $"{dice.Pick("domain", SharedDomains)}.example.org" : $"school-{urn}.example.org";
        return dice.Throw("chromebooks", 10) switch
        {
            _ when orders => Yes(domain),
            < 6 => Yes(domain),
            6 => new() { Answer = ChromebookAnswer.DoNotKnow },
            7 => new(),
            _ => new() { Answer = ChromebookAnswer.No },
        };

        static ChromebookDetails Yes(string domain) => new() { Answer = ChromebookAnswer.Yes, Domain = domain, RecoveryAddress = $"recovery@{domain.Split('.')[0]}.example.net", Check = DomainCheck.IsWorkspace };
    }

    /// <summary>The supplier has counted what was ordered, but for a few named people's schools.</summary>
    private Allocation AllocationOf(DeviceCategory category, int amount, OrderState state)
    {
        var ordered = Orders.Where(order => order.Fate is not (OrderFate.Rejected or OrderFate.Stopped)).Sum(order => order.Quantity(category));
        var allocation = Allocation.Of(category, amount, state, ordered, given: DemonstrationFigures.ForSpecificCircumstances(amount));
        allocation.Report(DemonstrationSupplier.Counts(urn, category, ordered), state);
        return allocation;
    }

    /// <summary>About one school in eight has ordered some of what it may, and a few of those twice.</summary>
    private List<PlannedOrder> SomeOrders(bool always)
    {
        var thrown = dice.Throw("orders", 1_000);
        var count = thrown < 6 ? 2 : thrown < 118 || always ? 1 : 0;
        var orders = new List<PlannedOrder>();
        var (laptopsLeft, routersLeft) = Situation == DemonstrationSituation.SpecificCircumstances
            ? (DemonstrationFigures.ForSpecificCircumstances(laptops), DemonstrationFigures.ForSpecificCircumstances(routers))
            : (laptops, routers);
        for (var ordinal = 0; ordinal < count; ordinal++)
        {
            // At most 40 % each time, so that something is left after two, unless there was next to nothing.
            var some = Math.Max(1, laptopsLeft * (10 + dice.Throw($"share {ordinal}", 31)) / 100);
            var someRouters = dice.Throw($"routers {ordinal}", 3) == 0 ? Math.Min(routersLeft, 1 + (some / 10)) : 0;
            if (some <= laptopsLeft)
            {
                orders.Add(new(ordinal, Lines(some, someRouters, ordinal), Fate(ordinal)));
                (laptopsLeft, routersLeft) = (laptopsLeft - some, routersLeft - someRouters);
            }
        }

        return orders;
    }

    private OrderFate Fate(int ordinal) => dice.Throw($"fate {ordinal}", 1_000) switch
    {
        < 20 => OrderFate.Rejected,
        < 70 => OrderFate.Delayed,
        < 80 => OrderFate.Lost,
        < 90 => OrderFate.Stopped,
        _ => OrderFate.Delivered,
    };

    private LineAsked[] Lines(int someLaptops, int someRouters, int ordinal)
    {
        var basket = dice.Pick($"basket {ordinal}", Baskets);
        var first = (someLaptops + basket.Length - 1) / basket.Length;
        LineAsked[] all = [new(basket[0], first), new(basket[^1], someLaptops - first), new(Product.Router, someRouters)];
        return [.. all.Where(line => line.Quantity > 0)];
    }
}
