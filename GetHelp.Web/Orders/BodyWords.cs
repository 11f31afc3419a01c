using GetHelp.Core.Allocations;

namespace GetHelp.Web.Orders;

/// <summary>How pages speak of a responsible body's schools.</summary>
public static class BodyWords
{
    /// <summary>"1 school", "629 schools".</summary>
    public static string Schools(int count) => count == 1 ? "1 school" : $"{count:N0} schools";

    /// <summary>What a responsible body has told us, to itself.</summary>
    public static string Told(this WhoWillOrder who) => who == WhoWillOrder.School ? "schools place their own orders" : "you place the orders centrally";
}
