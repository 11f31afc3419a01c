namespace GetHelp.Core.Orders.Requests;

/// <summary>How the rest of Core speaks of a request.</summary>
public static class OrderRequestWords
{
    /// <summary>What it is to be: "stopped", "corrected".</summary>
    public static string Done(this OrderRequestKind kind) => kind == OrderRequestKind.Stop ? "stopped" : "corrected";
}
