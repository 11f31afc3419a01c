using System.Text.RegularExpressions;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Allocations.Queries;
using GetHelp.Tests.Organisations.Register;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Organisations.Spreadsheet;
using GetHelp.Web.Supplier;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace GetHelp.Tests.Access;

/// <summary>A responsible body with a school, another one with another, somebody of each role, and one of everything that an address can name.</summary>
public sealed partial class AccessScene : IAsyncDisposable
{
    /// <summary>By which systems of the supplier are known.</summary>
    public const string EventsToken = "access-token-of-the-suppliers-systems";

    private const string SchoolName = "Zephyrlane Primary School";
    private const string BodyName = "Quillbrook Council";
    private const string Colleague = "Quentin Zephyr";

    private readonly Dictionary<Asker, Browser> browsers = [];

    /// <summary>What stands in an address for one of its parameters, by how the address begins.</summary>
    private readonly Dictionary<(string Area, string Parameter), string> values = [];

    private AccessScene(Portal portal) => Portal = portal;

    public Portal Portal { get; }

    /// <summary>What nobody may read anywhere who does not belong to it.</summary>
    public IReadOnlyList<string> Secrets { get; private set; } = [];

    public static async Task<AccessScene> SetAsync(string environment = "Production", DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var scene = new AccessScene(await Portal.StartAsync(environment, configure: AskWithoutEnd, provider: provider));
        await scene.FillAsync();
        return scene;
    }

    public Browser Of(Asker asker) => browsers[asker];

    /// <summary>The address of the scene's own school, body, order and so on, at which a route answers.</summary>
    public string AddressOf(string route) => Parameters().Replace(route, parameter => ValueOf(route, parameter.Value));

    public async ValueTask DisposeAsync() => await Portal.DisposeAsync();

    /// <summary>The supplier's token for its systems, and as many messages as it likes.</summary>
    private static void AskWithoutEnd(IServiceCollection services) => services.Configure<SupplierOptions>(options =>
    {
        (options.BaseAddress, options.Token, options.EventsToken) = (new("https://supplier.example.org"), "access-token-to-the-supplier", EventsToken);
        options.UsageRequestsPerSecond = 10_000;
    });

    private async Task FillAsync()
    {
        var given = Portal.Given;
        var body = await given.ResponsibleBodyAsync(BodyName, pools: true);
        await given.SocialCareAsync(body);
        var school = await given.SchoolAsync(SchoolName, body: body);
        await given.ContactAsync(school, "Cordelia Zephyr", chosen: true);
        var central = await given.SchoolAsync("Thistlequill School", body: body, who: WhoWillOrder.ResponsibleBody);
        var other = await given.SchoolAsync();
        var teacher = await given.SchoolUserAsync(school, name: Colleague);
        var admin = await given.ResponsibleBodyUserAsync(body, socialCare: true);
        var (agent, thirdLine) = (await given.SupportAsync(), await given.ThirdLineAsync());
        Secrets = [SchoolName, BodyName, Colleague, "Thistlequill", "Cordelia Zephyr", admin.Name];
        await OrderAsync(school, teacher);
        await AskAsync(school, teacher);
        await SupplierAsync(school, agent);
        await UploadAsync(body, agent, admin, thirdLine);
        foreach (var area in (string[])["/schools/", "/support/schools/", "/supplier/schools/", "/responsible-bodies/"])
        {
            values.Add((area, "{number}"), $"{school.Urn}");
        }

        foreach (var area in (string[])["/responsible-bodies/", "/support/responsible-bodies/", "/supplier/responsible-bodies/"])
        {
            values.Add((area, "{id:int}"), $"{body.Id}");
        }

        values.Add(("/responsible-bodies/", "{responsibleBodyId:int}"), $"{body.Id}");
        values.Add(("/schools/", "{person:int}"), $"{teacher.UserId}");
        values.Add(("/support/people/", "{id:int}"), $"{teacher.UserId}");
        values.Add(("/responsible-bodies/", "{person:int}"), $"{admin.UserId}");
        values.Add(("/responsible-bodies/", "{accountSlug}"), "social-care");
        values.Add(("/support/schools/", "{category}"), "routers");
        values.Add(("/orders/", "{kind}"), "google");
        values.Add(("/status/", "{code:int}"), "404");
        values.Add(("/development/", "{Number:int}"), "999");
        values.Add(("/simulator/", "{domain}"), "school.example.org");
        values.Add(("/simulator/", "{number}"), "GHT-000001");
        await ComeInAsync(new()
        {
            [Asker.School] = teacher,
            [Asker.OtherSchool] = await given.SchoolUserAsync(other),
            [Asker.Body] = admin,
            [Asker.OtherBody] = await given.ResponsibleBodyUserAsync(await given.ResponsibleBodyAsync()),
            [Asker.Network] = await given.NetworkUserAsync(),
            [Asker.Supplier] = await given.SupplierUserAsync(),
            [Asker.SupportAgent] = agent,
            [Asker.ThirdLine] = thirdLine,
        });
        await given.OrderAsync(central, admin, new LineAsked(Product.Ipad, 1));
    }

    private async Task ComeInAsync(Dictionary<Asker, Viewer> people)
    {
        browsers.Add(Asker.Stranger, Portal.Open());
        foreach (var (asker, person) in people)
        {
            browsers.Add(asker, await Portal.OpenAsAsync(person));
        }
    }

    private async Task OrderAsync(School school, Viewer teacher)
    {
        var number = await Portal.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 2));
        foreach (var (type, kind) in new (OrderEventType, DeliveryKind?)[] { (OrderEventType.Accepted, null), (OrderEventType.Dispatched, DeliveryKind.Google) })
        {
            (await Portal.Database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, new() { EventId = $"{type}", OrderNumber = number, Type = type, Delivery = kind })).Refusals.ShouldBeEmpty();
        }

        values.Add(("/orders/", "{number}"), $"{number}");
        values.Add(("/responsible-bodies/", "{order}"), $"{number}");
    }

    private async Task AskAsync(School school, Viewer teacher)
    {
        var database = Portal.Database;
        var query = await database.AskAsync(teacher, school, "120", files: new GivenFile("why.pdf", SmallFiles.Pdf));
        values.Add(("/support/allocation-queries/", "{id:int}"), $"{query}");
        values.Add(("/allocation-queries/", "{id:int}"), $"{query}");
        values.Add(("/schools/", "{id:int}"), $"{query}");
        values.Add(("/allocation-queries/", "{fileId:int}"), $"{await database.ReadAsync(db => db.EvidenceFiles.Select(f => f.Id).SingleAsync())}");
    }

    /// <summary>What the supplier was told, and told.</summary>
    private async Task SupplierAsync(School school, Viewer agent)
    {
        var database = Portal.Database;
        var usage = new CapUsage { PayloadId = "usage", Records = [new(DeviceCategory.Routers.CapType(), school.ShipTo, "9", "3")], Document = "<CapUsage/>" };
        (await database.Get<CapUsageService>().ApplyAsync(Viewer.Supplier, usage, "A token")).Refusals.ShouldBeEmpty();
        var newcomer = await Portal.Given.SchoolUserAsync(school, notice: false, account: false);
        (await database.Get<PrivacyNoticeService>().SeenAsync(newcomer)).Refusals.ShouldBeEmpty();
        await using (var db = database.Open())
        {
            db.CapCalls.Add(new() { PayloadId = "caps", At = database.Clock.Now, Request = $"<CapAdjustmentRequest>{SchoolName}</CapAdjustmentRequest>" });
            await db.SaveChangesAsync();
        }

        values.Add(("/support/supplier/usage/", "{id:long}"), $"{await database.ReadAsync(db => db.UsagePayloads.MaxAsync(p => p.Id))}");
        values.Add(("/support/supplier/accounts/", "{id:long}"), $"{await database.ReadAsync(db => db.AccountChanges.Where(c => c.UserId == newcomer.UserId).MaxAsync(c => c.Id))}");
        values.Add(("/support/supplier/caps/", "{id:long}"), $"{await database.ReadAsync(db => db.CapCalls.MaxAsync(c => c.Id))}");
    }

    /// <summary>A register, a list of schools, and a body's workbook.</summary>
    private async Task UploadAsync(ResponsibleBody body, Viewer agent, Viewer admin, Viewer thirdLine)
    {
        var database = Portal.Database;
        var import = (await database.Get<RegisterImportService>().StartAsync(thirdLine, new("register.csv", RegisterCsv.Stream(RegisterCsv.File(RegisterCsv.Row(900_001)))), null)).Value;
        var list = (await database.Get<SchoolListService>().PreviewAsync(agent, GivenRows.Pasted("999999 5", ListKind.LaptopsAndTablets).Value, "Year 9 is isolating")).Value;
        var contents = (await database.Get<SchoolSheetQuery>().FindAsync(admin, body.Id)).ShouldNotBeNull();
        var workbook = (await database.Get<SpreadsheetService>().GiveAsync(admin, body.Id, new("schools.xlsx", SchoolSheetWorkbook.Make(contents).ToArray()))).Value;
        values.Add(("/support/register/", "{Id:int}"), $"{import}");
        values.Add(("/support/schools/", "{id:guid}"), $"{list}");
        values.Add(("/responsible-bodies/", "{given:guid}"), $"{workbook}");
    }

    private string ValueOf(string route, string parameter) => values
        .Where(value => value.Key.Parameter == parameter && route.StartsWith(value.Key.Area, StringComparison.Ordinal))
        .OrderByDescending(value => value.Key.Area.Length)
        .Select(value => value.Value)
        .FirstOrDefault() ?? throw new InvalidOperationException($"The scene has nothing for {parameter} of {route}: add it to {nameof(AccessScene)}.");

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameters();
}
