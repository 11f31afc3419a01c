using GetHelp.Web.Shared;

namespace GetHelp.Web.Orders;

/// <summary>What came of a press on a part of the order's page: done, or what is to be put right first.</summary>
public sealed record Outcome(OrderDeed Done, IReadOnlyList<FieldError> Errors);
