using Bunit;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.Orders.Requests;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders.Reports;

public sealed class ReportDeliveryPageTests : ScreenTest
{
    private Viewer teacher = null!;
    private OrderNumber number;

    [Fact]
    public async Task Missing_items_are_reported_from_the_order_and_support_answers_there()
    {
        await DeliverAsync();
        Links(Order(teacher)).ShouldBe([OrderLinks.ReportDelivery(number, DeliveryKind.Google)], "the routers have not come");
        var (screen, page) = Show(DeliveryKind.Google);

        await page.Find("form").SubmitAsync();
        page.Find("#chromebook-error").TextContent.ShouldContain("at least one device");
        page.Find("#said-error").TextContent.ShouldContain("Say what is missing");
        await page.Find("#chromebook").ChangeAsync("2");
        await page.Find("#said").ChangeAsync("No chargers");
        await page.Find("form").SubmitAsync();

        screen.Path.ShouldBe($"/orders/{number}?done=reported");
        LetTimePass();
        var schools = Order(teacher);
        schools.Markup.ShouldContain("2 Chromebooks missing or not complete");
        Links(schools).ShouldBeEmpty();
        var support = Order(await Given.SupportAsync());
        await support.Find("textarea").ChangeAsync("They come tomorrow");
        await support.FindAll("button").Single(b => b.TextContent == "Send answer").ClickAsync(new());

        support.WaitForAssertion(() => support.Find("[role=status]").TextContent.ShouldContain("You answered the report"));
        schools.WaitForAssertion(() => schools.Markup.ShouldContain("Our answer: They come tomorrow"));
        schools.FindAll(".story strong")[0].TextContent.ShouldBe("Chromebooks: support answered");
    }

    [Fact]
    public async Task What_is_late_is_reported_without_many_words()
    {
        Database.Clock.Advance(TimeSpan.FromDays(9));
        var (_, page) = Show(DeliveryKind.Routers);
        page.Find("h1").TextContent.ShouldContain("Your delivery of routers is late");
        page.FindAll("input.number").ShouldBeEmpty();

        await page.Find("form").SubmitAsync();

        (await Database.ReadAsync(db => db.DeliveryReports.SingleAsync())).Problem.ShouldBe(DeliveryProblem.Late);
    }

    [Fact]
    public void What_is_not_late_has_nothing_to_report()
    {
        var (_, page) = Show(DeliveryKind.Google);

        page.FindAll("form").ShouldBeEmpty();
        page.Find(".notice h2").TextContent.ShouldBe("There is nothing to report now");
    }

    [Fact]
    public void A_delivery_that_the_order_does_not_have_is_not_found()
    {
        var (_, page) = Show(DeliveryKind.Apple);

        page.Markup.Trim().ShouldBeEmpty();
    }

    protected override async Task BeginAsync()
    {
        var school = await Given.SchoolAsync();
        teacher = await Given.SchoolUserAsync(school);
        number = await Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 12), new LineAsked(Product.Router, 3));
    }

    private async Task DeliverAsync()
    {
        await HappensAsync(number, OrderEventType.Accepted);
        await HappensAsync(number, OrderEventType.Dispatched, DeliveryKind.Google);
        await HappensAsync(number, OrderEventType.Delivered, DeliveryKind.Google);
    }

    private (Screen Screen, IRenderedComponent<ReportDeliveryPage> Page) Show(DeliveryKind kind)
    {
        LetTimePass();
        var screen = OpenAs(teacher);
        var url = OrderLinks.ReportDelivery(number, kind);
        screen.Browser.NavigateTo(url);
        return (screen, screen.Render<ReportDeliveryPage>(parameters => parameters.Add(p => p.Number, number.ToString()).Add(p => p.Kind, url.Split('/')[^2])));
    }

    private IRenderedComponent<OrderPage> Order(Viewer viewer)
    {
        LetTimePass();
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo(OrderLinks.Order(number));
        return screen.Render<OrderPage>(parameters => parameters.Add(p => p.Number, number.ToString()));
    }

    private static List<string?> Links(IRenderedComponent<OrderPage> page) => [.. page.FindAll(".delivery a").Select(a => a.GetAttribute("href"))];
}
