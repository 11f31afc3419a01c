using System.Net;
using ClosedXML.Excel;
using GetHelp.Core.Organisations;
using GetHelp.Tests.Supplier.Usage;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared.Export;
using GetHelp.Web.Supplier;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

/// <summary>What can be downloaded about the supplier, and by it: requests that show no page.</summary>
public sealed class SupplierDownloadTests
{
    [Fact]
    public async Task The_differences_open_in_Excel_as_they_are_filtered_on_the_page()
    {
        await using var portal = await Portal.StartAsync();
        var (school, other) = (await portal.Given.SchoolAsync("Ash Primary School"), await portal.Given.SchoolAsync("Elm Primary School"));
        var now = portal.Database.Clock.Now;
        await CapUsageServiceTests.ReportAsync(portal.Database, "a", now, CapUsageServiceTests.Line(school, 3), CapUsageServiceTests.Line(other, 4));
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        using var answer = await browser.Client.GetAsync($"{SupplierLinks.Differences}/export.xlsx?search={school.Urn}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(ExcelExport.ContentType);
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("differences.xlsx");
        using var workbook = new XLWorkbook(await answer.Content.ReadAsStreamAsync());
        var rows = workbook.Worksheet("Differences").RowsUsed().Select(row => row.Cells(1, 6).Select(cell => cell.GetString()).ToList()).ToList();
        rows.Count.ShouldBe(2);
        rows[0].ShouldBe(["School", "URN", "Responsible body", "Devices", "Ordered", "Supplier counts"]);
        (rows[1][0], rows[1][1], rows[1][4], rows[1][5]).ShouldBe(("Ash Primary School", $"{school.Urn}", "0", "3"));
    }

    [Fact]
    public async Task The_supplier_downloads_what_it_has_to_take_note_of()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync("Ash Primary School");
        await portal.Database.ReadAsync(db => db.Schools.ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, (string?)null)));
        var browser = await portal.OpenAsAsync(await portal.Given.SupplierUserAsync());

        (await browser.Client.GetStringAsync($"{SupplierLinks.Schools}/export.csv")).ShouldContain($"{school.Urn} Ash Primary School");
        (await browser.Client.GetStringAsync($"{SupplierLinks.Bodies}/export.csv")).ShouldStartWith("Responsible body URN");
    }

    /// <summary>The columns of spec 03 §6 and §7, in the order of the page: the original's file had another, and "None" for what had no number yet.</summary>
    [Fact]
    public async Task What_the_supplier_downloads_has_its_columns_and_is_in_the_order_of_the_page()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync("Barsetshire County Council and Its Boroughs");
        var elm = await portal.Given.SchoolAsync("St Bartholomew and All Angels School", body: body);
        var ash = await portal.Given.SchoolAsync("Ash School", body: body);
        await portal.Database.ReadAsync(db => db.Schools.Where(s => s.Id == elm.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, (string?)null)));
        await portal.Database.ReadAsync(db => db.Schools.Where(s => s.Id == ash.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SupplierChange, SupplierChange.Amended)));
        var browser = await portal.OpenAsAsync(await portal.Given.SupplierUserAsync());

        (await LinesAsync(browser, SupplierLinks.Schools)).ShouldBe(
        [
            "Responsible body URN,School URN + School Name,School Name (overflow),Address line 1,Address line 2,Address line 3,Town/City,Postcode,New/Amended",
            $"LEA{body.LocalAuthorityCode},{ash.Urn} Ash School,,1 High Street,,,Exampleton,EX1 1AA,Amended",
            $"LEA{body.LocalAuthorityCode},{elm.Urn} St Bartholomew and All,Angels School,1 High Street,,,Exampleton,EX1 1AA,New",
        ]);
        (await LinesAsync(browser, SupplierLinks.Bodies)).ShouldBe(
        [
            "Responsible body URN,Responsible body name,Responsible body name (overflow),Address line 1,Address line 2,Address line 3,Town/City,Postcode",
            $"LEA{body.LocalAuthorityCode},Barsetshire County Council and Its,Boroughs,2 Station Road,,,Exampleton,EX1 2BB",
        ]);

        static async Task<string[]> LinesAsync(Browser browser, string page) =>
            (await browser.Client.GetStringAsync($"{page}/export.csv")).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    [Fact]
    public async Task The_orders_can_be_downloaded_too()
    {
        await using var portal = await Portal.StartAsync();
        var number = await portal.Given.OrderAsync(await portal.Given.SchoolAsync());
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        (await browser.Client.GetStringAsync($"{OrderLinks.SupportBoard}/export.csv")).ShouldContain($"{number}");
    }

    [Fact]
    public async Task Nobody_else_downloads_them()
    {
        await using var portal = await Portal.StartAsync();
        foreach (var viewer in new[] { await portal.Given.SupplierUserAsync(), await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()) })
        {
            using var answer = await (await portal.OpenAsAsync(viewer)).Client.GetAsync($"{SupplierLinks.Differences}/export.xlsx");
            answer.IsSuccessStatusCode.ShouldBeFalse();
        }
    }
}
