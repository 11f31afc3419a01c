using Bunit;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.History;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.History;

public sealed class TimelinePagesTests : ScreenTest
{
    [Fact]
    public async Task A_school_to_which_nothing_has_happened_reads_that_and_sees_the_first_thing_come()
    {
        var school = await Given.SchoolAsync();
        var teacher = await Given.SchoolUserAsync(school, name: "Ada Hill");
        var screen = OpenAs(teacher);
        screen.Browser.NavigateTo(TimelineLinks.OfSchool(school.Urn));
        var page = screen.Render<SchoolTimelinePage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement("h1");
        page.Markup.ShouldContain("Nothing has happened yet.");

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var order = await Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 2));

        page.WaitForAssertion(() => page.Find(".story strong").TextContent.ShouldBe("Order placed"));
        page.Find(".story a").GetAttribute("href").ShouldBe($"/orders/{order}");
        page.Find(".story .quiet").TextContent.ShouldEndWith("by Ada Hill");
    }

    [Fact]
    public async Task Older_entries_are_on_the_next_page()
    {
        var school = await Given.SchoolAsync();
        await using (var db = Database.Open())
        {
            db.History.AddRange(Enumerable.Range(0, Timeline.PageSize + 1).Select(i => new HistoryEntry
            {
                At = Database.Clock.Now.AddMinutes(i),
                Who = "Ada",
                What = HistoryKind.ChromebookDetailsChanged,
                SchoolId = school.Id,
                Detail = $"Change {i}",
            }));
            await db.SaveChangesAsync();
        }

        var screen = OpenAs(await Given.SchoolUserAsync(school));
        screen.Browser.NavigateTo(TimelineLinks.OfSchool(school.Urn, 2));
        var page = screen.Render<SchoolTimelinePage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));

        page.WaitForElement(".story");
        page.FindAll(".story > li").ShouldHaveSingleItem().TextContent.ShouldContain("Change 0");
        page.Find(".grid-pages a").GetAttribute("href").ShouldBe($"/schools/{school.Urn}/timeline");
    }

    [Fact]
    public async Task A_responsible_body_reads_its_own()
    {
        var body = await Given.ResponsibleBodyAsync();
        var robin = await Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var colleague = await Given.ResponsibleBodyUserAsync(body, orders: false);
        var screen = OpenAs(robin);
        screen.Browser.NavigateTo(TimelineLinks.OfResponsibleBody(body.Id));
        var page = screen.Render<ResponsibleBodyTimelinePage>(parameters => parameters.Add(p => p.Id, body.Id));
        page.WaitForElement("h1");

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Database.Get<WhoOrdersService>().AllowAsync(robin, OrganisationId.ResponsibleBody(body.Id), colleague.UserId!.Value, Account.Education);

        page.WaitForAssertion(() => page.Find(".story li").TextContent.ShouldContain($"{colleague.Name} can order on the education account"));
    }
}
