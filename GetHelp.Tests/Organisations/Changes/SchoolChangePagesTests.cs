using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Organisations.Changes;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.Changes;

/// <summary>The pages on which many schools are changed at once.</summary>
public sealed class SchoolChangePagesTests : ScreenTest
{
    private ResponsibleBody body = null!;
    private Viewer viewer = null!;
    private Screen screen = null!;

    [Fact]
    public async Task What_to_do_is_asked_for_and_goes_on_with_the_schools_that_are_theirs()
    {
        var (ash, foreign) = (await SchoolAsync("Ash School"), await Given.SchoolAsync());
        var page = Choose([ash.Urn, foreign.Urn]);

        page.Find("h1").TextContent.ShouldContain("Change 1 school");
        page.Markup.ShouldContain("1 school left out");
        page.Markup.ShouldNotContain(foreign.Name);
        await page.Find("form").SubmitAsync();
        page.Find(".error-summary a").TextContent.ShouldBe("Choose what to do with these schools.");

        await page.Find("#deed-let-schools-order").ChangeAsync("let-schools-order");
        await page.Find("form").SubmitAsync();
        screen.Path.ShouldBe($"/responsible-bodies/{body.Id}/schools/change/check?schools={ash.Urn}&do=let-schools-order");
    }

    [Fact]
    public async Task A_domain_is_put_right_before_anything_is_previewed_and_the_address_does_not_tell_it()
    {
        var ash = await SchoolAsync("Ash School");
        var page = Choose([ash.Urn]);
        await page.Find("#deed-set-domain").ChangeAsync("set-domain");

        await page.Find("#google-domain").ChangeAsync("ash.example.org");
        await page.Find("#recovery-address").ChangeAsync("it@ash.example.org");
        await page.Find("form").SubmitAsync();
        page.Find(".error-summary a").GetAttribute("href")!.ShouldEndWith("#recovery-address");

        await page.Find("#recovery-address").ChangeAsync("it@example.net");
        await page.Find("form").SubmitAsync();
        screen.Path.ShouldStartWith($"/responsible-bodies/{body.Id}/schools/change/check?schools={ash.Urn}&do=set-domain&enrolment=");
        screen.Path.ShouldNotContain("example.net");
        var check = screen.Render<CheckSchoolChangePage>(p => p.Add(x => x.Id, body.Id));
        Rows(check).ShouldHaveSingleItem().ShouldBe(($"Ash School {ash.Urn}", "Chromebooks needed: yes (now not answered)Google domain: ash.example.orgRecovery email address: it@example.net", "Would change"));

        screen.Browser.NavigateTo(check.Find(".back-link").GetAttribute("href")!);
        var again = Rendered(screen.Render<ChooseSchoolChangePage>(p => p.Add(x => x.Id, body.Id)));
        again.Find("#recovery-address").GetAttribute("value").ShouldBe("it@example.net", "the way back leads to what was typed");
    }

    [Fact]
    public async Task Nothing_selected_leads_back_to_the_schools()
    {
        var page = Choose([]);

        page.Markup.ShouldContain("No school is selected.");
        page.FindAll("form").ShouldBeEmpty();
        page.Find("a.button").GetAttribute("href").ShouldBe($"/responsible-bodies/{body.Id}/schools");
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Who_orders_is_confirmed_with_what_it_does_to_the_pool_and_undone()
    {
        var ash = await SchoolAsync("Ash School", laptops: 25, WhoWillOrder.ResponsibleBody);
        await SchoolAsync("Elm School", laptops: 60, WhoWillOrder.ResponsibleBody);
        await Given.OrderAsync(ash, viewer, new LineAsked(Product.Ipad, 40));
        var page = Check(new() { Schools = [ash.Urn], Deed = SchoolDeed.LetSchoolsOrder });

        page.Markup.ShouldContain("15 laptops and tablets set aside for Elm School will count for Ash School");
        Rows(page).ShouldBe([($"Ash School {ash.Urn}", "Who orders: the school (now you, centrally)", "Would change")]);
        await page.Find("#apply").ClickAsync();
        page.WaitForAssertion(() => page.Find(".notice h2").TextContent.ShouldBe("1 school changed"));
        Rows(page).ShouldBe([($"Ash School {ash.Urn}", "Who orders: the school (was you, centrally)", "Done")]);
        (await WhoAsync(ash)).ShouldBe(WhoWillOrder.School);

        await page.Find("#undo").ClickAsync();

        page.WaitForAssertion(() => page.Find(".notice h2").TextContent.ShouldBe("1 school put back"));
        page.FindAll("#undo").ShouldBeEmpty();
        (await WhoAsync(ash)).ShouldBe(WhoWillOrder.ResponsibleBody);
    }

    [Fact]
    public async Task Each_row_says_what_became_of_its_invitation()
    {
        var (ash, elm, oak) = (await SchoolAsync("Ash School"), await SchoolAsync("Elm School"), await SchoolAsync("Oak School"));
        await Given.ContactAsync(ash, "Una Lathom");
        await Given.ContactAsync(elm, "Joe Kay", chosen: true, emailAddress: (await Given.SupportAsync()).EmailAddress);
        var page = Check(new() { Schools = [ash.Urn, elm.Urn, oak.Urn], Deed = SchoolDeed.InviteContacts, HeadteacherWhereNobody = true });

        page.Find("#apply").TextContent.ShouldBe("Send 1 invitation");
        await page.Find("#apply").ClickAsync();

        page.WaitForElement("#undo");
        page.Find("[role=status]").TextContent.ShouldContain("1 invitation sent.");
        var rows = Rows(page);
        rows.Select(row => row.State).ShouldBe(["Done", "Was so already", "Not changed"]);
        rows[0].Effects.ShouldEndWith("Una Lathom was invited");
        rows[1].Effects.ShouldStartWith("Joe Kay cannot be invited and stays the contact");
        rows[2].Effects.ShouldBe("We do not know the headteacher of Oak School. Name somebody there.");
        page.Markup.ShouldContain("Whoever was invited stays invited.");
    }

    [Fact]
    public async Task What_somebody_else_changed_after_the_preview_is_not_written_over()
    {
        var ash = await SchoolAsync("Ash School");
        screen.Browser.NavigateTo(SchoolChangeLinks.Check(body.Id, new() { Schools = [ash.Urn], Deed = SchoolDeed.SetDomain, Enrolment = new() { Domain = "mine.example.org", RecoveryAddress = "it@example.net" } }, Protect));
        var page = screen.Render<CheckSchoolChangePage>(p => p.Add(x => x.Id, body.Id));
        page.WaitForElement("#apply");
        await Database.Get<SchoolChangesService>().ApplyAsync(viewer, body.Id, [new() { Urn = ash.Urn, Domain = "theirs.example.org" }]);

        await page.Find("#apply").ClickAsync();

        page.WaitForAssertion(() => page.Find(".notice h2").TextContent.ShouldBe("Nothing has changed"));
        var row = Rows(page).ShouldHaveSingleItem();
        row.State.ShouldBe("Changed by somebody else");
        row.Effects.ShouldContain("Google domain is now: theirs.example.org. You asked for: mine.example.org.");
    }

    [Fact]
    public async Task A_stranger_and_a_draft_without_a_deed_get_no_preview()
    {
        var ash = await SchoolAsync("Ash School");
        screen = OpenAs(await Given.ResponsibleBodyUserAsync(await Given.ResponsibleBodyAsync()));
        Check(new() { Schools = [ash.Urn], Deed = SchoolDeed.OrderCentrally }).FindAll("h1").ShouldBeEmpty();

        screen = OpenAs(viewer);
        Check(new() { Schools = [ash.Urn] });
        screen.Path.ShouldBe($"/responsible-bodies/{body.Id}/schools/change?schools={ash.Urn}");
    }

    /// <summary>A server takes a first line of 8,192 bytes at most, and proxies often no more.</summary>
    [Fact]
    public void The_schools_of_the_largest_authority_fit_into_an_address()
    {
        var urns = Enumerable.Range(100_000, 629).Select(Urn.From).ToList();
        var draft = new SchoolChangeDraft { Schools = urns, Deed = SchoolDeed.SetDomain, Enrolment = new() { Domain = new string('a', 60) + ".example.org", RecoveryAddress = "somebody@example.net" } };

        var link = SchoolChangeLinks.Check(body.Id, draft, Protect);

        link.Length.ShouldBeLessThan(6_000);
        screen.Browser.NavigateTo(link);
        SchoolChangeLinks.In(screen.Browser.Uri, screen.Services.GetRequiredService<Web.Orders.EnrolmentProtection>()).ShouldSatisfyAllConditions(
            read => read.Schools.ShouldBe(urns),
            read => read.Enrolment.ShouldBe(draft.Enrolment));
    }

    protected override async Task BeginAsync()
    {
        body = await Given.ResponsibleBodyAsync("Rowan Trust", ResponsibleBodyKind.Trust, pools: true);
        viewer = await Given.ResponsibleBodyUserAsync(body);
        screen = OpenAs(viewer);
    }

    private Task<School> SchoolAsync(string name, int laptops = 10, WhoWillOrder who = WhoWillOrder.School) => Given.SchoolAsync(name, laptops, routers: 0, body: body, who: who, domain: null);

    private async Task<WhoWillOrder> WhoAsync(School school) => (await Database.ReadAsync(db => db.Schools.SingleAsync(s => s.Id == school.Id))).WhoWillOrder;

    private string Protect(ChromebookBinding binding) => screen.Services.GetRequiredService<Web.Orders.EnrolmentProtection>().Protect(binding);

    private IRenderedComponent<ChooseSchoolChangePage> Choose(IEnumerable<Urn> urns)
    {
        screen.Browser.NavigateTo(SchoolChangeLinks.Choose(body.Id, urns));
        return Rendered(screen.Render<ChooseSchoolChangePage>(p => p.Add(x => x.Id, body.Id)));
    }

    private IRenderedComponent<CheckSchoolChangePage> Check(SchoolChangeDraft draft)
    {
        screen.Browser.NavigateTo(SchoolChangeLinks.Check(body.Id, draft));
        return screen.Render<CheckSchoolChangePage>(p => p.Add(x => x.Id, body.Id));
    }

    private static IRenderedComponent<T> Rendered<T>(IRenderedComponent<T> page)
        where T : IComponent
    {
        page.WaitForElement("h1");
        return page;
    }

    private static List<(string School, string Effects, string State)> Rows(IRenderedComponent<CheckSchoolChangePage> page) =>
        [.. page.FindAll("tbody tr").Select(row => (row.QuerySelector("th")!.TextContent.Trim(), row.QuerySelectorAll("td")[0].TextContent.Trim(), row.QuerySelectorAll("td")[1].TextContent.Trim()))];
}
