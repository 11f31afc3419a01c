using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

/// <summary>Spec 02 §9.1, sentence by sentence.</summary>
public sealed class SchoolOrderingRuleTests
{
    /// <summary>Somebody of a school that orders for itself and can, with everything that they need.</summary>
    private static readonly SchoolOrderingFacts Ready = new()
    {
        OrderState = OrderState.CanOrder,
        WhoWillOrder = WhoWillOrder.School,
        HasAnythingLeft = true,
        HasAnythingSetAside = true,
        ChromebooksAreAnswered = true,
        ViewerIsOfSchool = true,
        ViewerOrders = true,
        ViewerHasAccount = true,
    };

    private static readonly SchoolOrderingFacts Central = Ready with { WhoWillOrder = WhoWillOrder.ResponsibleBody };

    private static readonly SchoolOrderingFacts OfBody = Central with { ViewerIsOfSchool = false, ViewerIsOfBody = true };

    public static TheoryData<string, SchoolOrderingFacts, SchoolOrderingState> Sentences => new()
    {
        { "with an account, in a school that can order: the order page", Ready, SchoolOrderingState.CanOrder },
        { "the same for specific circumstances", Ready with { OrderState = OrderState.CanOrderForSpecificCircumstances }, SchoolOrderingState.CanOrderForSpecificCircumstances },
        { "orders, but the account is not confirmed: waiting for it", Ready with { ViewerHasAccount = false }, SchoolOrderingState.AccountNotReady },
        { "the same for specific circumstances", Ready with { OrderState = OrderState.CanOrderForSpecificCircumstances, ViewerHasAccount = false }, SchoolOrderingState.AccountNotReady },
        { "the school can, you cannot", Ready with { ViewerOrders = false }, SchoolOrderingState.OthersOrder },
        { "you cannot, whether or not you have an account", Ready with { ViewerOrders = false, ViewerHasAccount = false }, SchoolOrderingState.OthersOrder },
        { "nobody has said whether it needs Chromebooks", Ready with { ChromebooksAreAnswered = false }, SchoolOrderingState.AsksForChromebooks },
        { "that is asked of who could order, after the account", Ready with { ChromebooksAreAnswered = false, ViewerHasAccount = false }, SchoolOrderingState.AccountNotReady },
        { "that is not asked of who may not order", Ready with { ChromebooksAreAnswered = false, ViewerOrders = false }, SchoolOrderingState.OthersOrder },
        { "reopened", Ready with { OrderState = OrderState.CannotOrderAsReopened }, SchoolOrderingState.CannotOrderAsReopened },
        { "reopened is said to who may not order too", Ready with { OrderState = OrderState.CannotOrderAsReopened, ViewerOrders = false }, SchoolOrderingState.CannotOrderAsReopened },
        { "may order, and all devices are ordered", Ready with { HasAnythingLeft = false }, SchoolOrderingState.EverythingOrdered },
        { "for specific circumstances, and all that was agreed is ordered", Ready with { OrderState = OrderState.CanOrderForSpecificCircumstances, HasAnythingLeft = false }, SchoolOrderingState.EverythingOrdered },
        { "nothing was ever set aside", Ready with { HasAnythingLeft = false, HasAnythingSetAside = false }, SchoolOrderingState.NothingSetAside },
        { "nothing is set aside, and it may not order either", Ready with { OrderState = OrderState.CannotOrder, HasAnythingLeft = false, HasAnythingSetAside = false }, SchoolOrderingState.NothingSetAside },
        { "everything else: not yet", Ready with { OrderState = OrderState.CannotOrder }, SchoolOrderingState.CannotOrderYet },
        { "not yet, with nothing left either", Ready with { OrderState = OrderState.CannotOrder, HasAnythingLeft = false }, SchoolOrderingState.CannotOrderYet },
        { "its responsible body orders for it", Central, SchoolOrderingState.OrderedCentrally },
        { "its responsible body orders for it, whatever the state", Central with { OrderState = OrderState.CannotOrder }, SchoolOrderingState.OrderedCentrally },
        { "of the responsible body that orders for it", OfBody, SchoolOrderingState.CanOrder },
        { "of the responsible body, which is not asked about Chromebooks first", OfBody with { ChromebooksAreAnswered = false }, SchoolOrderingState.CanOrder },
        { "of the responsible body, without an account", OfBody with { ViewerHasAccount = false }, SchoolOrderingState.AccountNotReady },
        { "of the responsible body, from a pool, with nothing of its own", OfBody with { HasAnythingSetAside = false }, SchoolOrderingState.CanOrder },
        { "of the responsible body of a school that orders for itself", OfBody with { WhoWillOrder = WhoWillOrder.School, ViewerOrders = false }, SchoolOrderingState.OrderedBySchool },
        { "of both, where the school orders", Ready with { ViewerIsOfBody = true }, SchoolOrderingState.CanOrder },
    };

    [Theory, MemberData(nameof(Sentences))]
    public void The_page_is_what_the_sentence_says(string sentence, SchoolOrderingFacts facts, SchoolOrderingState expected) =>
        SchoolOrderingRule.Of(facts).ShouldBe(expected, sentence);

    [Fact]
    public void Every_variant_has_a_sentence() =>
        Sentences.Select(row => (SchoolOrderingState)row[2]).Distinct().Order().ShouldBe(Enum.GetValues<SchoolOrderingState>());

    [Fact]
    public void Whoever_has_no_form_cannot_order_and_whoever_has_one_can()
    {
        foreach (var state in Enum.GetValues<SchoolOrderingState>())
        {
            state.IsOpen().ShouldBe(state is SchoolOrderingState.CanOrder or SchoolOrderingState.CanOrderForSpecificCircumstances, state.ToString());
        }
    }
}
