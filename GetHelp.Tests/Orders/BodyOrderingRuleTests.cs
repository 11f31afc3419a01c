using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

/// <summary>Spec 02 §9.2 and §9.3, sentence by sentence.</summary>
public sealed class BodyOrderingRuleTests
{
    private static readonly SchoolsInState CentralCanOrder = new(WhoWillOrder.ResponsibleBody, OrderState.CanOrder, 2);
    private static readonly SchoolsInState CentralSpecific = new(WhoWillOrder.ResponsibleBody, OrderState.CanOrderForSpecificCircumstances, 3);
    private static readonly SchoolsInState CentralCannot = new(WhoWillOrder.ResponsibleBody, OrderState.CannotOrder, 4);
    private static readonly SchoolsInState CentralReopened = new(WhoWillOrder.ResponsibleBody, OrderState.CannotOrderAsReopened, 5);
    private static readonly SchoolsInState OwnCanOrder = new(WhoWillOrder.School, OrderState.CanOrder, 6);
    private static readonly SchoolsInState OwnSpecific = new(WhoWillOrder.School, OrderState.CanOrderForSpecificCircumstances, 7);

    public static TheoryData<string, SchoolsInState[], bool, bool, BodyOrderingState> Sentences => new()
    {
        { "no open school at all: cannot yet", [], true, true, BodyOrderingState.NobodyYet },
        { "none in an ordering state: cannot yet", [CentralCannot, CentralReopened], false, true, BodyOrderingState.NobodyYet },
        { "only schools that order for themselves are: cannot yet", [OwnCanOrder, OwnSpecific, CentralCannot], true, true, BodyOrderingState.NoneCentrallyManaged },
        { "pooled, one can order, something is left: order", [CentralCanOrder, CentralCannot], true, true, BodyOrderingState.CanOrder },
        { "pooled, only specific circumstances, something is left: order", [CentralSpecific], true, true, BodyOrderingState.CanOrder },
        { "pooled, nothing left in any pool: cannot order any more", [CentralCanOrder, CentralSpecific], true, false, BodyOrderingState.EverythingOrdered },
        { "not pooled, one is plain can order: order", [CentralCanOrder, CentralSpecific], false, true, BodyOrderingState.CanOrder },
        { "not pooled, only specific circumstances: for specific circumstances", [CentralSpecific, CentralCannot], false, true, BodyOrderingState.CanOrderForSpecificCircumstances },
        { "a school that orders for itself does not make it plain", [CentralSpecific, OwnCanOrder], false, true, BodyOrderingState.CanOrderForSpecificCircumstances },
        { "not pooled, nothing left: told so, as with a pool", [CentralCanOrder], false, false, BodyOrderingState.EverythingOrdered },
    };

    [Theory, MemberData(nameof(Sentences))]
    public void The_page_is_what_the_sentence_says(string sentence, SchoolsInState[] schools, bool pools, bool left, BodyOrderingState expected) =>
        BodyOrderingRule.Of(new() { OpenSchools = schools, PoolsCaps = pools, HasAnythingLeft = left }).ShouldBe(expected, sentence);

    [Fact]
    public void Every_variant_has_a_sentence() =>
        Sentences.Select(row => (BodyOrderingState)row[4]).Distinct().Order().ShouldBe(Enum.GetValues<BodyOrderingState>());

    [Fact]
    public void Its_schools_are_in_three_groups_and_those_that_order_for_themselves_in_none() =>
        BodyOrderingRule.Groups([CentralCanOrder, CentralSpecific, CentralCannot, CentralReopened, OwnCanOrder, OwnSpecific]).ShouldBe(
            [new(OrderingGroup.SpecificCircumstances, 3), new(OrderingGroup.CanOrder, 2), new(OrderingGroup.CannotOrder, 9)]);
}
