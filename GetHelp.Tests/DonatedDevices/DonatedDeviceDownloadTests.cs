using System.Net;
using GetHelp.Core.DonatedDevices;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.DonatedDevices;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.DonatedDevices;

/// <summary>The queue as a file, for the supplier (spec 03 §9).</summary>
public sealed class DonatedDeviceDownloadTests
{
    [Fact]
    public async Task The_supplier_downloads_a_line_for_each_school_and_nothing_in_it_is_run_as_a_formula()
    {
        await using var portal = await Portal.StartAsync();
        var (body, robin, schools) = await DonatedDeviceServiceTests.BodyAsync(portal.Database, "Ash School", "Elm School");
        var own = await portal.Given.SchoolAsync("Oak School");
        var sly = await portal.Given.SchoolUserAsync(own, name: "=HYPERLINK(\"https://evil.example.com\")");
        var wish = new DeviceWish { DeviceTypes = [DonatedDeviceType.Windows, DonatedDeviceType.AndroidTablet], Boxes = 4 };
        var service = portal.Database.Get<DonatedDeviceService>();
        await service.OptInAsync(robin, new OptInSchools { ResponsibleBodyId = body.Id, Wish = wish });
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(5));
        await service.OptInAsync(sly, own.Urn, wish with { DeviceTypes = [DonatedDeviceType.Ipad], Boxes = 1 });
        var browser = await portal.OpenAsAsync(await portal.Given.SupplierUserAsync());

        using var answer = await browser.Client.GetAsync(DonatedDeviceExports.Csv);

        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("donated-devices.csv");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4);
        lines[0].ShouldBe("id,created_at,urn,shipTo,soldTo,full_name,email_address,telephone_number,device_types,units");
        foreach (var (school, line) in schools.Zip(lines[1..3]))
        {
            line.ShouldContain($",{school.Urn},{school.ShipTo},,{robin.Name},{robin.EmailAddress},01234 567890,\"windows,android-tablet\",4");
        }

        lines[3].ShouldContain($",{own.Urn},");
        lines[3].ShouldContain("'=HYPERLINK");
        lines[3].ShouldEndWith(",ipad,1");
    }

    [Fact]
    public async Task Nobody_else_downloads_it()
    {
        await using var portal = await Portal.StartAsync();
        foreach (var viewer in new[] { await portal.Given.SupportAsync(), await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()) })
        {
            using var answer = await (await portal.OpenAsAsync(viewer)).Client.GetAsync(DonatedDeviceExports.Csv);
            answer.StatusCode.ShouldNotBe(HttpStatusCode.OK);
        }
    }
}
