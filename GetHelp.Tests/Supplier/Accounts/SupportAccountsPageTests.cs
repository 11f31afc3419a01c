using Bunit;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using GetHelp.Web.Supplier.Accounts;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

public sealed class SupportAccountsPageTests : ScreenTest
{
    [Fact]
    public async Task Support_sees_what_waits_and_why_and_tries_it_again()
    {
        var ada = await Given.SchoolUserAsync(await Given.SchoolAsync("Rowan School"), name: "Ada Hill", notice: false);
        await Database.ReadNoticeAsync(ada);
        var later = Database.Clock.Now.AddHours(6);
        await Database.ReadAsync(db => db.Outbox.Where(m => m.Kind == AccountChanged.Kind)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, later).SetProperty(x => x.Attempts, 7).SetProperty(x => x.LastOutcome, "The supplier did not take the account: 400")));

        var page = OpenAs(await Given.SupportAsync()).Render<SupportAccountsPage>();

        page.WaitForElement("table");
        page.FindAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Ada Hill");
        page.Find("tbody tr").TextContent.ShouldContain("The supplier did not take the account: 400");
        page.Find("tbody a").GetAttribute("href").ShouldBe(SupplierLinks.AccountTold((await Database.ChangesAsync(ada)).Single().Id));
        page.Find("button.button").Click();
        page.WaitForAssertion(() => page.FindAll("[role=status]").Select(status => status.TextContent).ShouldContain("Everything that waits is being tried now."));
        (await Database.ReadAsync(db => db.Outbox.Where(m => m.Kind == AccountChanged.Kind).Select(m => m.DueAt).SingleAsync())).ShouldBe(Database.Clock.Now);
    }

    [Fact]
    public async Task A_change_that_comes_while_the_page_is_open_appears()
    {
        var ada = await Given.SchoolUserAsync(await Given.SchoolAsync(), name: "Ada Hill", notice: false);
        var page = OpenAs(await Given.SupportAsync()).Render<SupportAccountsPage>();
        page.WaitForAssertion(() => page.Markup.ShouldContain("Nobody has needed an account yet."));

        await Database.ReadNoticeAsync(ada);

        page.WaitForAssertion(() => page.Markup.ShouldContain("Hill"));
    }

    [Fact]
    public async Task One_change_shows_what_is_sent_and_every_attempt()
    {
        var ada = await Given.SchoolUserAsync(await Given.SchoolAsync(), name: "Ada Hill", notice: false);
        await Database.ReadNoticeAsync(ada);
        var change = (await Database.ChangesAsync(ada)).Single();

        var page = OpenAs(await Given.SupportAsync()).Render<AccountChangePage>(p => p.Add(x => x.Id, change.Id));

        page.Find("h1").TextContent.ShouldContain("Ada Hill");
        page.Find("pre").TextContent.ShouldContain($"\"u_email\": \"{ada.EmailAddress}\"");
        page.Markup.ShouldContain("None yet");
    }
}
