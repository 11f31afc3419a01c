using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders;

/// <summary><see cref="BodyOrderingRule.GroupOf"/> as a database works it out, in the order in which pages list the groups.</summary>
internal static class OrderingGroupSql
{
    public static DecisionTable<School, OrderingGroup> Table { get; } = new(otherwise: OrderingGroup.CannotOrder)
    {
        { school => school.OrderState == OrderState.CanOrderForSpecificCircumstances, OrderingGroup.SpecificCircumstances },
        { school => school.OrderState == OrderState.CanOrder, OrderingGroup.CanOrder },
    };
}
