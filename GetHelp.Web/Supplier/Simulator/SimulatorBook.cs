using System.Text.Json;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Supplier;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier.Simulator;

/// <summary>The orders that the simulator took: in memory to work on, and a small file for each to survive a restart.</summary>
internal sealed class SimulatorBook
{
    private readonly Lock guard = new();
    private readonly SimulatorOptions options;
    private readonly TimeProvider clock;
    private readonly DirectoryInfo folder;
    private readonly Dictionary<OrderNumber, SimulatedOrder> orders;
    private readonly Dictionary<(string ShipTo, DeviceCategory Category), int> direct = [];

    public SimulatorBook(IOptions<SimulatorOptions> options, TimeProvider clock)
    {
        (this.options, this.clock) = (options.Value, clock);
        folder = Directory.CreateDirectory(options.Value.Folder);
        orders = folder.EnumerateFiles("GHT-*.json").Select(Read).OfType<SimulatedOrder>().ToDictionary(order => order.Number);
    }

    /// <summary>Takes an order; the same order again is the one that was taken.</summary>
    public SimulatedOrder Take(SupplierOrder order, OrderNumber number)
    {
        lock (guard)
        {
            return orders.TryGetValue(number, out var taken) && taken.Is(order)
                ? taken
                : Keep(SimulatedOrder.Take(order, number, clock.GetUtcNow().UtcDateTime, options));
        }
    }

    /// <summary>The orders of which something is to be told now, those that wait longest first.</summary>
    public IReadOnlyList<SimulatedOrder> Due()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        lock (guard)
        {
            return orders.Values.Where(order => order.IsDue(now)).OrderBy(order => order.Next!.At).ToList();
        }
    }

    /// <summary>How many devices of a category were ordered for a ship-to number and are coming.</summary>
    public int Used(string shipTo, DeviceCategory category)
    {
        lock (guard)
        {
            return direct.GetValueOrDefault((shipTo, category))
                + orders.Values.Where(order => order.ShipTo == shipTo && order.IsComing).Sum(order => order.Quantities.GetValueOrDefault(category));
        }
    }

    /// <summary>Takes it that so many were ordered with the supplier directly, past the portal. Forgotten by a restart.</summary>
    public void OrderDirectly(string shipTo, DeviceCategory category, int quantity)
    {
        lock (guard)
        {
            direct[(shipTo, category)] = quantity;
        }
    }

    /// <summary>Keeps how far the telling of an order has come, unless the portal has meanwhile begun another one under its number.
    /// What is to be told may have changed meanwhile too, and stays as it is.</summary>
    public void Change(SimulatedOrder order)
    {
        lock (guard)
        {
            if (orders[order.Number] is var now && now.PlacedAt == order.PlacedAt)
            {
                Keep(now with { Told = order.Told, GivenUp = order.GivenUp, NotBefore = order.NotBefore });
            }
        }
    }

    /// <summary>Changes what is to be told of an order; null where it was never taken.</summary>
    public SimulatedOrder? Replan(OrderNumber number, Func<SimulatedOrder, DateTime, SimulatedOrder> plan)
    {
        lock (guard)
        {
            return orders.TryGetValue(number, out var order) ? Keep(plan(order, clock.GetUtcNow().UtcDateTime)) : null;
        }
    }

    private SimulatedOrder Keep(SimulatedOrder order)
    {
        // Written beside and moved: a file that is there is whole.
        var path = Path.Combine(folder.FullName, $"{order.Number}.json");
        File.WriteAllText(path + ".new", PortalJson.Write(order));
        File.Move(path + ".new", path, overwrite: true);
        return orders[order.Number] = order;
    }

    /// <summary>A file of an older shape is no promise worth stopping a developer's portal for.</summary>
    private static SimulatedOrder? Read(FileInfo file)
    {
        try
        {
            return PortalJson.Read<SimulatedOrder>(File.ReadAllText(file.FullName));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
