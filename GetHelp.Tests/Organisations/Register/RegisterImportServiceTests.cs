using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static GetHelp.Tests.Organisations.Register.RegisterCsv;

namespace GetHelp.Tests.Organisations.Register;

public sealed class RegisterImportServiceTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gethelp-uploads-");
    private TestDatabase database = null!;

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_new_school_comes_with_its_responsible_body_and_two_empty_allocations_and_cannot_order(DatabaseProvider provider)
    {
        await OnAsync(provider);

        var report = await ImportAsync(File(Row(100_001), Row(100_002, "Academy", type: 34)), Links(Link(100_002)));

        (report.RowsRead, report.RowsKept, report.New.Total, report.NewBodies.Total).ShouldBe((2, 2, 2, 2));
        var schools = await SchoolsAsync();
        schools.Select(s => (s.Urn.Value, s.ResponsibleBody!.Name, s.LocalAuthority!.Name)).ShouldBe([(100_001, "Lancashire", "Lancashire"), (100_002, "Example Trust", "Lancashire")]);
        schools.ShouldAllBe(s => s.OrderState == OrderState.CannotOrder && s.Status == OrganisationStatus.Open && s.Phase == Phase.Primary);
        schools.SelectMany(s => s.Allocations).Select(a => (a.Category, a.Amount, a.Cap, a.Ordered)).ShouldBe(
            [(DeviceCategory.LaptopsAndTablets, 0, 0, 0), (DeviceCategory.Routers, 0, 0, 0), (DeviceCategory.LaptopsAndTablets, 0, 0, 0), (DeviceCategory.Routers, 0, 0, 0)]);
        schools[0].Address.Lines().ShouldBe(["1 High Street", "Exampleton", "Lancashire", "EX1 1AA"]);
    }

    /// <summary>Spec 02 §6.3: what its body has told us decides for a school that comes later, and for none that was there.</summary>
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_new_school_begins_as_its_responsible_body_told_us(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await ImportAsync(File(Row(100_001)));
        var authority = (await SchoolsAsync()).Single().ResponsibleBodyId;
        await database.Get<WhoWillOrderService>().SetDefaultAsync(await database.Given.SupportAsync(), authority, WhoWillOrder.ResponsibleBody, []);

        await ImportAsync(File(Row(100_001), Row(100_002), Row(100_003, "Academy", type: 34)), Links(Link(100_003)));

        (await SchoolsAsync()).Select(s => (s.Urn.Value, s.WhoWillOrder)).ShouldBe(
            [(100_001, WhoWillOrder.School), (100_002, WhoWillOrder.ResponsibleBody), (100_003, WhoWillOrder.School)]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Changed_and_closed_schools_are_told_in_their_history_and_a_missing_one_stays_open(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await ImportAsync(File(Row(100_001), Row(100_002), Row(100_003), Row(100_004)));

        var report = await ImportAsync(File(Row(100_001, "New Name", ukprn: ""), Row(100_002, status: "Closed"), Row(100_003)));

        (report.Changed.Total, report.Closed.Total, report.Missing.Total, report.Unchanged).ShouldBe((1, 1, 1, 1));
        report.Missing.First.ShouldHaveSingleItem().Urn.ShouldBe(100_004);
        var schools = await SchoolsAsync();
        schools.Select(s => s.Status).ShouldBe([OrganisationStatus.Open, OrganisationStatus.Closed, OrganisationStatus.Open, OrganisationStatus.Open]);
        (schools[0].Name, schools[0].Ukprn, schools[0].Version).ShouldBe(("New Name", null, 1));
        var history = await database.ReadAsync(db => db.History.Where(e => e.SchoolId != null).OrderBy(e => e.Id).ToListAsync());
        history.Select(e => (e.What, e.SchoolId, e.Detail)).ShouldBe(
        [
            (HistoryKind.SchoolChanged, schools[0].Id, "Name: School 100001 to New Name; UKPRN: 10000001 to none"),
            (HistoryKind.SchoolClosed, schools[1].Id, "The register says that it is not open."),
        ]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_the_supplier_has_to_take_note_of_is_new_amended_or_closed(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await ImportAsync(File(Row(100_001), Row(100_002)));
        (await SchoolsAsync()).ShouldAllBe(s => s.SupplierChange == SupplierChange.New && s.ResponsibleBody!.SupplierChange == SupplierChange.New);
        await ImportAsync(File(Row(100_001, "Another Name"), Row(100_002)));
        (await SchoolsAsync())[0].SupplierChange.ShouldBe(SupplierChange.New, "the supplier has not seen it yet");
        await NotedAsync();

        await ImportAsync(File(Row(100_001, "Another Name", ukprn: "10000009"), Row(100_002, street: "2 High Street"), Row(100_003), Row(100_004)));
        (await SchoolsAsync()).Select(s => s.SupplierChange).ShouldBe(
            [SupplierChange.None, SupplierChange.Amended, SupplierChange.New, SupplierChange.New], "its UKPRN is nothing to the supplier");

        await ImportAsync(File(Row(100_001, "Another Name", ukprn: "10000009", authority: "888,Lancashire County"), Row(100_002, street: "2 High Street"), Row(100_003, status: "Closed"), Row(100_004)));
        (await SchoolsAsync()).Select(s => s.SupplierChange).ShouldBe([SupplierChange.None, SupplierChange.Amended, SupplierChange.Closed, SupplierChange.New]);
        (await SchoolsAsync())[0].ResponsibleBody!.SupplierChange.ShouldBe(SupplierChange.Amended);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_that_closes_leaves_its_pool_without_what_others_ordered_out_of_its_part(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await OrderedFromPoolAsync(amount: 10, of: 100_001, ordered: 25, schools: [100_001, 100_002, 100_003]);

        await ImportAsync(File(Row(100_001), Row(100_002), Row(100_003, status: "Closed")));

        await StandsAsync((15, 15, 25), (10, 10, 0), (5, 5, 0));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_that_moves_to_another_responsible_body_takes_what_was_ordered_for_it_and_no_more(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await OrderedFromPoolAsync(amount: 10, of: 100_001, ordered: 25, schools: [100_001, 100_002, 100_003]);

        await ImportAsync(File(Row(100_001, type: 34), Row(100_002), Row(100_003)), Links(Link(100_001)));

        (await SchoolsAsync())[0].ResponsibleBody!.Name.ShouldBe("Example Trust");
        await StandsAsync((25, 25, 25), (0, 0, 0), (5, 5, 0));
        (await database.ReadAsync(db => db.History.Where(e => e.What == HistoryKind.AllocationChanged).Select(e => e.Why).Distinct().ToListAsync()))
            .ShouldBe(["Import of the register: the school has closed or moved"]);
        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == CapsChanged.Kind))).ShouldBeGreaterThan(0, "the supplier is told");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_supplier_is_told_when_the_school_of_somebody_with_an_account_has_another_name_or_responsible_body(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await ImportAsync(File(Row(100_001), Row(100_002)));
        await database.ReadAsync(db => db.Schools.ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, x => "8" + x.Id)));
        var (school, other) = ((await SchoolsAsync())[0], (await SchoolsAsync())[1]);
        var (ada, ben) = (await database.Given.SchoolUserAsync(school, notice: false), await database.Given.SchoolUserAsync(other, notice: false));
        await database.ReadNoticeAsync(ada);
        await database.ReadNoticeAsync(ben);

        await ImportAsync(File(Row(100_001, "Another Name"), Row(100_002, ukprn: "10000009")));
        await ImportAsync(File(Row(100_001, "Another Name", type: 34), Row(100_002, ukprn: "10000009")), Links(Link(100_001)));

        (await database.ChangesAsync(ada)).Select(change => (change.Kind, change.Details.School, change.Details.ResponsibleBody)).ShouldBe(
        [
            (AccountChangeKind.New, "School 100001", "Lancashire"),
            (AccountChangeKind.Change, "Another Name", "Lancashire"),
            (AccountChangeKind.Change, "Another Name", "Example Trust"),
        ]);
        (await database.KindsAsync(ben)).ShouldBe([AccountChangeKind.New]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_same_file_again_changes_nothing(DatabaseProvider provider)
    {
        await OnAsync(provider);
        var (file, links) = (File(Row(100_001), Row(100_002, type: 34), Row(100_003, status: "Closed")), Links(Link(100_002)));
        await ImportAsync(file, links);

        var report = await ImportAsync(file, links);

        report.Unchanged.ShouldBe(2);
        (report.New.Total + report.Changed.Total + report.Closed.Total + report.NewBodies.Total + report.ChangedBodies.Total).ShouldBe(0);
        (await SchoolsAsync()).ShouldAllBe(s => s.Version == 0);
        (await database.ReadAsync(db => db.History.CountAsync(e => e.SchoolId != null))).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Adding_goes_on_after_an_import_where_it_left_off(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await ImportAsync(File(Row(900_001)));

        var school = await database.Given.SchoolAsync();

        school.Id.ShouldBeGreaterThan(await database.ReadAsync(db => db.Schools.Where(s => s.Name == "School 900001").Select(s => s.Id).SingleAsync()));
        (await ImportAsync(File(Row(900_001), Row(900_002)))).New.Total.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_import_that_breaks_in_the_middle_leaves_nothing_and_says_so(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await ImportAsync(File(Row(100_001)));
        var id = await PreviewedAsync(File(Row(100_001, "New Name"), Row(100_002, authority: "889,Blackburn")));
        await BreakAllocationsAsync();

        await Should.ThrowAsync<Exception>(() => Service.ApplyAsync(Viewer.Service, id));

        (await database.ReadAsync(db => db.Schools.Select(s => s.Name).ToListAsync())).ShouldBe(["School 100001"]);
        (await database.ReadAsync(db => db.ResponsibleBodies.CountAsync())).ShouldBe(1);
        (await database.ReadAsync(db => db.History.CountAsync(e => e.SchoolId != null))).ShouldBe(0);
        var import = await GetAsync(id);
        (import.State, import.Problem).ShouldBe((RegisterImportState.Failed, "The import went wrong. Nothing was changed. Start it again."));
    }

    [Fact]
    public async Task Nothing_is_changed_before_somebody_says_yes_and_only_once_then()
    {
        await OnAsync();
        var id = await PreviewedAsync(File(Row(100_001)));

        (await GetAsync(id)).State.ShouldBe(RegisterImportState.Previewed);
        (await SchoolsAsync()).ShouldBeEmpty();

        (await Service.ApplyAsync(Viewer.Service, id)).Refused.ShouldBeFalse();
        (await Service.ApplyAsync(Viewer.Service, id)).Refusals.ShouldHaveSingleItem().Message.ShouldBe("This import has been applied.");
        (await database.ReadAsync(db => db.History.CountAsync(e => e.What == HistoryKind.RegisterImported))).ShouldBe(1);
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_decided_again()
    {
        await OnAsync();
        var early = await PreviewedAsync(File(Row(100_001)));
        await ImportAsync(File(Row(100_001)));

        var report = await Service.ApplyAsync(Viewer.Service, early);

        (report.Value.New.Total, report.Value.Unchanged).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData(Role.Member)]
    [InlineData(Role.Support)]
    [InlineData(Role.Supplier)]
    [InlineData(Role.Network)]
    public async Task Nobody_but_the_third_line_may_import_or_look(Role role)
    {
        await OnAsync();
        var viewer = new Viewer { Name = "Somebody", Role = role };
        var id = await PreviewedAsync(File(Row(100_001)));

        (await Service.StartAsync(viewer, new("register.csv", Stream(File(Row(100_002)))), null)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotAllowed>();
        (await Service.PreviewAsync(viewer, id)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotAllowed>();
        (await Service.ApplyAsync(viewer, id)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotAllowed>();
        (await database.Get<RegisterImportQuery>().GetAsync(viewer, id)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotFound>();
        (await database.Get<RegisterImportQuery>().ListAsync(viewer)).Refused.ShouldBeTrue();
        (await SchoolsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_a_failed_import_with_its_reason_and_is_not_kept()
    {
        await OnAsync();
        var id = await StartedAsync("Reference,Name\r\n1,2");

        (await Service.PreviewAsync(Viewer.Service, id)).Refused.ShouldBeTrue();

        (await GetAsync(id)).Problem.ShouldNotBeNull().ShouldStartWith("The file has no column URN");
        folder.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_that_does_not_end_is_stopped_at_the_limit()
    {
        await OnAsync();
        using var endless = new EndlessStream();

        var refused = await Service.StartAsync(Viewer.Service, new("register.csv", endless), null);

        refused.Refusals.ShouldHaveSingleItem().Message.ShouldContain("larger than 100 MB");
        endless.Given.ShouldBeLessThan(101 * 1024 * 1024);
        folder.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_that_the_service_stopped_in_is_marked_when_it_starts_again()
    {
        await OnAsync();
        var reading = await StartedAsync(File(Row(100_001)));
        var previewed = await PreviewedAsync(File(Row(100_001)));

        await Service.FailInterruptedAsync();

        var interrupted = await GetAsync(reading);
        interrupted.State.ShouldBe(RegisterImportState.Failed);
        interrupted.Problem.ShouldNotBeNull().ShouldContain("was interrupted");
        (await GetAsync(previewed)).State.ShouldBe(RegisterImportState.Previewed);
    }

    [Fact]
    public async Task Those_who_look_at_an_import_or_at_a_school_that_it_changes_are_told()
    {
        await OnAsync();
        await ImportAsync(File(Row(100_001)));
        var school = (await SchoolsAsync())[0];
        var id = await PreviewedAsync(File(Row(100_001, "New Name")));
        var live = database.Get<LiveUpdates>();
        var (ofSchool, ofImport) = (live.ChangeOf(Topic.School(school.Id)), live.ChangeOf(Topic.RegisterImport(id)));

        await Service.ApplyAsync(Viewer.Service, id);

        live.ChangeOf(Topic.School(school.Id)).ShouldBeGreaterThan(ofSchool);
        live.ChangeOf(Topic.RegisterImport(id)).ShouldBeGreaterThan(ofImport);
    }

    private RegisterImportService Service => database.Get<RegisterImportService>();

    private async Task OnAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) => database = await TestDatabase.CreateAsync(
        provider, services => services.Configure<RegisterImportOptions>(options => options.Folder = folder.FullName));

    private async Task<int> StartedAsync(string file, string? links = null) =>
        (await Service.StartAsync(Viewer.Service, new("register.csv", Stream(file)), links is null ? null : new("links.csv", Stream(links)))).Value;

    private async Task<int> PreviewedAsync(string file, string? links = null)
    {
        var id = await StartedAsync(file, links);
        (await Service.PreviewAsync(Viewer.Service, id)).Refused.ShouldBeFalse();
        return id;
    }

    private async Task<RegisterReport> ImportAsync(string file, string? links = null) =>
        (await Service.ApplyAsync(Viewer.Service, await PreviewedAsync(file, links))).Value;

    private async Task<RegisterImportView> GetAsync(int id) => (await database.Get<RegisterImportQuery>().GetAsync(Viewer.Service, id)).Value;

    private Task<List<School>> SchoolsAsync() => database.ReadAsync(db => db.Schools.AsNoTracking()
        .Include(s => s.Allocations.OrderBy(a => a.Category)).Include(s => s.ResponsibleBody).Include(s => s.LocalAuthority).OrderBy(s => s.Urn).ToListAsync());

    /// <summary>Allocations, which an import writes after schools and responsible bodies, can no longer be written.</summary>
    private async Task BreakAllocationsAsync()
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Allocations" RENAME TO "AllocationsAreGone" """);
    }

    /// <summary>The supplier has given numbers to all, and noted them.</summary>
    private async Task NotedAsync()
    {
        await using var db = database.Open();
        await db.Schools.ExecuteUpdateAsync(s => s.SetProperty(x => x.SupplierChange, SupplierChange.None));
        await db.ResponsibleBodies.ExecuteUpdateAsync(b => b.SetProperty(x => x.SupplierChange, SupplierChange.None));
    }

    /// <summary>Schools in one pool, each with so much set aside, and more of it ordered for one of them than its part.</summary>
    private async Task OrderedFromPoolAsync(int amount, int of, int ordered, int[] schools)
    {
        await ImportAsync(File(schools.Select(urn => Row(urn))));
        var body = (await SchoolsAsync())[0].ResponsibleBody!;
        var support = await database.Given.SupportAsync();
        await database.Get<WhoWillOrderService>().SetPoolingAsync(support, body.Id, pools: true, "A test");
        await database.SayWhoOrdersAsync(support, [.. schools.Select(Urn.From)], WhoWillOrder.ResponsibleBody);
        foreach (var urn in schools.Select(Urn.From))
        {
            await database.Get<AllocationService>().SetOrderStateAsync(support, new() { Urn = urn, State = OrderState.CanOrder, Why = "A test" });
            await database.Get<AllocationService>().AdjustAllocationAsync(support, new() { Urn = urn, Category = DeviceCategory.LaptopsAndTablets, Amount = amount, Why = "A test" });
        }

        var order = new PlaceOrder { Key = Guid.NewGuid(), Urn = Urn.From(of), Lines = [new(Product.Ipad, ordered)] };
        (await database.Get<OrderService>().PlaceAsync(await database.Given.ResponsibleBodyUserAsync(body), order)).Refused.ShouldBeFalse();
        await using var db = database.Open();
        await db.Outbox.ExecuteDeleteAsync();
        await db.History.ExecuteDeleteAsync();
    }

    private async Task StandsAsync(params (int Amount, int Cap, int Ordered)[] laptops) =>
        (await SchoolsAsync()).Select(s => s.Allocations[0]).Select(a => (a.Amount, a.Cap, a.Ordered)).ShouldBe(laptops);

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            Given += buffer.Length;
            return new(buffer.Length);
        }
    }
}
