using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class SchoolHomePageTests : ScreenTest
{
    [Fact]
    public async Task Where_nothing_needs_doing_there_is_no_list_of_it()
    {
        var school = await Given.SchoolAsync();
        var teacher = await Given.SchoolUserAsync(school);
        await Given.SchoolUserAsync(school);

        var page = Show(school, teacher);

        page.FindAll(".task-list").ShouldBeEmpty();
        page.Find("a.button").TextContent.ShouldBe("Order devices");
    }

    [Fact]
    public async Task What_needs_doing_says_why_and_whose_turn_it_is_and_goes_when_it_is_done()
    {
        var school = await Given.SchoolAsync(domain: null);
        var teacher = await Given.SchoolUserAsync(school, account: false);
        var page = Show(school, teacher);
        Tasks(page).ShouldBe(
        [
            ("Say whether Chromebooks will be needed", "To do"),
            ("Let a colleague order too", "Recommended"),
            ("Your account with the supplier", "Waiting for the supplier"),
        ]);
        page.FindAll("a.button").ShouldBeEmpty();
        page.FindAll(".notice").ShouldBeEmpty("the list says it already");

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Database.Get<ChromebookDetailsService>().SetAsync(teacher, school.Urn, new() { Answer = ChromebookAnswer.No });
        page.WaitForAssertion(() => Tasks(page).Count.ShouldBe(2));
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Given.AccountAsync(teacher);

        page.WaitForAssertion(() => Tasks(page).ShouldBe([("Let a colleague order too", "Recommended")]));
        page.Find("a.button").TextContent.ShouldBe("Order devices");
    }

    [Fact]
    public async Task An_order_that_should_have_come_is_the_first_thing_to_do()
    {
        var school = await Given.SchoolAsync();
        var teacher = await Given.SchoolUserAsync(school);
        await Given.SchoolUserAsync(school);
        var order = await Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 2));
        Database.Clock.Advance(TimeSpan.FromDays(20));

        var page = Show(school, teacher);

        Tasks(page).ShouldBe([($"Tell us whether order {order} has come", "To do")]);
        page.Find(".task-list").TextContent.ShouldContain("2 iPads: due by ");
    }

    [Fact]
    public async Task Each_section_says_how_things_stand_there()
    {
        var school = await Given.SchoolAsync(routers: 4);
        var teacher = await Given.SchoolUserAsync(school, name: "Ada Hill");
        await Given.SchoolUserAsync(school, name: "Ben Okoro");
        var page = Show(school, teacher);
        Sections(page).ShouldBe(
        [
            ($"/schools/{school.Urn}/deliveries", "Nothing is on the way"),
            ($"/schools/{school.Urn}/order", "4 routers can be ordered, for pupils without internet at home"),
            ($"/schools/{school.Urn}/details", "What is set aside, Chromebooks, address, and how to have them changed"),
            ($"/schools/{school.Urn}/people", "Ada Hill and Ben Okoro can order"),
            ($"/schools/{school.Urn}/timeline", "Who ordered or changed something, and when"),
        ]);

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Given.OrderAsync(school, teacher, new LineAsked(Product.Router, 1));

        page.WaitForAssertion(() => Sections(page)[0].Says.ShouldStartWith("1 order is on the way, due by "));
        Sections(page)[1].Says.ShouldStartWith("3 routers can be ordered");
    }

    [Fact]
    public async Task Somebody_of_the_responsible_body_has_the_sections_but_not_the_schools_people()
    {
        var body = await Given.ResponsibleBodyAsync();
        var school = await Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);

        var page = Show(school, await Given.ResponsibleBodyUserAsync(body));

        Sections(page).Select(section => section.Url).ShouldNotContain($"/schools/{school.Urn}/people");
        Sections(page).Count.ShouldBe(4);
    }

    private static List<(string Title, string Tag)> Tasks(IRenderedComponent<SchoolHomePage> page) =>
        [.. page.FindAll(".task-list > li").Select(li => (li.QuerySelector("strong")!.TextContent, li.QuerySelector(".tag")!.TextContent))];

    private static List<(string Url, string Says)> Sections(IRenderedComponent<SchoolHomePage> page) =>
        [.. page.FindAll(".link-list > li").Select(li => (li.QuerySelector("a")!.GetAttribute("href")!, li.QuerySelector(".quiet")!.TextContent))];

    private IRenderedComponent<SchoolHomePage> Show(School school, Viewer viewer)
    {
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo(OrderLinks.SchoolHome(school.Urn));
        var page = screen.Render<SchoolHomePage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement("h1");
        return page;
    }
}
