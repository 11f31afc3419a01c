using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>How far the filling is.</summary>
public readonly record struct DemonstrationProgress(int Percent, string Doing);

/// <summary>Fills an empty database with the whole of England, so that every page has something to show. Schools, trusts and authorities
/// are real and public; allocations (<see cref="DemonstrationFigures"/>), orders and people are made up.</summary>
public sealed class DemonstrationData(WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Fills the database if it holds no school. The same schools get the same figures and orders each time; only the orders'
    /// dates follow the clock.</summary>
    /// <returns>Whether it was filled.</returns>
    public async Task<bool> FillAsync(IProgress<DemonstrationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (await HasSchoolsAsync(cancellationToken))
        {
            return false;
        }

        progress?.Report(new(0, "Reading England's schools"));
        var extract = DemonstrationExtract.Read();
        var filled = await transactions.RunAsync<bool>(
            Viewer.Service,
            async write =>
            {
                if (await write.Db.Schools.AnyAsync(cancellationToken))
                {
                    return false;
                }

                await new Filling(write, extract, progress, cancellationToken).RunAsync();
                return true;
            },
            cancellationToken);
        progress?.Report(new(100, "Done"));
        return filled.Value;
    }

    private async Task<bool> HasSchoolsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Schools.AnyAsync(cancellationToken);
    }

    /// <summary>One filling, in one write.</summary>
    private sealed class Filling(WriteTransaction write, DemonstrationExtract extract, IProgress<DemonstrationProgress>? progress, CancellationToken cancellationToken)
    {
        private readonly BulkInsert bulk = new(write.Db);

        public async Task RunAsync()
        {
            progress?.Report(new(20, "Adding 22,000 schools and what is set aside for them"));
            var planned = extract.Register.Schools.Values.ToDictionary(
                school => school.Urn, school => new PlannedSchool(school.Urn, school.Phase, extract.Counts.GetValueOrDefault(school.Urn)));
            var schools = (await AddSchoolsAsync(planned)).ToDictionary(school => school.Urn);

            progress?.Report(new(65, "Adding people"));
            schools.Add(Urn.From(DemonstrationPeople.CollegeUrn), await AddCollegeAsync());
            var people = await AddPeopleAsync(schools);
            await DemonstrationContacts.ChooseAsync(write, schools, cancellationToken);

            progress?.Report(new(75, "Adding two months of orders"));
            var named = DemonstrationPeople.Situations.Keys.Select(urn => schools[urn]).ToList();
            await AddOrdersAsync(schools, planned, people, named);
            await new DemonstrationSupplier(write, cancellationToken).AddAsync(named);
            await new DemonstrationQueries(write, Support()).AddAsync(schools, people, cancellationToken);
            write.Db.ProductStock.AddRange(Products.All.Select(StockOf));
            write.Db.NationalTotals.AddRange((await NationalTotalReader.LinesAsync(write.Db, cancellationToken)).Select(TotalOf));
            write.Record(HistoryKind.RegisterImported, detail: $"Demonstration data: {schools.Count:N0} schools and colleges, with demonstration figures");
        }

        private async Task<IReadOnlyList<School>> AddSchoolsAsync(Dictionary<Urn, PlannedSchool> planned)
        {
            var known = await KnownRegister.LoadAsync(write.Db, cancellationToken);
            var changes = RegisterComparison.Compare(known, extract.Register, extract.Links);
            var schools = await new RegisterWriter(write).ApplyAsync(known, changes, urn => planned[urn].Start(), cancellationToken);
            foreach (var authority in await write.Db.ResponsibleBodies.Where(b => b.Kind == ResponsibleBodyKind.LocalAuthority).ToListAsync(cancellationToken))
            {
                authority.Address = extract.AuthorityAddresses.GetValueOrDefault(authority.LocalAuthorityCode!) ?? new();
                (authority.SoldTo, authority.SupplierChange) = ($"81{authority.LocalAuthorityCode}", SupplierChange.None);
                authority.SocialCareOrderState = OrderState.CanOrder;
                authority.SocialCareAllocations.AddRange(DemonstrationFigures.SocialCare(authority.LocalAuthorityCode!));
            }

            await write.Db.SaveChangesAsync(cancellationToken);

            // The youngest trusts wait for the supplier, so that its queue has something in it.
            await write.Db.ResponsibleBodies.Where(b => b.Kind == ResponsibleBodyKind.Trust && b.CompaniesHouseNumber != null && !b.CompaniesHouseNumber.StartsWith("10"))
                .ExecuteUpdateAsync(b => b.SetProperty(x => x.SoldTo, x => "82" + x.GroupUid).SetProperty(x => x.SupplierChange, SupplierChange.None), cancellationToken);
            await PoolAsync();
            await TellAsync();

            await write.Db.SaveChangesAsync(cancellationToken);
            return schools;
        }

        /// <summary>The bodies of the named people pool; the named trust orders for all of its schools.</summary>
        private async Task PoolAsync()
        {
            await write.Db.ResponsibleBodies
                .Where(b => b.LocalAuthorityCode == DemonstrationPeople.AuthorityCode || b.GroupUid == DemonstrationPeople.TrustUid || b.GroupUid == DemonstrationPeople.UntoldTrustUid)
                .ExecuteUpdateAsync(body => body.SetProperty(b => b.PoolsCaps, true), cancellationToken);
            await write.Db.Schools.Where(s => s.ResponsibleBody!.GroupUid == DemonstrationPeople.TrustUid)
                .ExecuteUpdateAsync(school => school.SetProperty(s => s.WhoWillOrder, WhoWillOrder.ResponsibleBody), cancellationToken);
        }

        /// <summary>The named trust told us that it orders, two named bodies have told us nothing, and everybody else told us that schools order.</summary>
        private async Task TellAsync()
        {
            var told = write.Db.ResponsibleBodies.Where(b => b.LocalAuthorityCode != DemonstrationPeople.UntoldAuthorityCode && b.GroupUid != DemonstrationPeople.UntoldTrustUid);
            await told.ExecuteUpdateAsync(
                body => body.SetProperty(b => b.DefaultWhoWillOrder, b => b.GroupUid == DemonstrationPeople.TrustUid ? WhoWillOrder.ResponsibleBody : WhoWillOrder.School), cancellationToken);
        }

        private async Task<School> AddCollegeAsync()
        {
            var address = new Address { Line1 = "Riverbank Campus", Line2 = "1 Weir Lane", Town = "Preston", County = "Lancashire", Postcode = "PR0 0AA" };
            var body = new ResponsibleBody
            {
                Kind = ResponsibleBodyKind.FurtherEducationCollege,
                Name = DemonstrationPeople.CollegeName,
                Address = address,
                DefaultWhoWillOrder = WhoWillOrder.School,
            };
            await bulk.InsertAsync([body], cancellationToken);
            var college = new School
            {
                Urn = Urn.From(DemonstrationPeople.CollegeUrn),
                Ukprn = 19_990_001,
                Name = DemonstrationPeople.CollegeName,
                Kind = SchoolKind.FurtherEducationCollege,
                Phase = Phase.SixteenPlus,
                ResponsibleBodyId = body.Id,
                LocalAuthorityId = (await AuthorityAsync(DemonstrationPeople.AuthorityCode)).Id,
                Address = address,
                OrderState = OrderState.CanOrder,
                Chromebooks = new() { Answer = ChromebookAnswer.Yes, Domain = "riverbank.example.org", RecoveryAddress = "recovery@riverbank.example.net" },
                ShipTo = $"80{DemonstrationPeople.CollegeUrn}",
                Allocations =
                [
                    Allocation.Of(DeviceCategory.LaptopsAndTablets, 180, OrderState.CanOrder),
                    Allocation.Of(DeviceCategory.Routers, 18, OrderState.CanOrder),
                ],
            };
            await bulk.InsertAsync([college], cancellationToken);
            return college;
        }

        private Task<ResponsibleBody> AuthorityAsync(string code) =>
            write.Db.ResponsibleBodies.SingleAsync(body => body.LocalAuthorityCode == code, cancellationToken);

        private async Task<Dictionary<Urn, User>> AddPeopleAsync(Dictionary<Urn, School> schools)
        {
            var people = new Dictionary<Urn, User>();
            foreach (var person in DemonstrationPeople.All)
            {
                var user = new User
                {
                    FullName = person.Name,
                    EmailAddress = person.EmailAddress,
                    Telephone = "01632 960100",
                    Role = person.Role,
                    MobileNetwork = person.MobileNetwork is { } brand ? new() { Brand = brand } : null,
                    Memberships = [.. await MembershipsAsync(person, schools)],
                };
                Prepare(user, person);
                write.Db.Users.Add(user);
                foreach (var urn in person.SchoolUrns.Where(_ => person.OrdersDevices))
                {
                    people.TryAdd(Urn.From(urn), user);
                }
            }

            await write.Db.SaveChangesAsync(cancellationToken);
            return people;
        }

        /// <summary>What somebody has behind them who has used the service before.</summary>
        private void Prepare(User user, DemonstrationPerson person)
        {
            if (person is { Role: Role.Member, HasSeenPrivacyNotice: true })
            {
                user.SawPrivacyNotice(write.Now);
            }

            if (person is { Role: Role.Member, HasTechSourceAccount: true })
            {
                user.TechSourceAccountConfirmed(write.Now);
            }
        }

        private async Task<List<Membership>> MembershipsAsync(DemonstrationPerson person, Dictionary<Urn, School> schools)
        {
            var memberships = person.SchoolUrns
                .Select(urn => new Membership
                {
                    SchoolId = schools[Urn.From(urn)].Id,
                    OrdersDevices = person.OrdersDevices,
                    WelcomedAt = person.IsWelcomed ? write.Now : null,
                }).ToList();
            if (person.AuthorityCode is { } code)
            {
                memberships.Add(new() { ResponsibleBodyId = (await AuthorityAsync(code)).Id, OrdersDevices = person.OrdersDevices, OrdersForSocialCare = person.OrdersForSocialCare });
            }

            if (person.TrustUid is { } uid)
            {
                var trust = await write.Db.ResponsibleBodies.SingleAsync(body => body.GroupUid == uid, cancellationToken);
                memberships.Add(new() { ResponsibleBodyId = trust.Id, OrdersDevices = person.OrdersDevices });
            }

            return memberships;
        }

        private Viewer Support() => write.Db.Users.Local.First(user => user.Role == Role.Support).AsViewer();

        private async Task AddOrdersAsync(Dictionary<Urn, School> schools, Dictionary<Urn, PlannedSchool> planned, Dictionary<Urn, User> people, List<School> named)
        {
            var orders = new DemonstrationOrders(write.Now);
            var lived = planned
                .SelectMany(school => school.Value.Orders.Select(order => orders.Live(schools[school.Key], order, people.GetValueOrDefault(school.Key))))
                .Concat(named.SelectMany(school => DemonstrationSupplier.Orders(school, write.Now)))
                .OrderBy(order => order.Order.PlacedAt).ThenBy(order => order.Order.SchoolId)
                .ToList();
            await bulk.InsertAsync(lived.ConvertAll(order => order.Order), cancellationToken);
            await bulk.InsertAsync([.. lived.SelectMany(HistoryOf).OrderBy(entry => entry.At)], cancellationToken);
        }

        private static IEnumerable<HistoryEntry> HistoryOf(LivedOrder lived) => lived.Events.Select(happened => new HistoryEntry
        {
            At = happened.At,
            UserId = happened.What == HistoryKind.OrderPlaced ? lived.Order.PlacedByUserId : null,
            Who = happened.What switch
            {
                HistoryKind.OrderPlaced or HistoryKind.StopAsked => lived.Order.PlacedBy,
                HistoryKind.OrderSentToSupplier => Viewer.Service.Name,
                _ => Viewer.Supplier.Name,
            },
            What = happened.What,
            SchoolId = lived.Order.SchoolId,
            OrderId = lived.Order.Id,
            Delivery = happened.Delivery,
            Detail = happened.Detail,
            Why = happened.Why,
        });

        private static NationalTotal TotalOf(NationalLine line) =>
            new() { Category = line.Category, Devices = DemonstrationFigures.NationalTotal(line.SetAside) };

        private static ProductStock StockOf(Product product) => new()
        {
            Product = product,
            State = product switch
            {
                Product.WindowsTablet => StockState.OutOfStock,
                Product.Ipad => StockState.LowStock,
                _ => StockState.Available,
            },
        };
    }
}
