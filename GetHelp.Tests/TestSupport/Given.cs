using GetHelp.Core.Allocations;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Sessions;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Tests.TestSupport;

/// <summary>Puts into the database what a test starts from, and fills in all that it does not care about.</summary>
public sealed class Given(TestDatabase database)
{
    private static int sequence = 100_000;

    public async Task<ResponsibleBody> ResponsibleBodyAsync(string? name = null, ResponsibleBodyKind kind = ResponsibleBodyKind.LocalAuthority, bool pools = false)
    {
        var body = new ResponsibleBody
        {
            Kind = kind,
            PoolsCaps = pools,
            Address = new() { Line1 = "2 Station Road", Town = "Exampleton", Postcode = "EX1 2BB" },
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
        ResponsibleBody? body = null,
        WhoWillOrder who = WhoWillOrder.School,
        string? domain = "school.example.org")
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
            WhoWillOrder = who,
            Chromebooks = domain is null ? new() : new() { Answer = ChromebookAnswer.Yes, Domain = domain, RecoveryAddress = "recovery@example.net" },
            ShipTo = urn.ToString(),
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

    /// <summary>Somebody to ask at a school.</summary>
    /// <param name="chosen">Whether its responsible body has chosen them.</param>
    public async Task<SchoolContact> ContactAsync(
        School school, string name, SchoolContactRole role = SchoolContactRole.Headteacher, bool chosen = false, string? telephone = "01632 960 002", string? emailAddress = null)
    {
        var contact = new SchoolContact
        {
            SchoolId = school.Id,
            Role = role,
            Name = name,
            EmailAddress = emailAddress ?? $"{name.ToLowerInvariant().Replace(' ', '.')}.{school.Urn}@school.example.net",
            TelephoneNumber = telephone,
        };
        await AddAsync(contact);
        if (chosen)
        {
            await using var db = database.Open();
            await db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ContactId, contact.Id));
        }

        return contact;
    }

    /// <summary>Somebody who has been here before, unless told otherwise: the privacy notice read, the account with the supplier ready, the school's
    /// welcome gone through.</summary>
    public Task<Viewer> SchoolUserAsync(School school, bool orders = true, string? name = null, bool notice = true, bool account = true, bool welcomed = true) =>
        ViewerAsync(name ?? $"Sam Teacher {Next()}", Role.Member, notice, account, PlaceIn(school, orders, welcomed));

    /// <inheritdoc cref="SchoolUserAsync"/>
    public Task<Viewer> ResponsibleBodyUserAsync(ResponsibleBody body, bool orders = true, bool socialCare = false, bool notice = true, bool account = true) => ViewerAsync(
        $"Robin Admin {Next()}", Role.Member, notice, account, new Membership { ResponsibleBodyId = body.Id, OrdersDevices = orders, OrdersForSocialCare = socialCare });

    /// <summary>A place in one more school.</summary>
    public Task JoinAsync(Viewer person, School school, bool orders = true, bool welcomed = true) =>
        AddAsync(PlaceIn(school, orders, welcomed, person.UserId!.Value));

    /// <summary>The supplier has confirmed the person's account, and open pages hear of it.</summary>
    public async Task AccountAsync(Viewer person)
    {
        await using (var db = database.Open())
        {
            (await db.Users.SingleAsync(u => u.Id == person.UserId)).TechSourceAccountConfirmed(database.Clock.Now);
            await db.SaveChangesAsync();
        }

        database.Get<LiveUpdates>().Publish([Topic.Person(person.UserId!.Value)]);
    }

    /// <summary>What is set aside for an authority's children with social care needs.</summary>
    public async Task SocialCareAsync(ResponsibleBody body, int laptops = 50, int routers = 5, OrderState state = OrderState.CanOrder, int cap = 0)
    {
        await using var db = database.Open();
        var tracked = await db.ResponsibleBodies.SingleAsync(b => b.Id == body.Id);
        tracked.SocialCareOrderState = state;
        tracked.SocialCareAllocations.Add(SocialCareAllocation.Of(DeviceCategory.LaptopsAndTablets, laptops, state, given: cap));
        tracked.SocialCareAllocations.Add(SocialCareAllocation.Of(DeviceCategory.Routers, routers, state, given: cap));
        await db.SaveChangesAsync();
    }

    public Task<Viewer> SupportAsync() => ViewerAsync($"Alex Support {Next()}", Role.Support, notice: false, account: false);

    public Task<Viewer> ThirdLineAsync() => ViewerAsync($"Toni Thirdline {Next()}", Role.SupportThirdLine, notice: false, account: false);

    /// <summary>Somebody of a mobile network.</summary>
    public async Task<Viewer> NetworkUserAsync(string? brand = null)
    {
        var user = new User { FullName = $"Noel Network {Next()}", EmailAddress = $"{Guid.NewGuid():N}@example.org", Role = Role.Network, MobileNetwork = new() { Brand = brand ?? $"Network {Next()}" } };
        await AddAsync(user);
        return user.AsViewer();
    }

    public Task<Viewer> SupplierUserAsync() => ViewerAsync($"Lee Supplier {Next()}", Role.Supplier, notice: false, account: false);

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

    /// <summary>A session that lasts for as long as the test, and its secret.</summary>
    public SignInSecret Session(Viewer person, DateTime? expiresAt = null)
    {
        var secret = SignInSecret.New();
        using var db = database.Open();
        db.Sessions.Add(new()
        {
            SecretHash = secret.Hash(),
            UserId = person.UserId!.Value,
            Way = SignInWay.EmailedLink,
            StartedAt = database.Clock.Now,
            SeenAt = database.Clock.Now,
            ExpiresAt = expiresAt ?? DateTime.MaxValue,
        });
        db.SaveChanges();
        return secret;
    }

    private Membership PlaceIn(School school, bool orders, bool welcomed, int userId = 0) =>
        new() { UserId = userId, SchoolId = school.Id, OrdersDevices = orders, WelcomedAt = welcomed ? database.Clock.Now : null };

    private static int Next() => Interlocked.Increment(ref sequence);

    private async Task<Viewer> ViewerAsync(string name, Role role, bool notice, bool account, params Membership[] memberships)
    {
        var user = new User { FullName = name, EmailAddress = $"{Guid.NewGuid():N}@example.org", Role = role, Telephone = "01234 567890", Memberships = [.. memberships] };
        if (notice)
        {
            user.SawPrivacyNotice(database.Clock.Now);
        }

        if (account)
        {
            user.TechSourceAccountConfirmed(database.Clock.Now);
        }

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
