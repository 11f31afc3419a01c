using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace GetHelp.Tests.Allocations.Model;

/// <summary>Anything that can be done to a responsible body's numbers, in any order: each answer, and every number after it, is the model's.</summary>
public sealed class PoolAgainstModelTests(ITestOutputHelper output)
{
    private const int Operations = 150;

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task Whatever_is_done_the_answers_and_the_numbers_are_those_of_the_model(int play)
    {
        await PlayAsync(Environment.TickCount + (7919 * play));
    }

    private async Task PlayAsync(int seed)
    {
        var supplier = new FakeCapReceiver();
        await using var database = await FakeCapReceiver.DatabaseAsync(DatabaseProvider.Sqlite, supplier);
        var play = await Play.BeginAsync(database, supplier, new Random(seed));
        for (var step = 1; step <= Operations; step++)
        {
            var did = "";
            try
            {
                did = await play.ActAsync();
                await play.CompareAsync();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, operation {step}, after: {did} {play.Doing}", exception);
            }
        }

        output.WriteLine($"Seed {seed}: {play.Accepted} accepted, {play.Refused} refused");
        play.Accepted.ShouldBeGreaterThan(Operations / 4);
        play.Refused.ShouldBeGreaterThan(0);
    }

    private sealed class Play(TestDatabase database, FakeCapReceiver supplier, Random dice, ResponsibleBody body)
    {
        private readonly PoolModel model = new(body);
        private readonly Dictionary<int, Viewer> heads = [];
        private readonly List<(OrderNumber Number, ModelSchool School, Dictionary<DeviceCategory, int> Lines)> orders = [];
        private readonly List<(CapUsage Message, UsageAnswer Answer)> counts = [];
        private readonly Dictionary<(string ShipTo, DeviceCategory Category), int> told = [];
        private int documentsRead;
        private Viewer admin = Viewer.Service;
        private Viewer support = Viewer.Service;

        public int Accepted { get; private set; }

        public int Refused { get; private set; }

        /// <summary>What is being done, for whoever looks into a failure.</summary>
        public string Doing { get; private set; } = "";

        public static async Task<Play> BeginAsync(TestDatabase database, FakeCapReceiver supplier, Random dice)
        {
            var body = await database.Given.ResponsibleBodyAsync(pools: true);
            var play = new Play(database, supplier, dice, body)
            {
                admin = await database.Given.ResponsibleBodyUserAsync(body),
                support = await database.Given.SupportAsync(),
            };
            for (var i = 0; i < 5; i++)
            {
                var (laptops, routers, central) = (dice.Next(40), dice.Next(8), dice.Next(3) > 0);
                var school = await database.Given.SchoolAsync(laptops: laptops, routers: routers, body: body, who: Who(central));
                play.model.Schools.Add(new(school, central, laptops, routers));
                play.heads[school.Id] = await database.Given.SchoolUserAsync(school);
            }

            await play.TellAllAsync();
            return play;
        }

        public async Task<string> ActAsync()
        {
            await (dice.Next(100) switch
            {
                < 35 => OrderAsync(AnySchool()),
                < 45 => RejectAsync(),
                < 57 => AdjustAsync(AnySchool(), AnyCategory()),
                < 69 => SetStateAsync(AnySchool()),
                < 82 => CountAsync(),
                < 85 => CountAgainAsync(),
                < 97 => SetWhoAsync(AnySchool()),
                _ => SetPoolingAsync(),
            });
            return Doing;
        }

        /// <summary>Everything that anybody is shown or told.</summary>
        public async Task CompareAsync()
        {
            await SendAsync();
            foreach (var (school, category, seen) in await SeeAsync())
            {
                var expected = school.Of(category);
                seen.ShouldBe(
                    new(expected.Amount, expected.Cap(school.State), expected.Given, expected.Ordered, expected.Used, expected.WithSupplier, model.Told(school, category)),
                    $"{school.Name}, {category}");
                told.GetValueOrDefault((school.ShipTo, category)).ShouldBe(model.Told(school, category), $"what the supplier was sent of {school.Name}, {category}");
            }

            foreach (var school in model.Schools)
            {
                var ordering = (await database.Get<SchoolOrderingReader>().FindAsync(admin, school.Urn))!;
                AllocationRules.Categories.ShouldAllBe(category => ordering.Left(category) == (school.MayOrder ? model.Left(school, category) : 0), $"left for {school.Name}");
            }
        }

        private async Task OrderAsync(ModelSchool school)
        {
            var lines = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = dice.Next(1, 15) };
            if (dice.Next(3) == 0)
            {
                lines[DeviceCategory.Routers] = dice.Next(1, 5);
            }

            var byBody = dice.Next(8) == 0 ? !school.IsCentral : school.IsCentral;
            Doing = $"order {string.Join(", ", lines)} for {school.Name} by {(byBody ? "the body" : "the school")}";
            var answer = await database.Get<OrderService>().PlaceAsync(byBody ? admin : heads[school.Id], new()
            {
                Key = Guid.NewGuid(),
                Urn = school.Urn,
                Lines = [.. lines.Select(line => new LineAsked(line.Key == DeviceCategory.Routers ? Product.Router : Product.Ipad, line.Value))],
            });
            if (Expect(answer, model.Order(school, byBody, lines)))
            {
                orders.Add((answer.Value, school, lines));
            }
        }

        private async Task RejectAsync()
        {
            if (orders.Count == 0)
            {
                return;
            }

            var (number, school, lines) = orders[dice.Next(orders.Count)];
            Doing = $"reject {string.Join(", ", lines)} for {school.Name}";
            orders.RemoveAll(order => order.Number == number);
            model.GiveBack(school, lines);
            var happened = new OrderEvent { EventId = $"reject {number}", OrderNumber = number, Type = OrderEventType.Rejected, Reason = "A test" };
            Expect(await database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, happened), []);
        }

        private async Task AdjustAsync(ModelSchool school, DeviceCategory category)
        {
            var amount = dice.Next(20) == 0 ? -1 : dice.Next(60);
            Doing = $"set {amount} {category} aside for {school.Name}";
            Expect(
                await database.Get<AllocationService>().AdjustAllocationAsync(support, new() { Urn = school.Urn, Category = category, Amount = amount, Why = "A test" }),
                model.Adjust(school, category, amount));
        }

        private async Task SetStateAsync(ModelSchool school)
        {
            var state = dice.Next(3) == 0 ? OrderState.CanOrder : (OrderState)dice.Next(4);
            var caps = AllocationRules.Categories.ToDictionary(category => category, category => dice.Next(school.Of(category).Amount + 3));
            Doing = $"{school.Name} {state} with {string.Join(", ", caps)}";
            Expect(
                await database.Get<AllocationService>().SetOrderStateAsync(support, new() { Urn = school.Urn, State = state, Caps = caps, Why = "A test" }),
                model.SetState(school, state, caps));
        }

        private async Task CountAsync()
        {
            var late = dice.Next(4) == 0;
            var counted = Enumerable.Range(0, dice.Next(1, 4)).Select(_ => (School: AnySchool(), Category: AnyCategory(), Used: dice.Next(30))).ToList();
            Doing = $"the supplier counts {(late ? "late " : "")}{string.Join(", ", counted.Select(c => $"{c.Used} {c.Category} of {c.School.Name}"))}";
            var message = new CapUsage
            {
                PayloadId = Guid.NewGuid().ToString(),
                SentAt = database.Clock.Now.AddHours(late ? -1 : 0),
                Records = counted.ConvertAll(c => new UsageRecord(c.Category.CapType(), c.School.ShipTo, "0", $"{c.Used}")),
                Document = Doing,
            };
            counted.ForEach(c => c.School.Of(c.Category).Count(c.Used, late));
            var answer = (await database.Get<CapUsageService>().ApplyAsync(Viewer.Supplier, message, "Test")).Value;
            answer.Outcome.ShouldBe(UsageOutcome.Succeeded);
            counts.Add((message, answer));
        }

        /// <summary>The same message again: the same answer, and nothing changes.</summary>
        private async Task CountAgainAsync()
        {
            if (counts.Count > 0)
            {
                var (message, before) = counts[dice.Next(counts.Count)];
                Doing = $"again: {message.Document}";
                var answer = (await database.Get<CapUsageService>().ApplyAsync(Viewer.Supplier, message, "Test")).Value;
                (answer.PayloadId, answer.AnsweredAt, answer.Outcome).ShouldBe((before.PayloadId, before.AnsweredAt, before.Outcome));
            }
        }

        private Task SetWhoAsync(ModelSchool school)
        {
            var central = dice.Next(2) == 0;
            Doing = $"{(central ? "the body" : "the school")} orders for {school.Name}";
            return SettlingAsync(
                async () => Expect(await database.SayWhoOrdersAsync(admin, [school.Urn], Who(central)), []),
                () => model.SetWho(school, central));
        }

        private Task SetPoolingAsync()
        {
            var pools = dice.Next(3) > 0;
            Doing = $"pooling {pools}";
            return SettlingAsync(
                async () => Expect(await database.Get<WhoWillOrderService>().SetPoolingAsync(support, body.Id, pools, "A test"), []),
                () => model.SetPooling(pools));
        }

        /// <summary>Who hands on how much to whom when schools leave a pool is not the model's to say, only what has to hold of it: nothing is
        /// lost, what can be ordered in all is the same as before, and who leaves can stand alone.</summary>
        private async Task SettlingAsync(Func<Task> change, Action inModel)
        {
            var (amounts, left) = (Sums(s => s.Amount), AllocationRules.Categories.Select(model.LeftInAll).ToList());
            var members = model.Schools.FindAll(model.IsIn);
            await change();
            inModel();
            var leavers = members.FindAll(school => !model.IsIn(school));
            foreach (var (school, category, seen) in leavers.Count > 0 ? await SeeAsync() : [])
            {
                (school.Of(category).Amount, school.Of(category).Given) = (seen.Amount, seen.Given);
            }

            Sums(s => s.Amount).ShouldBe(amounts, "nothing is lost and nothing made");
            foreach (var (category, before) in AllocationRules.Categories.Zip(left))
            {
                leavers.ShouldAllBe(school => school.Of(category).Ordered <= school.Of(category).Cap(school.State), "who leaves can stand alone");
                if (leavers.Count > 0)
                {
                    model.LeftInAll(category).ShouldBe(before, $"what can be ordered in all of {category}");
                }
                else
                {
                    // What the supplier counts beyond a school's own is made up for by the pool that it joins.
                    model.LeftInAll(category).ShouldBeLessThanOrEqualTo(before, $"what can be ordered in all of {category}");
                }
            }

            List<int> Sums(Func<ModelNumbers, int> of) => [.. AllocationRules.Categories.Select(category => model.Schools.Sum(school => of(school.Of(category))))];
        }

        private async Task<List<(ModelSchool School, DeviceCategory Category, Seen Seen)>> SeeAsync()
        {
            var numbers = await database.ReadAsync(db => CapNumbers.ReadAsync(db, CapsChanged.School(model.Schools.Select(s => s.Id))));
            var allocations = await database.ReadAsync(db => db.Allocations.AsNoTracking().ToListAsync());
            var withSupplier = await database.ReadAsync(db => db.Orders.AsNoTracking().Include(o => o.Lines)
                .Where(o => o.Source == OrderSource.Supplier && o.Status != OrderStatus.Stopped).ToListAsync());
            return
            [
                .. from school in model.Schools
                   from a in allocations
                   where a.SchoolId == school.Id
                   let orders = withSupplier.Where(o => o.SchoolId == school.Id).Sum(o => o.Quantity(a.Category))
                   let number = numbers.Single(line => line.SchoolId == school.Id && line.Category == a.Category).Number
                   select (school, a.Category, new Seen(a.Amount, a.Cap, a.GivenCap, a.Ordered, a.Used, orders, number)),
            ];
        }

        /// <summary>What a supplier that was told everything once knows.</summary>
        private async Task TellAllAsync()
        {
            await database.Get<WriteTransactions>().RunAsync<bool>(Viewer.Service, write =>
            {
                write.TellSupplier(CapsChanged.School(model.Schools.Select(s => s.Id)));
                return Task.FromResult<Result<bool>>(true);
            });
            await SendAsync();
        }

        private async Task SendAsync()
        {
            await database.Get<OutboxDelivery>().SendDueAsync();
            foreach (var (shipTo, category, number) in supplier.Documents.Skip(documentsRead).SelectMany(FakeCapReceiver.Told))
            {
                told[(shipTo, category)] = number;
            }

            documentsRead = supplier.Documents.Count;
        }

        private bool Expect<T>(Result<T> answer, IReadOnlyList<Refusal> refusals)
        {
            answer.Refusals.ShouldBe(refusals, Doing);
            (Accepted, Refused) = answer.Refused ? (Accepted, Refused + 1) : (Accepted + 1, Refused);
            return !answer.Refused;
        }

        private ModelSchool AnySchool() => model.Schools[dice.Next(model.Schools.Count)];

        private DeviceCategory AnyCategory() => (DeviceCategory)dice.Next(2);

        private static WhoWillOrder Who(bool central) => central ? WhoWillOrder.ResponsibleBody : WhoWillOrder.School;

        private sealed record Seen(int Amount, int Cap, int? Given, int Ordered, int Used, int WithSupplier, int Told);
    }
}
