using System.Net;
using AngleSharp.Html.Dom;
using Bunit;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using GetHelp.Web.Supplier.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

public sealed class ConfirmAccountsPageTests
{
    [Fact]
    public async Task The_supplier_pastes_addresses_and_reads_what_became_of_each()
    {
        await using var portal = await Portal.StartAsync();
        var ada = await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync(), account: false);
        var browser = await portal.OpenAsAsync(await portal.Given.SupplierUserAsync());

        var answer = await PasteAsync(browser, $"{ada.EmailAddress}\r\nnobody@example.org\r\n");

        answer.Document.QuerySelector("[role=status]")!.TextContent.ShouldContain("1 address processed, 1 address not.");
        answer.Document.QuerySelectorAll("main li").Select(item => item.TextContent.Trim()).ShouldBe(["nobody@example.org: we know nobody with this address", $"{ada.EmailAddress}: confirmed"]);
        ((IHtmlTextAreaElement)answer.Document.QuerySelector("#addresses")!).Value.ShouldBeEmpty();
        (await portal.Services.GetRequiredService<Viewers>().FindAsync(ada.UserId!.Value))!.HasTechSourceAccount.ShouldBeTrue();
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_and_stays_typed()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupplierUserAsync());

        var answer = await PasteAsync(browser, "ada@example.org; ben@example.org");

        answer.Title.ShouldStartWith("Error");
        answer.Document.QuerySelector("[role=alert] a")!.GetAttribute("href")!.ShouldEndWith("#addresses");
        ((IHtmlTextAreaElement)answer.Document.QuerySelector("#addresses")!).Value.ShouldBe("ada@example.org; ben@example.org");
    }

    [Fact]
    public async Task Nobody_else_gets_there()
    {
        await using var portal = await Portal.StartAsync();
        foreach (var viewer in new[] { await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()), await portal.Given.SupportAsync() })
        {
            var browser = await portal.OpenAsAsync(viewer);
            (await browser.GetAsync(SupplierLinks.Accounts)).Status.ShouldNotBe(HttpStatusCode.OK);
            (await browser.GetAsync($"{SupplierLinks.Accounts}/export.csv")).Status.ShouldNotBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task The_ledger_is_downloaded_with_its_24_columns_and_runs_no_formula()
    {
        await using var portal = await Portal.StartAsync();
        var ada = await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync("=Rowan School"), name: "=Ada Hill", notice: false);
        await portal.Database.ReadNoticeAsync(ada);
        await portal.Database.RingsFromAsync(ada, "01632 960999");
        var browser = await portal.OpenAsAsync(await portal.Given.SupplierUserAsync());

        var file = await browser.Client.GetStringAsync($"{SupplierLinks.Accounts}/export.csv");

        var lines = file.TrimStart('\uFEFF').TrimEnd().Split('\n').Select(line => line.Trim().Split(',')).ToList();
        lines[0].ShouldBe(
        [
            "First Name", "Last Name", "Email", "Telephone", "Responsible Body", "Responsible Body URN", "CC Sold To Number", "School", "School URN", "CC Ship To Number",
            "Date of Update", "Time of Update", "Timestamp of Update", "Type of Update",
            "Original First Name", "Original Last Name", "Original Email", "Original Telephone", "Original Responsible Body", "Original Responsible Body URN",
            "Original CC Sold To Number", "Original School", "Original School URN", "Original CC Ship To Number",
        ]);
        lines[1][10..15].ShouldBe(["03/03/2021", "10:00", "2021-03-03T10:00:00Z", "New", ""]);
        (lines[2][13], lines[2][3], lines[2][17]).ShouldBe(("Change", "01632 960999", ada.Telephone!));
        file.ShouldNotContain(",=");
        file.ShouldNotContain("\n=");
    }

    [Fact]
    public async Task A_summary_says_how_many_were_processed_before_it_lists_them()
    {
        await using var context = new BunitContext();

        var all = context.Render<ConfirmationSummaryView>(view => view.Add(v => v.Summary, new(
        [
            new("old@example.org", ConfirmationOutcome.Confirmed, "new@example.org"),
            new("again@example.org", ConfirmationOutcome.ConfirmedAgain),
            new("gone@example.org", ConfirmationOutcome.Removed),
            new("left@example.org", ConfirmationOutcome.Left),
        ])));

        all.Find("[role=status] h2").TextContent.ShouldBe("Some accounts confirmed");
        all.Find("[role=status] p").TextContent.ShouldBe("3 addresses processed, 1 address not.");
        all.FindAll("li").Select(item => item.TextContent.Trim()).ShouldBe(
        [
            "left@example.org: this person is no longer in the service",
            "old@example.org: confirmed for new@example.org, which is the person's address now",
            "again@example.org: was confirmed before",
            "gone@example.org: we have told you to remove this account, so nothing is to be done",
        ]);
    }

    private static async Task<WebPage> PasteAsync(Browser browser, string addresses)
    {
        var page = await browser.GetAsync(SupplierLinks.Accounts);
        page.Heading.ShouldBe("Confirm accounts");
        return await browser.SubmitAsync(page, ("Addresses", addresses));
    }
}
