using GetHelp.Core.Allocations;

namespace GetHelp.Web.Orders;

/// <summary>How pages speak of a responsible body's schools.</summary>
public static class BodyWords
{
    /// <summary>What a responsible body has told us, to itself.</summary>
    public static string Told(this WhoWillOrder who) => who == WhoWillOrder.School ? "schools place their own orders" : "you place the orders centrally";
}
