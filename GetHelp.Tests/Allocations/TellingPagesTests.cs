using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Allocations;
using GetHelp.Web.Orders;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

/// <summary>A responsible body tells us who will order (spec 04 §4).</summary>
public sealed class TellingPagesTests : ScreenTest
{
    private ResponsibleBody body = null!;
    private Viewer viewer = null!;
    private Screen screen = null!;

    [Theory]
    [InlineData(ResponsibleBodyKind.LocalAuthority, true)]
    [InlineData(ResponsibleBodyKind.Trust, false)]
    public async Task Only_an_authority_is_recommended_something(ResponsibleBodyKind kind, bool isRecommended)
    {
        await BeginAsync(kind);

        Show<TellUsWhoWillOrderPage>(ResponsibleBodyLinks.TellUs(body.Id)).Markup.Contains("We recommend", StringComparison.Ordinal).ShouldBe(isRecommended);
        Show<ChooseWhoWillOrderPage>(ResponsibleBodyLinks.ChooseWhoWillOrder(body.Id)).Find("label").TextContent.Contains("recommended", StringComparison.Ordinal).ShouldBe(isRecommended);
    }

    [Fact]
    public async Task Whoever_goes_on_without_choosing_is_asked_to_choose()
    {
        var page = Show<ChooseWhoWillOrderPage>(ResponsibleBodyLinks.ChooseWhoWillOrder(body.Id));

        await page.Find("form").SubmitAsync();

        page.Find(".error-summary a").GetAttribute("href").ShouldEndWith("#who");
        page.Find(".field-error").TextContent.ShouldEndWith("Select who will place orders.");
        (await ToldAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Where_no_school_changes_it_is_saved_at_once()
    {
        await Given.SchoolAsync(body: body);
        var page = Show<ChooseWhoWillOrderPage>(ResponsibleBodyLinks.ChooseWhoWillOrder(body.Id));

        await page.Find("input[value=school]").ChangeAsync("school");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldBe(ResponsibleBodyLinks.Told(body.Id, 0)));
        (await ToldAsync()).ShouldBe(WhoWillOrder.School);
        var told = Show<ToldWhoWillOrderPage>(ResponsibleBodyLinks.Told(body.Id, 0));
        told.Find(".panel h1").TextContent.ShouldBe("Schools will place their own orders");
        told.Markup.ShouldContain("1 school needs a contact.");
    }

    [Fact]
    public async Task Where_schools_change_each_is_named_before_anything_happens()
    {
        await Given.SchoolAsync("Ash School", laptops: 25, routers: 0, body: body, domain: null);
        await Given.SchoolAsync("Elm School", laptops: 60, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        var choice = Show<ChooseWhoWillOrderPage>(ResponsibleBodyLinks.ChooseWhoWillOrder(body.Id));
        await choice.Find("input[value=responsible-body]").ChangeAsync("responsible-body");
        await choice.Find("form").SubmitAsync();
        choice.WaitForAssertion(() => screen.Path.ShouldBe(ResponsibleBodyLinks.CheckDefault(body.Id, WhoWillOrder.ResponsibleBody)));
        (await ToldAsync()).ShouldBeNull();

        var check = Show<CheckDefaultPage>(ResponsibleBodyLinks.CheckDefault(body.Id, WhoWillOrder.ResponsibleBody));
        check.WaitForElement("#apply");
        check.FindAll("details li").Select(li => li.TextContent).ShouldBe(["Ash School"]);
        check.Markup.ShouldContain("Left in your pool: 60 to 85");
        check.Find("input[value=these-too]").HasAttribute("checked").ShouldBeTrue("who tells us first speaks of the schools that they have");
        await check.Find("#apply").ClickAsync();

        check.WaitForAssertion(() => screen.Path.ShouldBe(ResponsibleBodyLinks.Told(body.Id, 1)));
        (await CentralAsync()).ShouldBe(["Ash School", "Elm School"]);
        Show<ToldWhoWillOrderPage>(ResponsibleBodyLinks.Told(body.Id, 1)).Markup.ShouldContain("1 school has still to be answered for.");
    }

    [Fact]
    public async Task Whoever_told_us_before_is_asked_whether_their_schools_change_too()
    {
        await Given.SchoolAsync("Ash School", body: body);
        await Database.Get<WhoWillOrderService>().SetDefaultAsync(viewer, body.Id, WhoWillOrder.School, []);
        var check = Show<CheckDefaultPage>(ResponsibleBodyLinks.CheckDefault(body.Id, WhoWillOrder.ResponsibleBody));
        check.WaitForElement("#apply");
        check.FindAll("input[checked]").ShouldBeEmpty();

        await check.Find("#apply").ClickAsync();
        check.Find(".field-error").TextContent.ShouldEndWith("Select whether these schools change too.");
        (await ToldAsync()).ShouldBe(WhoWillOrder.School);

        await check.Find("input[value=later-only]").ChangeAsync("later-only");
        await check.Find("#apply").ClickAsync();

        check.WaitForAssertion(() => screen.Path.ShouldBe(ResponsibleBodyLinks.Told(body.Id, 0)));
        (await ToldAsync()).ShouldBe(WhoWillOrder.ResponsibleBody);
        (await CentralAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_without_a_choice_leads_back_to_it_and_one_without_anything_told_to_the_beginning()
    {
        Show<CheckDefaultPage>(ResponsibleBodyLinks.CheckDefault(body.Id));
        screen.Path.ShouldBe($"{ResponsibleBodyLinks.ChooseWhoWillOrder(body.Id)}?none=selected");
        Show<ChooseWhoWillOrderPage>(screen.Path).Find(".error-summary li").TextContent.ShouldBe("Select who will place orders.");

        Show<ToldWhoWillOrderPage>(ResponsibleBodyLinks.Told(body.Id, 3));
        screen.Path.ShouldBe(ResponsibleBodyLinks.TellUs(body.Id));
        (await ToldAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_school_that_comes_while_somebody_reads_is_on_the_list_before_they_press()
    {
        await Given.SchoolAsync("Ash School", body: body);
        var check = Show<CheckDefaultPage>(ResponsibleBodyLinks.CheckDefault(body.Id, WhoWillOrder.ResponsibleBody));
        check.WaitForAssertion(() => check.FindAll("details li").Count.ShouldBe(1));
        var second = await Given.SchoolAsync("Elm School", body: body, who: WhoWillOrder.ResponsibleBody);

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Database.SayWhoOrdersAsync(viewer, [second.Urn], WhoWillOrder.School);

        check.WaitForAssertion(() => check.FindAll("details li").Select(li => li.TextContent).ShouldBe(["Ash School", "Elm School"]));
    }

    protected override Task BeginAsync() => BeginAsync(ResponsibleBodyKind.Trust);

    private async Task BeginAsync(ResponsibleBodyKind kind)
    {
        body = await Given.ResponsibleBodyAsync("Rowan", kind, pools: true);
        viewer = await Given.ResponsibleBodyUserAsync(body);
        screen = OpenAs(viewer);
    }

    private IRenderedComponent<T> Show<T>(string path)
        where T : BodyHomePart
    {
        LetTimePass();
        screen.Browser.NavigateTo(path);
        return screen.Render<T>(p => p.Add(x => x.Id, body.Id));
    }

    private Task<WhoWillOrder?> ToldAsync() => Database.ReadAsync(db => db.ResponsibleBodies.Where(b => b.Id == body.Id).Select(b => b.DefaultWhoWillOrder).SingleAsync());

    private Task<List<string>> CentralAsync() =>
        Database.ReadAsync(db => db.Schools.Where(s => s.WhoWillOrder == WhoWillOrder.ResponsibleBody).OrderBy(s => s.Name).Select(s => s.Name).ToListAsync());
}
