using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

/// <summary>Spec 03 §8.</summary>
public sealed class ChromebookDataTests
{
    [Fact]
    public async Task The_supplier_downloads_where_chromebooks_are_enrolled_whoever_said_so_longest_ago_first()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync("Barsetshire");
        var ash = await portal.Given.SchoolAsync("Ash School", body: body, domain: null);
        var elm = await portal.Given.SchoolAsync("Elm School", body: body, domain: null);
        var yew = await portal.Given.SchoolAsync("Yew School", body: body, domain: "UNKNOWN");
        await portal.Given.SchoolAsync("Oak School", domain: null);
        await SayAsync(portal, elm, "elm.example.org");
        portal.Database.Clock.Advance(TimeSpan.FromDays(120) + TimeSpan.FromMinutes(5));
        await SayAsync(portal, ash, "ash.example.org");
        await portal.Database.ReadAsync(db => db.Schools.Where(s => s.Id == ash.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, OrganisationStatus.Closed)));

        (await LinesAsync(portal, SupplierLinks.ChromebookSchoolsCsv)).ShouldBe(
        [
            "Responsible body URN,Responsible body name,School name,School URN,Google domain,Recovery email address,Date,Time",
            $"LEA{body.LocalAuthorityCode},Barsetshire,Yew School,{yew.Urn},UNKNOWN,recovery@example.net,,",
            $"LEA{body.LocalAuthorityCode},Barsetshire,Elm School,{elm.Urn},elm.example.org,head@example.net,03/03/2021,10:00",
            $"LEA{body.LocalAuthorityCode},Barsetshire,Ash School,{ash.Urn},ash.example.org,head@example.net,01/07/2021,10:05",
        ]);
    }

    [Fact]
    public async Task Responsible_bodies_with_several_domains_are_listed_by_type_and_name()
    {
        await using var portal = await Portal.StartAsync();
        var bodies = new List<ResponsibleBody>();
        foreach (var (name, kind) in new[] { ("Trust of Exampleton", ResponsibleBodyKind.Trust), ("Rutland", ResponsibleBodyKind.LocalAuthority), ("Barsetshire", ResponsibleBodyKind.LocalAuthority) })
        {
            var body = await portal.Given.ResponsibleBodyAsync(name, kind);
            await OrderingForAsync(portal.Database, body, "a.example.org", "b.example.org");
            bodies.Add(body);
        }

        await portal.Database.ReadAsync(db => db.ResponsibleBodies.Where(b => b.Id == bodies[2].Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.SoldTo, "81060001")));

        (await LinesAsync(portal, SupplierLinks.ChromebookBodiesCsv)).ShouldBe(
        [
            "Responsible body type,Responsible body name,Responsible body URN,Sold-to",
            $"Local authority,Barsetshire,LEA{bodies[2].LocalAuthorityCode},81060001",
            $"Local authority,Rutland,LEA{bodies[1].LocalAuthorityCode},",
            "Academy trust,Trust of Exampleton,,",
        ]);
    }

    /// <summary>The original compared text, and counted what was left behind by those who said no in the end (spec 08 A27).</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Several_domains_are_several_however_they_are_spelled_and_only_where_chromebooks_are_ordered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await OrderingForAsync(database, await database.Given.ResponsibleBodyAsync("Spelled in two ways"), "a.example.org", "A.Example.org.");
        await OrderingForAsync(database, await database.Given.ResponsibleBodyAsync("One is not known"), "a.example.org", "UNKNOWN", "unknown");
        await OrderingForAsync(database, await database.Given.ResponsibleBodyAsync("One of each body"), "a.example.org");
        var no = await database.Given.ResponsibleBodyAsync("One says no");
        await OrderingForAsync(database, no, "a.example.org", "b.example.org");
        await database.ReadAsync(async db =>
        {
            var school = await db.Schools.FirstAsync(s => s.ResponsibleBodyId == no.Id);
            school.Chromebooks = school.Chromebooks with { Answer = ChromebookAnswer.No };
            return await db.SaveChangesAsync();
        });
        var closed = await database.Given.ResponsibleBodyAsync("One is closed");
        await OrderingForAsync(database, closed, "a.example.org");
        var shut = await database.Given.SchoolAsync(body: closed, who: WhoWillOrder.ResponsibleBody, domain: "b.example.org");
        await database.ReadAsync(db => db.Schools.Where(s => s.Id == shut.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, OrganisationStatus.Closed)));
        var own = await database.Given.ResponsibleBodyAsync("One orders for itself");
        await OrderingForAsync(database, own, "a.example.org");
        await database.Given.SchoolAsync(body: own, domain: "b.example.org");
        await OrderingForAsync(database, await database.Given.ResponsibleBodyAsync("Two domains"), "b.example.org", "a.example.org", "B.example.org");

        var found = (await database.Get<ChromebookData>().BodiesWithDomainsAsync(await database.Given.SupplierUserAsync())).Value;

        found.Select(body => (body.Name, body.Domains)).ShouldBe([("Two domains", "a.example.org, b.example.org")]);
    }

    [Fact]
    public async Task Nobody_else_downloads_them()
    {
        await using var portal = await Portal.StartAsync();
        foreach (var viewer in new[] { await portal.Given.SupportAsync(), await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()) })
        {
            var browser = await portal.OpenAsAsync(viewer);
            foreach (var file in new[] { SupplierLinks.ChromebookSchoolsCsv, SupplierLinks.ChromebookBodiesCsv })
            {
                using var answer = await browser.Client.GetAsync(file);
                answer.IsSuccessStatusCode.ShouldBeFalse();
            }
        }
    }

    private static async Task OrderingForAsync(TestDatabase database, ResponsibleBody body, params string[] domains)
    {
        foreach (var domain in domains)
        {
            await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody, domain: domain);
        }
    }

    private static async Task SayAsync(Portal portal, School school, string domain) => (await portal.Database.Get<ChromebookDetailsService>().SetAsync(
        await portal.Given.SchoolUserAsync(school), school.Urn, new() { Answer = ChromebookAnswer.Yes, Domain = domain, RecoveryAddress = "head@example.net" })).Value.ShouldBeTrue();

    private static async Task<string[]> LinesAsync(Portal portal, string file) =>
        (await (await portal.OpenAsAsync(await portal.Given.SupplierUserAsync())).Client.GetStringAsync(file))
        .TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
