using Bunit;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders.Requests;

public sealed class StopOrCorrectPageTests : ScreenTest
{
    private School school = null!;
    private Viewer teacher = null!;
    private OrderNumber number;

    [Fact]
    public async Task A_correction_is_asked_for_and_the_order_says_so()
    {
        var (screen, page) = Show();
        page.Find("#contact-name").GetAttribute("value").ShouldBe(teacher.Name);
        page.Find("#contact-telephone").GetAttribute("value").ShouldBe("01234 567890");
        page.FindAll("#chromebook").ShouldBeEmpty("nothing is chosen yet");

        await page.Find("#kind-correct").ChangeAsync("correct");
        page.Find("#chromebook").GetAttribute("value").ShouldBe("12");
        await page.Find("#chromebook").ChangeAsync("10");
        await page.Find("#router").ChangeAsync("");
        await page.Find("#why").ChangeAsync("Two too many");
        await page.Find("form").SubmitAsync();

        screen.Path.ShouldBe($"/orders/{number}?done=asked");
        var request = await Database.LastRequestAsync(number);
        (request.Kind, request.Why, request.AskedBy).ShouldBe((OrderRequestKind.Correct, "Two too many", teacher.Name));
        request.NewLines().ShouldBe([new(Product.Chromebook, 10)]);
    }

    [Fact]
    public async Task Each_thing_to_put_right_is_said_at_its_field_and_what_was_typed_stays()
    {
        var (screen, page) = Show();
        await page.Find("form").SubmitAsync();
        Error(page, "kind").ShouldContain("Choose whether to stop or to correct the order.");

        await page.Find("#kind-correct").ChangeAsync("correct");
        await page.Find("#chromebook").ChangeAsync("many");
        await page.Find("#contact-telephone").ChangeAsync("nobody");
        await page.Find("form").SubmitAsync();

        Error(page, "chromebook").ShouldContain("enter a whole number");
        Error(page, "why").ShouldContain("Say what is wrong");
        Error(page, "contact-telephone").ShouldContain("Enter a telephone number");
        page.Find("#chromebook").GetAttribute("value").ShouldBe("many");

        await page.Find("#chromebook").ChangeAsync("101");
        await page.Find("form").SubmitAsync();
        Error(page, "chromebook").ShouldContain("this order can hold 100 laptops and tablets");
        screen.Path.ShouldBe(OrderLinks.StopOrCorrect(number));
    }

    [Fact]
    public async Task Somebody_who_is_asked_to_wait_or_comes_too_late_has_nothing_to_fill_in()
    {
        await HappensAsync(number, OrderEventType.Accepted);
        LetTimePass();
        var (_, page) = Show();
        await HappensAsync(number, OrderEventType.Dispatched, DeliveryKind.Google);

        page.WaitForAssertion(() => page.Find(".notice").TextContent.ShouldContain("can no longer be stopped or corrected"));
        page.FindAll("form").ShouldBeEmpty();
        var (_, onlooker) = Show(await Given.SchoolUserAsync(school, orders: false));
        onlooker.Find(".notice").TextContent.ShouldContain("Somebody who places orders");
    }

    [Fact]
    public async Task Support_decides_on_the_order_page_while_the_school_looks_on()
    {
        await Database.AskAsync(teacher, OrderRequestTest.Stop(number));
        LetTimePass();
        var schools = Order(teacher);
        schools.Find(".notice").TextContent.ShouldContain("Ordered twice");
        schools.FindAll(".notice button").ShouldBeEmpty();
        schools.FindAll("a").ShouldNotContain(a => a.TextContent == "Stop or correct this order");
        var support = Order(await Given.SupportAsync());

        await support.FindAll(".notice button").Single(b => b.TextContent == "Refuse the request").ClickAsync(new());
        Error(support, "why-not").ShouldContain("Say why");
        await support.FindAll(".notice button").Single(b => b.TextContent == "Stop the order").ClickAsync(new());

        support.WaitForAssertion(() => support.Find("[role=status]").TextContent.ShouldContain("You agreed to the request"));
        schools.WaitForAssertion(() => schools.Find("h1 + p .tag").TextContent.ShouldBe("Stopped"));
        schools.Find(".notice").TextContent.ShouldContain("This order was stopped");
        schools.FindAll(".story strong").Select(s => s.TextContent).ShouldBe(["Order stopped", "Stopping the order was asked for", "Order placed"]);
    }

    [Fact]
    public async Task Supports_list_and_the_board_show_what_waits_and_stop_showing_it_once_decided()
    {
        await Database.AskAsync(teacher, OrderRequestTest.Stop(number));
        LetTimePass();
        var support = await Given.SupportAsync();
        var screen = OpenAs(support);
        var list = screen.Render<SupportRequestsPage>();
        list.Find("tbody tr").TextContent.ShouldContain("Ordered twice");
        list.Find("tbody th a").GetAttribute("href").ShouldBe(OrderLinks.Order(number));
        var header = screen.Render<WaitingCount>();
        header.Markup.ShouldContain("(1");
        var board = (await Database.Get<OrderBoard>().ReadAsync(support, new() { Waiting = true }));
        (board.Total, board.Waiting, board.Rows.Single().OpenRequest).ShouldBe((1, 1, OrderRequestKind.Stop));

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Database.RefuseAsync(support, number, "Packed");

        list.WaitForAssertion(() => list.Markup.ShouldContain("Nobody waits."));
        header.WaitForAssertion(() => header.Markup.Trim().ShouldBeEmpty());
        (await Database.Get<OrderBoard>().ReadAsync(support, new() { Waiting = true })).Total.ShouldBe(0);
    }

    protected override async Task BeginAsync()
    {
        school = await Given.SchoolAsync();
        teacher = await Given.SchoolUserAsync(school);
        number = await Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 12), new LineAsked(Product.Router, 3));
    }

    private (Screen Screen, IRenderedComponent<StopOrCorrectPage> Page) Show(Viewer? viewer = null)
    {
        LetTimePass();
        var screen = OpenAs(viewer ?? teacher);
        screen.Browser.NavigateTo(OrderLinks.StopOrCorrect(number));
        return (screen, screen.Render<StopOrCorrectPage>(parameters => parameters.Add(p => p.Number, number.ToString())));
    }

    private IRenderedComponent<OrderPage> Order(Viewer viewer)
    {
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo(OrderLinks.Order(number));
        return screen.Render<OrderPage>(parameters => parameters.Add(p => p.Number, number.ToString()));
    }

    private static string Error<T>(IRenderedComponent<T> page, string field)
        where T : Microsoft.AspNetCore.Components.IComponent => page.Find($"#{field}-error").TextContent;
}
