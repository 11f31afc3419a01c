using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace GetHelp.Tests.Allocations.Load;

/// <summary>Everybody who can change what one responsible body's schools may order, all at once: its people, the schools', support and the supplier.</summary>
internal sealed class PoolCrowd(TestDatabase database, PoolCrowd.Cast cast)
{
    private const string Why = "Under load";
    private static readonly Contact Contact = new() { Name = "Sam Teacher", Telephone = "01234 567890" };
    private int placed;
    private int givenBack;
    private int refused;
    private int membership;
    private int reported;
    private int granted;

    /// <summary>Who takes part, by what a process of its own needs to know of them.</summary>
    internal sealed record Cast(int ResponsibleBodyId, IReadOnlyList<Urn> Schools, IReadOnlyList<Viewer> Heads, Viewer Admin, Viewer Support);

    public int Placed => placed;

    public int GivenBack => givenBack;

    public int Refused => refused;

    /// <summary>How many devices were granted to schools that asked for more.</summary>
    public int Granted => granted;

    /// <summary>How many messages the supplier sent of what it counts, those it sent twice once.</summary>
    public int Reported => reported;

    /// <summary>How often a school joined or left, or the pool began or ended.</summary>
    public int MembershipChanges => membership;

    /// <summary>What each school begins with.</summary>
    public static IReadOnlyDictionary<DeviceCategory, int> AtFirst { get; } = new Dictionary<DeviceCategory, int>
    {
        [DeviceCategory.LaptopsAndTablets] = 40,
        [DeviceCategory.Routers] = 8,
    };

    /// <summary>A body that pools, with a dozen schools of which every other is centrally managed; of England's devices some are left, until
    /// others have them.</summary>
    public static async Task<Cast> CastAsync(TestDatabase database)
    {
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var (schools, heads) = (new List<Urn>(), new List<Viewer>());
        for (var i = 0; i < 12; i++)
        {
            var school = await database.Given.SchoolAsync(
                laptops: AtFirst[DeviceCategory.LaptopsAndTablets],
                routers: AtFirst[DeviceCategory.Routers],
                body: body,
                who: i % 2 == 0 ? WhoWillOrder.ResponsibleBody : WhoWillOrder.School);
            schools.Add(school.Urn);
            heads.Add(await database.Given.SchoolUserAsync(school));
        }

        var support = await database.Given.SupportAsync();
        foreach (var category in AllocationRules.Categories)
        {
            (await database.Get<NationalTotalService>().SetAsync(support, category, 600, Why)).Value.ShouldBeTrue();
        }

        return new(body.Id, schools, heads, await database.Given.ResponsibleBodyUserAsync(body), support);
    }

    /// <summary>One person's share, decided by the dice alone.</summary>
    public async Task ActAsync(Random dice, int operations)
    {
        var mine = new Stack<OrderNumber>();
        for (var i = 0; i < operations; i++)
        {
            await (dice.Next(100) switch
            {
                < 45 => OrderAsync(dice, mine),
                < 53 => RejectAsync(dice, mine),
                < 57 => StopAsync(mine),
                < 62 => CorrectAsync(dice, mine),
                < 69 => AdjustAsync(dice),
                < 78 => SetStateAsync(dice),
                < 87 => SetWhoAsync(dice),
                < 88 => SetPoolingAsync(dice),
                < 93 => AskForMoreAsync(dice),
                _ => ReportAsync(dice),
            });
        }
    }

    private async Task OrderAsync(Random dice, Stack<OrderNumber> mine)
    {
        var (school, key) = (dice.Next(cast.Schools.Count), NewGuid(dice));
        LineAsked[] lines = dice.Next(4) == 0 ? [new(Product.Router, dice.Next(1, 3))] : [new(Product.Chromebook, dice.Next(1, 9)), new(Product.Router, 1)];
        var order = new PlaceOrder { Key = key, Urn = cast.Schools[school], Lines = lines };
        var viewer = dice.Next(3) == 0 ? cast.Heads[school] : cast.Admin;
        var answers = await Task.WhenAll(Enumerable.Range(0, dice.Next(5) == 0 ? 2 : 1).Select(_ => database.Get<OrderService>().PlaceAsync(viewer, order)));

        // Pressed twice at once is one order; the second press may also find that what the first took is gone, never an order of its own.
        var numbers = answers.Where(a => !a.Refused).Select(a => a.Value).Distinct().ToList();
        numbers.Count.ShouldBeLessThanOrEqualTo(1);
        Expect<OrderNumber>(answers, r => r is CannotOrder or MoreThanIsLeft or OrderedBySchool or OrderedCentrally);
        if (numbers is [var number])
        {
            Interlocked.Increment(ref placed);
            mine.Push(number);
        }
    }

    private async Task RejectAsync(Random dice, Stack<OrderNumber> mine)
    {
        if (!mine.TryPop(out var number))
        {
            return;
        }

        var happened = new OrderEvent { EventId = NewGuid(dice).ToString("N"), OrderNumber = number, Type = OrderEventType.Rejected, Reason = Why };
        var answers = await Task.WhenAll(Enumerable.Range(0, dice.Next(3) == 0 ? 2 : 1).Select(_ => database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, happened)));
        answers.Count(a => a.Value == OrderEventOutcome.Applied).ShouldBe(1);
        Interlocked.Increment(ref givenBack);
    }

    private async Task StopAsync(Stack<OrderNumber> mine)
    {
        if (mine.TryPop(out var number) && await AgreeAsync(new() { Number = number, Kind = OrderRequestKind.Stop, Why = Why, Contact = Contact }))
        {
            Interlocked.Increment(ref givenBack);
        }
    }

    private async Task CorrectAsync(Random dice, Stack<OrderNumber> mine)
    {
        // Not put back: what is corrected once is left alone.
        if (mine.TryPop(out var number))
        {
            LineAsked[] lines = [new(Product.Ipad, dice.Next(1, 12)), new(Product.Router, dice.Next(1, 4))];
            await AgreeAsync(new() { Number = number, Kind = OrderRequestKind.Correct, Why = Why, Contact = Contact, Lines = lines });
        }
    }

    /// <summary>Whoever orders for the school now asks; two agents say yes at once, and one of them is too late.</summary>
    private async Task<bool> AgreeAsync(AskChange asked)
    {
        var service = database.Get<OrderRequestService>();
        var number = asked.Number.Id;
        var urn = await database.ReadAsync(db => db.Orders.Where(o => o.Id == number).Select(o => o.School!.Urn).SingleAsync());
        var head = cast.Heads[cast.Schools.Select((school, i) => (school, i)).Single(s => s.school == urn).i];
        var answer = await service.AskAsync(cast.Admin, asked);
        answer = answer.Refused ? await service.AskAsync(head, asked) : answer;
        Expect(answer, r => r is NotAllowed or NotFound or MoreThanOrderCanHold or ChromebooksWithoutDomain);
        if (answer.Refused)
        {
            return false;
        }

        var id = await database.ReadAsync(db => db.OrderRequests.Where(r => r.OrderId == number).Select(r => r.Id).SingleAsync());
        var agreed = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => service.AgreeAsync(cast.Support, id)));
        Expect<OrderNumber>(agreed, r => r is MoreThanOrderCanHold or AlreadyDecided);
        agreed.Count(a => !a.Refused).ShouldBeLessThanOrEqualTo(1);
        return agreed.Any(a => !a.Refused);
    }

    private async Task AdjustAsync(Random dice) => Expect(
        await database.Get<AllocationService>().AdjustAllocationAsync(
            cast.Support, new() { Urn = Any(dice), Category = (DeviceCategory)dice.Next(2), Amount = dice.Next(80), Why = Why }),
        r => r is LessThanOrdered or LessThanThePoolOrdered);

    /// <summary>A school asks for more, and two agents answer at once: one of them is too late, or there is not so much left for England.</summary>
    private async Task AskForMoreAsync(Random dice)
    {
        var queries = database.Get<AllocationQueryService>();
        var school = dice.Next(cast.Schools.Count);
        var (urn, head) = (cast.Schools[school], cast.Heads[school]);
        await queries.WriteDraftAsync(head, new() { Urn = urn, Typed = new() { LaptopsAndTablets = $"{dice.Next(1, 20)}", Routers = $"{dice.Next(4)}", Reasons = Why } });
        var draft = (await database.Get<AllocationQueryReader>().DraftAsync(head, urn))!;
        var asked = await queries.SendAsync(head, urn, draft.Key ?? NewGuid(dice));
        Expect(asked, r => r is Core.Allocations.Queries.AlreadyAsked or NotFound); // somebody else of the school has sent it, or has a query open
        if (asked.Refused)
        {
            return;
        }

        var answer = new AnswerQuery { AllocationQueryId = asked.Value, Granted = AllocationRules.Categories.ToDictionary(c => c, c => Share(draft, c, dice)), Answer = Why };
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => queries.AnswerAsync(cast.Support, answer)));
        Expect<AllocationQueryState>(answers, r => r is AlreadyAnswered or MoreThanNationalTotal or MoreThanAsked);
        answers.Count(a => !a.Refused).ShouldBeLessThanOrEqualTo(1);
        Interlocked.Add(ref granted, answers.Any(a => !a.Refused) ? answer.Granted.Values.Sum() : 0);
    }

    /// <summary>Some of what is asked for.</summary>
    private static int Share(QueryDraftDetails draft, DeviceCategory category, Random dice) =>
        dice.Next((draft.Asked.FirstOrDefault(asked => asked.Category == category)?.Asked ?? 0) + 1);

    private async Task SetStateAsync(Random dice)
    {
        var caps = AllocationRules.Categories.ToDictionary(category => category, _ => dice.Next(40));
        var state = dice.Next(3) == 0 ? (OrderState)dice.Next(4) : OrderState.CanOrder;
        Expect(
            await database.Get<AllocationService>().SetOrderStateAsync(cast.Support, new() { Urn = Any(dice), State = state, Caps = caps, Why = Why }),
            r => r is LessThanOrdered or MoreThanSetAside);
    }

    private async Task SetWhoAsync(Random dice)
    {
        var schools = Enumerable.Range(0, dice.Next(1, 4)).Select(_ => Any(dice)).Distinct().ToList();
        var answer = await database.SayWhoOrdersAsync(cast.Admin, schools, (WhoWillOrder)dice.Next(2));
        Interlocked.Add(ref membership, answer.Value);
    }

    private async Task SetPoolingAsync(Random dice)
    {
        var answer = await database.Get<WhoWillOrderService>().SetPoolingAsync(cast.Support, cast.ResponsibleBodyId, pools: dice.Next(4) > 0, Why);
        Interlocked.Add(ref membership, answer.Value ? 1 : 0);
    }

    /// <summary>What the supplier counts, of several schools at once; some of it late, some of it told twice at the same time, some of a school that nobody knows.</summary>
    private async Task ReportAsync(Random dice)
    {
        var unknown = dice.Next(6) == 0;
        UsageRecord[] records =
        [
            .. Enumerable.Range(0, dice.Next(1, 5)).Select(_ => Counted(Any(dice).Value, (DeviceCategory)dice.Next(2), dice.Next(30))),
            .. unknown ? [Counted(1, DeviceCategory.Routers, 1)] : (UsageRecord[])[],
        ];
        var now = database.Clock.Now;
        var message = new Told(NewGuid(dice).ToString(), dice.Next(4) == 0 ? now.AddHours(-1) : now, records);
        Interlocked.Increment(ref reported);

        var answers = await Task.WhenAll(Enumerable.Range(0, dice.Next(3) == 0 ? 2 : 1).Select(_ => message.SendAsync(database)));

        answers.SelectMany(answer => answer.Failed).Select(failure => failure.Why).Distinct().ShouldBe(unknown ? ["No school has the shipTo 1"] : []);
        answers.ShouldAllBe(answer => answer.Outcome == (unknown ? UsageOutcome.PartiallyFailed : UsageOutcome.Succeeded));
    }

    /// <summary>A supplier that got no answer sends the same again, until it has one.</summary>
    public static async Task SendUnansweredAgainAsync(TestDatabase database)
    {
        foreach (var document in await database.ReadAsync(db => db.UsagePayloads.Where(p => p.AnsweredAt == null).OrderBy(p => p.Id).Select(p => p.Document).ToListAsync()))
        {
            await PortalJson.Read<Told>(document).SendAsync(database);
        }
    }

    /// <summary>In the end the supplier counts every school once more; then its own orders are what it counts beyond ours.</summary>
    public async Task CountOnceMoreAsync()
    {
        database.Clock.Advance(TimeSpan.FromHours(1));
        var counts = await database.ReadAsync(db => db.Allocations.Where(a => a.School!.ResponsibleBodyId == cast.ResponsibleBodyId)
            .Select(a => new { a.School!.Urn, a.Category, a.Used }).ToListAsync());
        var records = counts.Select(c => Counted(c.Urn.Value, c.Category, c.Used)).ToList();
        (await new Told("the last", database.Clock.Now, records).SendAsync(database)).Outcome.ShouldBe(UsageOutcome.Succeeded);
    }

    private static UsageRecord Counted(int shipTo, DeviceCategory category, int used) => new(category.CapType(), $"{shipTo}", "40", $"{used}");

    /// <summary>A message of the supplier, and the document in which it comes.</summary>
    private sealed record Told(string PayloadId, DateTime SentAt, IReadOnlyList<UsageRecord> Records)
    {
        public async Task<UsageAnswer> SendAsync(TestDatabase database) => (await database.Get<CapUsageService>().ApplyAsync(
            Viewer.Supplier, new() { PayloadId = PayloadId, SentAt = SentAt, Records = Records, Document = PortalJson.Write(this) }, "The crowd")).Value;
    }

    private void Expect<T>(IEnumerable<Result<T>> answers, Func<Refusal, bool> expected)
    {
        foreach (var answer in answers)
        {
            Expect(answer, expected);
        }
    }

    private void Expect<T>(Result<T> answer, Func<Refusal, bool> expected)
    {
        answer.Refusals.ShouldAllBe(r => expected(r));
        if (answer.Refused)
        {
            Interlocked.Increment(ref refused);
        }
    }

    private Urn Any(Random dice) => cast.Schools[dice.Next(cast.Schools.Count)];

    private static Guid NewGuid(Random dice)
    {
        var bytes = new byte[16];
        dice.NextBytes(bytes);
        return new(bytes);
    }
}
