using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Allocations.Many;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Many;

public sealed class SchoolListPageTests : ScreenTest
{
    private Viewer support = null!;

    [Fact]
    public async Task A_list_is_looked_at_taken_and_its_outcome_appears_on_the_open_page()
    {
        var school = await Given.SchoolAsync("Ash School", laptops: 40);
        var list = await Database.PasteAsync(support, ListKind.LaptopsAndTablets, $"{school.Urn} 60", "999999 60");
        var page = Open(list);
        page.Find(".notice").TextContent.ShouldContain("1 of 2 rows would change a school.");
        page.FindAll("tbody tr").Select(row => row.QuerySelector(".tag")!.TextContent).ShouldBe(["Would change", "Cannot be used"]);

        await page.Find("#take").ClickAsync();
        page.Find("h1").TextContent.ShouldBe("Changing schools");
        page.Find("progress").GetAttribute("max").ShouldBe("1");
        page.FindAll("#take").ShouldBeEmpty();
        await Database.Get<SchoolListService>().RunAsync(list);

        await Eventually.BecomesTrueAsync("the page shows the outcome", () =>
        {
            Database.Clock.Advance(TimeSpan.FromSeconds(1)); // pages are told of changes at a pace
            return page.FindAll(".notice.success").Count == 1;
        });
        page.Find(".notice.success").TextContent.ShouldContain("1 school changed");
        page.FindAll("tbody tr").Select(row => row.QuerySelector(".tag")!.TextContent).ShouldBe(["Changed", "Cannot be used"]);
        (await Database.NowAsync(school)).Allocations.Single(a => a.Category == DeviceCategory.LaptopsAndTablets).Amount.ShouldBe(60);
    }

    [Fact]
    public async Task The_rows_can_be_shown_by_what_becomes_of_them()
    {
        var schools = new[] { await Given.SchoolAsync(laptops: 40), await Given.SchoolAsync(laptops: 60) };
        var list = await Database.PasteAsync(support, ListKind.LaptopsAndTablets, [.. schools.Select(school => $"{school.Urn} 60"), "999999 60"]);

        foreach (var (filter, line) in new[] { (ListFilter.Changes, "1"), (ListFilter.AsTheyAre, "2"), (ListFilter.Problems, "3") })
        {
            var page = Open(list, filter);
            page.FindAll("tbody tr").ShouldHaveSingleItem().QuerySelector("td")!.TextContent.ShouldBe(line);
            page.FindAll(".counts strong").Select(count => count.TextContent).ShouldBe(["3", "1", "1", "1"]);
        }
    }

    [Fact]
    public async Task A_list_that_changes_nothing_has_nothing_to_press()
    {
        var list = await Database.PasteAsync(support, ListKind.OpenOrdering, "999999");

        var page = Open(list);

        page.Find(".notice").TextContent.ShouldContain("No school would change");
        page.FindAll("#take").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_that_stopped_can_go_on()
    {
        var school = await Given.SchoolAsync(state: OrderState.CannotOrder);
        var list = await Database.PasteAsync(support, ListKind.OpenOrdering, $"{school.Urn}");
        Database.Get<SchoolListService>().Take(support, list);
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Database.Get<SchoolListService>().RunAsync(list, stopping.Token));

        var page = Open(list);
        page.Find(".notice").TextContent.ShouldContain("0 of 1 school are done");
        await page.Find("#take").ClickAsync();

        page.Find("progress");
        await Database.Get<SchoolListService>().RunAsync(list);
        (await Database.NowAsync(school)).OrderState.ShouldBe(OrderState.CanOrder);
    }

    protected override async Task BeginAsync() => support = await Given.SupportAsync();

    private IRenderedComponent<SchoolListPage> Open(Guid list, ListFilter? show = null)
    {
        var screen = OpenAs(support);
        screen.Browser.NavigateTo(ManyLinks.List(list, show));
        return screen.Render<SchoolListPage>(page => page.Add(p => p.Id, list));
    }
}
