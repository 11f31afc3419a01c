using GetHelp.Core.Allocations;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.Supplier;
using GetHelp.Web.Supplier.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace GetHelp.Tests.Stories.EveryPage;

/// <summary>Pages of the supplier, and of support about it.</summary>
public sealed class SupplierPagesTests(Stage stage) : EveryPageTest(stage)
{
    [BrowserFact]
    public Task Pages_about_the_supplier_and_of_it() => TellAsync(async sessions =>
    {
        var (school, unnumbered) = (await Given.SchoolAsync(laptops: 40, name: "Larch Primary School"), await Given.SchoolAsync("St Cuthbert's and St Oswald's Voluntary Aided Church of England Primary School"));
        await Portal.Database.ReadAsync(db => db.Schools.Where(s => s.Id == unnumbered.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, (string?)null)));
        Portal.Services.GetRequiredService<SimulatorBook>().OrderDirectly(school.ShipTo!, DeviceCategory.LaptopsAndTablets, 50);
        var usage = new CapUsage { PayloadId = $"{Guid.NewGuid()}", Records = [new(DeviceCategory.Routers.CapType(), school.ShipTo, "9", "3"), new(null, "1", null, null)], Document = "<CapUsage/>" };
        (await Portal.Services.GetRequiredService<CapUsageService>().ApplyAsync(Viewer.Supplier, usage, "A token")).Refusals.ShouldBeEmpty();
        var agent = await Given.SupportAsync();
        (await Portal.Services.GetRequiredService<AllocationService>().AdjustAllocationAsync(
            agent, new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = 45, Why = "Test" })).Refusals.ShouldBeEmpty();
        await Eventually.BecomesTrueAsync("the cap is refused", () => Portal.Database.ReadAsync(db => db.CapUpdates.AnyAsync(u => u.SchoolId == school.Id && u.Refusal != null)));
        var call = await Portal.Database.ReadAsync(db => db.CapCallRecords.Where(r => r.SchoolId == school.Id).MaxAsync(r => r.CallId));
        var payload = await Portal.Database.ReadAsync(db => db.UsagePayloads.MaxAsync(p => p.Id));

        await DifferencesAsync();
        var support = new Inspection(await sessions.OpenAsAsync(agent));
        await support.VisitAsync(
            SupplierLinks.Caps, SupplierLinks.Cap(call), SupplierLinks.Usage, SupplierLinks.Payload(payload), SupplierLinks.Differences,
            $"{SupplierLinks.Differences}?search=nothing+is+called+this", $"/support/schools/{school.Urn}", SupplierLinks.AccountsTold, SupplierLinks.AccountTold(await AccountChangeAsync(school)));
        support.Problems.ShouldBeEmpty();

        var supplier = new Inspection(await sessions.OpenAsAsync(await Given.SupplierUserAsync()));
        await supplier.VisitAsync(
            SupplierLinks.Schools, $"{SupplierLinks.Schools}?show=amended", SupplierLinks.School(unnumbered.Urn), SupplierLinks.School(school.Urn),
            SupplierLinks.Bodies, SupplierLinks.Body(school.ResponsibleBodyId), SupplierLinks.Tokens, SupplierLinks.Accounts, SupplierLinks.Chromebooks, "/support/orders");
        var accounts = await ConfirmAccounts.VisitAsync(supplier.Page);
        await accounts.PasteAsync("two@example.org, addresses@example.org");
        await accounts.ProblemAsync("Line 1 has a comma");
        await supplier.LookAsync("accounts with an error");
        await accounts.PasteAsync("nobody.with.a.very.long.address.indeed.that.does.not.break@example.org");
        await accounts.SaysAsync("0 addresses processed, 1 address not.");
        await supplier.LookAsync("accounts that were not processed");
        supplier.Problems.ShouldBeEmpty();
    });

    /// <summary>A line of the user ledger.</summary>
    private async Task<long> AccountChangeAsync(School school)
    {
        var person = await Given.SchoolUserAsync(school, name: "Alexandrina Featherstonehaugh-Cholmondeley", notice: false);
        (await Portal.Services.GetRequiredService<PrivacyNoticeService>().SeenAsync(person)).Refusals.ShouldBeEmpty();
        return await Portal.Database.ReadAsync(db => db.AccountChanges.Where(c => c.UserId == person.UserId).Select(c => c.Id).SingleAsync());
    }

    /// <summary>As many differences with the supplier as fill a page.</summary>
    private async Task DifferencesAsync()
    {
        var body = await Given.ResponsibleBodyAsync();
        for (var i = 0; i < DifferenceQuery.PageSize; i++)
        {
            await Given.SchoolAsync($"St Bartholomew and All Angels Church of England Voluntary Controlled Infants' School {i}", body: body);
        }

        await Portal.Database.ReadAsync(db => db.Allocations.Where(a => a.School!.ResponsibleBodyId == body.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Used, 3)));
    }
}
