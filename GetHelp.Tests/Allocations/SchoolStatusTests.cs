using System.Globalization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class SchoolStatusTests
{
    private const WhoWillOrder School = WhoWillOrder.School;
    private const WhoWillOrder Body = WhoWillOrder.ResponsibleBody;

    /// <summary>The decision table of spec 02 §7.1. A question mark stands for both: the row says nothing of it.</summary>
    [Theory]
    [InlineData(School, "people no, contact no, chromebooks ?, can order ?, ordered ?", SchoolStatus.NeedsContact)]
    [InlineData(School, "people no, contact yes, chromebooks ?, can order ?, ordered ?", SchoolStatus.SchoolWillBeContacted)]
    [InlineData(School, "people yes, contact ?, chromebooks no, can order ?, ordered ?", SchoolStatus.SchoolContacted)]
    [InlineData(School, "people yes, contact ?, chromebooks yes, can order yes, ordered ?", SchoolStatus.SchoolCanOrder)]
    [InlineData(School, "people yes, contact ?, chromebooks yes, can order no, ordered yes", SchoolStatus.Ordered)]
    [InlineData(School, "people yes, contact ?, chromebooks yes, can order no, ordered no", SchoolStatus.SchoolReady)]
    [InlineData(Body, "people ?, contact ?, chromebooks yes, can order yes, ordered ?", SchoolStatus.ResponsibleBodyCanOrder)]
    [InlineData(Body, "people ?, contact ?, chromebooks yes, can order no, ordered yes", SchoolStatus.Ordered)]
    [InlineData(Body, "people ?, contact ?, chromebooks yes, can order no, ordered no", SchoolStatus.Ready)]
    [InlineData(Body, "people ?, contact ?, chromebooks no, can order ?, ordered ?", SchoolStatus.NeedsInformation)]
    public void A_status_follows_from_the_facts(WhoWillOrder who, string facts, SchoolStatus status)
    {
        foreach (var answers in Every([.. facts.Split(", ").Select(fact => fact.Split(' ')[^1])]))
        {
            SchoolStatusRule.Of(new()
            {
                WhoWillOrder = who,
                HasPeople = answers[0],
                HasContact = answers[1],
                ChromebooksComplete = answers[2],
                CanOrderNow = answers[3],
                HasOrdered = answers[4],
            }).ShouldBe(status, $"{facts}: {string.Join(' ', answers)}");
        }
    }

    /// <summary>Spec 02 §2.1: what "can order right now" and "has ordered" are. Numbers are cap and ordered, of laptops and tablets, then of routers.</summary>
    [Theory]
    [InlineData(OrderState.CanOrder, "10 4, 2 0", true, true)]
    [InlineData(OrderState.CanOrder, "10 0, 0 0", true, false)]
    [InlineData(OrderState.CanOrder, "10 10, 2 1", true, true)]
    [InlineData(OrderState.CanOrder, "10 10, 2 2", false, true)]
    [InlineData(OrderState.CanOrder, "0 0, 0 0", false, false)]
    [InlineData(OrderState.CanOrderForSpecificCircumstances, "10 4, 2 0", true, true)]
    [InlineData(OrderState.CanOrderForSpecificCircumstances, "4 4, 0 0", false, true)]
    [InlineData(OrderState.CannotOrder, "10 4, 2 0", false, true)]
    [InlineData(OrderState.CannotOrderAsReopened, "10 0, 2 0", false, false)]
    public void What_can_be_ordered_now_and_whether_anything_was_follow_from_the_state_and_the_numbers(OrderState state, string numbers, bool canOrder, bool hasOrdered)
    {
        var (cap, ordered) = (Counts(numbers, 0), Counts(numbers, 1));
        List<AllocationLine> own = [.. AllocationRules.Categories.Select((category, i) => new AllocationLine(category, 10, cap[i], ordered[i]))];
        List<PoolTotals> pool = [.. AllocationRules.Categories.Select((category, i) => new PoolTotals(category, 10, cap[i], ordered[i], ordered[i]))];
        AllocationLine[] nothing = [new(DeviceCategory.LaptopsAndTablets, 0, 0, 0)];
        var facts = new SchoolStatusFacts { WhoWillOrder = Body };

        foreach (var seen in new[] { facts.With(state, own, pool: null), facts.With(state, nothing, pool) })
        {
            (seen.CanOrderNow, seen.HasOrdered).ShouldBe((canOrder, hasOrdered));
        }

        static int[] Counts(string numbers, int which) => [.. numbers.Split(", ").Select(pair => int.Parse(pair.Split(' ')[which], CultureInfo.InvariantCulture))];
    }

    [Theory]
    [InlineData(ChromebookAnswer.No, null, null, true)]
    [InlineData(ChromebookAnswer.Yes, "school.org", "a@example.org", true)]
    [InlineData(ChromebookAnswer.Yes, "school.org", null, false)]
    [InlineData(ChromebookAnswer.Yes, null, "a@example.org", false)]
    [InlineData(ChromebookAnswer.DoNotKnow, null, null, false)]
    [InlineData(null, null, null, false)]
    public void Chromebook_information_is_complete_with_no_or_with_yes_and_all_of_it(ChromebookAnswer? answer, string? domain, string? address, bool complete) =>
        new ChromebookDetails { Answer = answer, Domain = domain, RecoveryAddress = address }.IsComplete.ShouldBe(complete);

    private static IEnumerable<bool[]> Every(string[] answers)
    {
        IEnumerable<bool[]> all = [[]];
        foreach (var answer in answers)
        {
            var possible = answer switch { "yes" => new[] { true }, "no" => [false], _ => [true, false] };
            all = [.. all.SelectMany(some => possible.Select(next => (bool[])[.. some, next]))];
        }

        return all;
    }
}
