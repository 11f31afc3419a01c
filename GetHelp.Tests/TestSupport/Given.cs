using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Tests.TestSupport;

/// <summary>Puts into the database what a test starts from, and fills in all that it does not care about.</summary>
public sealed class Given(TestDatabase database)
{
    private static int sequence = 100_000;

    public async Task<ResponsibleBody> ResponsibleBodyAsync(string? name = null, ResponsibleBodyKind kind = ResponsibleBodyKind.LocalAuthority)
    {
        var body = new ResponsibleBody
        {
            Kind = kind,
            Name = name ?? $"Authority {Next()}",
            LocalAuthorityCode = kind == ResponsibleBodyKind.LocalAuthority ? Next().ToString() : null,
        };
        await AddAsync(body);
        return body;
    }

    /// <summary>A school that can order, unless told otherwise.</summary>
    /// <param name="cap">The cap agreed for specific circumstances.</param>
    public async Task<School> SchoolAsync(
        string? name = null,
        int laptops = 100,
        int routers = 10,
        OrderState state = OrderState.CanOrder,
        int cap = 0,
        int ordered = 0,
        ResponsibleBody? body = null)
    {
        var urn = Next();
        body ??= await ResponsibleBodyAsync();
        var school = new School
        {
            Urn = Urn.From(urn),
            Name = name ?? $"School {urn}",
            Phase = Phase.Primary,
            EstablishmentTypeCode = 1,
            ResponsibleBodyId = body.Id,
            LocalAuthorityId = body.Id,
            OrderState = state,
            Address = new() { Line1 = "1 High Street", Town = "Exampleton", Postcode = "EX1 1AA" },
            Allocations =
            [
                Allocation.Of(DeviceCategory.LaptopsAndTablets, laptops, state, ordered, cap),
                Allocation.Of(DeviceCategory.Routers, routers, state, 0, cap),
            ],
        };
        await AddAsync(school);
        return school;
    }

    public Task<Viewer> SchoolUserAsync(School school, bool orders = true, string? name = null) =>
        ViewerAsync(name ?? $"Sam Teacher {Next()}", Role.Member, new Membership { SchoolId = school.Id, OrdersDevices = orders });

    public Task<Viewer> ResponsibleBodyUserAsync(ResponsibleBody body) =>
        ViewerAsync($"Robin Admin {Next()}", Role.Member, new Membership { ResponsibleBodyId = body.Id, OrdersDevices = true });

    public Task<Viewer> SupportAsync() => ViewerAsync($"Alex Support {Next()}", Role.Support);

    public async Task StockAsync(Product product, StockState state)
    {
        await using var db = database.Open();
        if (await db.ProductStock.SingleOrDefaultAsync(s => s.Product == product) is { } known)
        {
            known.State = state;
        }
        else
        {
            db.ProductStock.Add(new() { Product = product, State = state });
        }

        await db.SaveChangesAsync();
    }

    /// <summary>An order, placed the way people place them.</summary>
    public async Task<OrderNumber> OrderAsync(School school, Viewer? by = null, params LineAsked[] lines)
    {
        var viewer = by ?? await SchoolUserAsync(school);
        var placed = await database.Get<OrderService>().PlaceAsync(viewer, new()
        {
            Key = Guid.NewGuid(),
            Urn = school.Urn,
            Lines = lines.Length > 0 ? lines : [new(Product.Chromebook, 1)],
        });
        return placed.Value;
    }

    private static int Next() => Interlocked.Increment(ref sequence);

    private async Task<Viewer> ViewerAsync(string name, Role role, params Membership[] memberships)
    {
        var user = new User { FullName = name, EmailAddress = $"{Guid.NewGuid():N}@example.org", Role = role, Telephone = "01234 567890", Memberships = [.. memberships] };
        await AddAsync(user);
        return user.AsViewer();
    }

    private async Task AddAsync<T>(T entity)
        where T : class
    {
        await using var db = database.Open();
        db.Add(entity);
        await db.SaveChangesAsync();
        db.Entry(entity).State = EntityState.Detached;
    }
}
