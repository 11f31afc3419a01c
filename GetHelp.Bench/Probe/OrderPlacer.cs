using System.Diagnostics;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.Probe;

/// <summary>Places an order for each request, in the portal's own process and through its own service, for one school after the other.</summary>
internal sealed class OrderPlacer
{
    private readonly Lazy<Task> clock = new(() =>
    {
        CommitClock.Start();
        return Task.CompletedTask;
    });

    private Queue<Customer>? customers;

    /// <summary>Answers with the order's number and when it was committed, in nanoseconds of the machine's monotonic clock.</summary>
    public async Task PlaceAsync(HttpContext context)
    {
        await clock.Value;
        customers ??= await CustomersAsync(context.RequestServices);
        var customer = customers.Dequeue();
        customers.Enqueue(customer);
        var orders = context.RequestServices.GetRequiredService<OrderService>();
        var (placed, committedAt) = await CommitClock.TimeAsync(() => orders.PlaceAsync(customer.Viewer, customer.Order()));
        await context.Response.WriteAsJsonAsync(new { number = placed.Value.ToString(), at = Nanoseconds(committedAt) });
    }

    /// <summary>As text: the number is larger than a JavaScript number can hold.</summary>
    public static string Nanoseconds(long timestamp) => ((Int128)timestamp * 1_000_000_000 / Stopwatch.Frequency).ToString();

    /// <summary>Schools that order for themselves and have plenty left, and a product that needs no domain: no order is refused.</summary>
    private static async Task<Queue<Customer>> CustomersAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync();
        var schools = await db.Schools.AsNoTracking()
            .Where(s => s.OrderState == OrderState.CanOrder && s.WhoWillOrder == WhoWillOrder.School
                && s.Allocations.Any(a => a.Category == DeviceCategory.LaptopsAndTablets && a.Cap - a.Ordered >= 20))
            .OrderBy(s => s.Id).Take(100).Select(s => new { s.Id, s.Urn }).ToListAsync();
        var product = await db.ProductStock.AsNoTracking()
            .Where(s => s.State == StockState.Available && s.Product != Product.Router && s.Product != Product.Chromebook).OrderBy(s => s.Product).Select(s => s.Product).FirstAsync();
        return new(schools.Select(school => new Customer(school.Id, school.Urn, product)));
    }

    private sealed record Customer(int SchoolId, Urn Urn, Product Product)
    {
        public Viewer Viewer { get; } = new() { Name = "The bench", Role = Role.Member, SchoolIds = new HashSet<int> { SchoolId }, OrdersForSchoolIds = new HashSet<int> { SchoolId }, HasTechSourceAccount = true };

        public PlaceOrder Order() => new() { Key = Guid.NewGuid(), Urn = Urn, Lines = [new(Product, 1)] };
    }
}
