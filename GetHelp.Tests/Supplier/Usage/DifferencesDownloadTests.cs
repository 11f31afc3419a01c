using System.Net;
using ClosedXML.Excel;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Shared.Export;
using GetHelp.Web.Supplier;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Usage;

/// <summary>Where the counts differ, as a file.</summary>
public sealed class DifferencesDownloadTests
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
