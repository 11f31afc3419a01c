using GetHelp.Core.Allocations;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace GetHelp.Tests.Allocations;

public sealed class PoolSettlementTests(ITestOutputHelper output)
{
    private const OrderState Can = OrderState.CanOrder;
    private const OrderState Cannot = OrderState.CannotOrder;
    private const OrderState Specific = OrderState.CanOrderForSpecificCircumstances;

    [Fact]
    public void A_school_that_leaves_takes_all_of_its_own_when_nobody_drew_on_it()
    {
        var pool = new Pool((Can, 20, 5), (Can, 30, 0));

        pool.Leave(0).ShouldBeEmpty();

        pool.Numbers.ShouldBe([(20, 20, 5), (30, 30, 0)]);
    }

    [Fact]
    public void What_was_ordered_out_of_its_part_stays_with_those_for_whom_it_was_ordered()
    {
        var pool = new Pool((Can, 20, 30), (Can, 30, 4));

        pool.Leave(1).Select(t => t.Quantity).ShouldBe([10]);

        pool.Numbers.ShouldBe([(30, 30, 30), (20, 20, 4)]);
    }

    [Fact]
    public void A_school_that_drew_on_the_others_takes_what_it_ordered_and_leaves_them_the_rest()
    {
        var pool = new Pool((Can, 20, 35), (Can, 12, 0), (Can, 30, 4));

        pool.Leave(0).Select(t => t.Quantity).ShouldBe([15]);

        pool.Numbers.ShouldBe([(35, 35, 35), (12, 12, 0), (15, 15, 4)]);
    }

    [Fact]
    public void When_the_pool_ends_everybody_can_stand_alone()
    {
        var pool = new Pool((Can, 10, 25), (Can, 10, 12), (Can, 40, 0));

        pool.Leave(0, 1, 2);

        pool.Numbers.ShouldBe([(25, 25, 25), (12, 12, 12), (23, 23, 0)]);
    }

    [Fact]
    public void Where_support_has_closed_a_lender_what_lies_idle_with_it_is_handed_on()
    {
        var pool = new Pool((Can, 20, 30), (Cannot, 30, 4));

        pool.Leave(1);

        pool.Numbers.ShouldBe([(30, 30, 30), (20, 4, 4)]);
    }

    [Fact]
    public void What_is_handed_on_out_of_specific_circumstances_cannot_be_ordered_there_again()
    {
        var pool = new Pool((Specific, 20, 0, 8), (Can, 10, 15));

        pool.Leave(0);

        pool.Numbers.ShouldBe([(15, 3, 0), (15, 15, 15)]);
    }

    [Fact]
    public void What_the_supplier_counts_beyond_its_part_a_school_takes_out_of_the_others_too()
    {
        var pool = new Pool((Can, 10, 0), (Can, 20, 0)).Used(25, 0);

        pool.Leave(1).Select(t => t.Quantity).ShouldBe([15]);

        pool.Numbers.ShouldBe([(25, 25, 0), (5, 5, 0)]);
    }

    [Fact]
    public void What_the_supplier_counts_beyond_everything_takes_nothing_from_what_was_ordered_here()
    {
        var pool = new Pool((Can, 10, 0), (Can, 20, 12)).Used(60, 0);

        pool.Leave(0, 1);

        pool.Numbers.ShouldBe([(18, 18, 0), (12, 12, 12)]);
    }

    [Fact]
    public void A_school_that_cannot_order_covers_with_its_own_part_what_the_supplier_counts()
    {
        var pool = new Pool((Cannot, 30, 0), (Can, 20, 0)).Used(25, 0);

        pool.Leave(0).ShouldBeEmpty();

        pool.Numbers.ShouldBe([(30, 25, 0), (20, 20, 0)]);
    }

    [Fact]
    public void A_school_that_ordered_past_its_agreed_cap_stands_on_what_is_set_aside_for_it_when_nobody_has_anything_left()
    {
        var pool = new Pool((Specific, 13, 12, 8), (Can, 0, 0));

        pool.Leave(0).ShouldBeEmpty();

        pool.Numbers.ShouldBe([(13, 12, 12), (0, 0, 0)]);
    }

    [Fact]
    public void Whoever_leaves_whatever_pool_nothing_is_lost_nothing_sold_twice_and_everybody_can_stand_alone()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        var dice = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var pool = Pool.Random(dice);
            var before = pool.Numbers;
            var gone = pool.Gone;
            var leaving = Enumerable.Range(0, pool.Size).Where(_ => dice.Next(3) == 0).ToArray();

            pool.Leave(leaving);

            var after = pool.Numbers;
            var told = $"seed {seed}, round {round}: {string.Join(' ', before)} without {string.Join(' ', leaving)} became {string.Join(' ', after)}";
            after.Sum(a => a.Amount).ShouldBe(before.Sum(a => a.Amount), told);
            after.Select(a => a.Ordered).ShouldBe(before.Select(a => a.Ordered), told);
            after.Sum(a => a.Cap).ShouldBeLessThanOrEqualTo(Math.Max(before.Sum(a => a.Cap), gone.Sum()), told);
            after.ShouldAllBe(a => a.Cap >= 0 && a.Cap <= a.Amount, told);
            leaving.ShouldAllBe(i => after[i].Ordered <= after[i].Cap, told);
            var staying = Enumerable.Range(0, pool.Size).Except(leaving).ToList();
            var leftOfPool = Math.Max(0, before.Sum(a => a.Cap) - gone.Sum());
            var leftOfRest = Math.Max(0, staying.Sum(i => after[i].Cap - gone[i]));
            (leftOfRest + leaving.Sum(i => Math.Max(0, after[i].Cap - gone[i]))).ShouldBe(leftOfPool, told);
            if (before.Sum(a => a.Ordered) <= before.Sum(a => a.Cap))
            {
                staying.Sum(i => after[i].Ordered).ShouldBeLessThanOrEqualTo(staying.Sum(i => after[i].Cap), told);
            }
        }
    }

    /// <summary>A pool of one category, by what its members have.</summary>
    private sealed class Pool
    {
        private readonly List<(Allocation Allocation, OrderState State)> members;

        private Pool(IEnumerable<(Allocation Allocation, OrderState State)> members) => this.members = [.. members];

        public Pool(params (OrderState State, int Amount, int Ordered)[] members)
            : this(members.Select(m => (Allocation.Of(DeviceCategory.Routers, m.Amount, m.State, m.Ordered), m.State)))
        {
        }

        public Pool((OrderState State, int Amount, int Ordered, int Given) first, (OrderState State, int Amount, int Ordered) second)
            : this([
                (Allocation.Of(DeviceCategory.Routers, first.Amount, first.State, first.Ordered, first.Given), first.State),
                (Allocation.Of(DeviceCategory.Routers, second.Amount, second.State, second.Ordered), second.State)])
        {
        }

        public int Size => members.Count;

        public IReadOnlyList<(int Amount, int Cap, int Ordered)> Numbers => members.ConvertAll(m => (m.Allocation.Amount, m.Allocation.Cap, m.Allocation.Ordered));

        /// <summary>What is gone, by the greater count.</summary>
        public IReadOnlyList<int> Gone => members.ConvertAll(m => m.Allocation.Taken);

        /// <summary>As the supplier counts.</summary>
        public Pool Used(params int[] used)
        {
            foreach (var ((allocation, state), count) in members.Zip(used))
            {
                allocation.Report(count, state);
            }

            return this;
        }

        /// <summary>Orders are dealt out as a pool allows: in all never more than the caps, whichever school they are for; then support closes some.</summary>
        public static Pool Random(Random dice)
        {
            var size = dice.Next(1, 7);
            var dealt = Enumerable.Range(0, size).Select(_ => (Amount: dice.Next(40), State: dice.Next(3) == 0 ? Specific : Can)).ToList();
            var given = dealt.ConvertAll(m => dice.Next(m.Amount + 1));
            var left = dealt.Select((m, i) => CapRule.Cap(m.State, m.Amount, 0, given[i])).Sum();
            var ordered = dealt.ConvertAll(_ =>
            {
                var some = dice.Next(left + 1);
                left -= some;
                return some;
            });
            return new Pool(dealt.Select((m, i) =>
            {
                var state = dice.Next(5) == 0 ? Cannot : m.State;
                return (Allocation.Of(DeviceCategory.Routers, m.Amount, state, ordered[i], given[i]), state);
            })).Used([.. ordered.Select(count => dice.Next(3) == 0 ? dice.Next(60) : dice.Next(count + 1))]);
        }

        public IReadOnlyList<PoolTransfer> Leave(params int[] leaving) => PoolSettlement.Settle(
            [.. leaving.Select(i => members[i].Allocation)],
            [.. members.Where((_, i) => !leaving.Contains(i)).Select(m => m.Allocation)],
            allocation => members.Find(m => m.Allocation == allocation).State);
    }
}
