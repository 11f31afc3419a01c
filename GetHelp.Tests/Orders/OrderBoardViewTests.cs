using AngleSharp.Dom;
using Bunit;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class OrderBoardViewTests : ScreenTest
{
    private Screen screen = null!;
    private School school = null!;
    private Viewer teacher = null!;

    [Fact]
    public async Task It_shows_each_order_with_school_contents_state_and_age_and_counts_them_by_state()
    {
        var number = await OrderAsync(12);
        await AcceptAsync(await OrderAsync(1));

        var board = RenderBoard();

        var cells = Row(board, number).Children.Select(Words);
        cells.ShouldBe([number.ToString(), $"Rowan School Exampleton, {school.Urn}", await BodyAsync(), "Education", "12 Chromebooks school.example.org", "Placed", "10 Mar", "just now"]);
        board.FindAll(".counts a").Select(Words).ShouldBe(["All 2", "Placed 1", "Accepted 1", "Rejected 0", "Delayed 0", "Dispatched 0", "Delivered 0", "Stopped 0", "Overdue 0", "Waiting for an answer 0"]);
        board.Find("[role=status]").TextContent.ShouldBe("2 orders");
    }

    [Fact]
    public async Task Its_filters_are_those_of_the_address()
    {
        var placed = await OrderAsync();
        var accepted = await OrderAsync();
        await AcceptAsync(accepted);
        screen.Browser.NavigateTo("/support/orders?status=accepted");

        var board = RenderBoard();
        Numbers(board).ShouldBe([accepted.ToString()]);

        // Only the query changes, so nothing renders the page again: the board has to hear of it by itself.
        screen.Browser.NavigateTo("/support/orders?status=placed");
        board.WaitForAssertion(() => Numbers(board).ShouldBe([placed.ToString()]));
        board.Find(".counts a[aria-current]").TextContent.ShouldBe("Placed 1");
    }

    [Fact]
    public async Task Orders_without_a_domain_are_a_list_that_its_address_names()
    {
        await OrderAsync();
        var without = await Database.Get<OrderService>().PlaceAsync(
            teacher, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = [new(Product.Chromebook, 1)], Chromebooks = ChromebookTyped.Without });
        var board = RenderBoard();

        await board.Find("#domain").ChangeAsync("unknown");

        screen.Path.ShouldBe("/support/orders?domain=unknown");
        board.WaitForAssertion(() => Numbers(board).ShouldBe([without.Value.ToString()]));
        Words(Row(board, without.Value).Children[4]).ShouldBe("1 Chromebook No domain");
    }

    [Fact]
    public async Task Accounts_are_a_column_and_a_filter()
    {
        await OrderAsync();
        var authority = await Given.ResponsibleBodyAsync("Barsetshire");
        await Given.SocialCareAsync(authority);
        var placed = await Database.Get<OrderService>().PlaceSocialCareAsync(
            await Given.ResponsibleBodyUserAsync(authority, socialCare: true),
            new() { Key = Guid.NewGuid(), ResponsibleBodyId = authority.Id, Lines = [new(Product.Ipad, 1)] });
        var board = RenderBoard();

        await board.Find("#account").ChangeAsync("social-care");

        screen.Path.ShouldBe("/support/orders?account=social-care");
        board.WaitForAssertion(() => Numbers(board).ShouldBe([placed.Value.ToString()]));
        Row(board, placed.Value).Children.Skip(1).Take(3).Select(Words).ShouldBe(["Barsetshire, social care", "Barsetshire", "Social care"]);

        await board.Find("#placed-with").ChangeAsync("supplier");
        screen.Path.ShouldBe("/support/orders?account=social-care&placed-with=supplier");
        board.WaitForElement(".grid-empty");
    }

    [Fact]
    public async Task Searching_goes_to_an_address_that_holds_the_search()
    {
        await OrderAsync();
        screen.Browser.NavigateTo("/support/orders?status=placed&page=3");
        var board = RenderBoard();

        await board.Find("#search").ChangeAsync("100% ash & co");
        await board.Find("form").SubmitAsync();

        screen.Path.ShouldBe("/support/orders?search=100%25%20ash%20%26%20co&status=placed");
        board.Find(".grid-empty").TextContent.ShouldContain("No orders match");
    }

    [Fact]
    public async Task A_change_marks_the_row_that_changed_and_no_other()
    {
        var numbers = new List<OrderNumber> { await OrderAsync(), await OrderAsync(), await OrderAsync() };
        var board = RenderBoard();

        await AcceptAsync(numbers[1]);

        board.WaitForAssertion(() => Words(Row(board, numbers[1]).Children[5]).ShouldBe("Accepted"));
        board.FindAll("tbody tr").Select(row => row.ClassName).ShouldBe(["", "changed", ""]);
    }

    [Fact]
    public async Task A_change_is_one_rendering_of_the_board_and_none_of_its_filters()
    {
        var number = await OrderAsync();
        var board = RenderBoard();
        var (renders, filters) = (board.RenderCount, Filters(board).RenderCount);

        await AcceptAsync(number);

        board.WaitForAssertion(() => Words(Row(board, number).Children[5]).ShouldBe("Accepted"));
        (board.RenderCount - renders, Filters(board).RenderCount - filters).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_new_order_is_shown_at_once_when_nobody_is_in_the_grid()
    {
        var first = await OrderAsync();
        var board = RenderBoard();

        var second = await OrderAsync();

        board.WaitForAssertion(() => Numbers(board).ShouldBe([second.ToString(), first.ToString()]));
    }

    [Theory, InlineData("onpointerenter", "onpointerleave"), InlineData("onfocusin", "onfocusout")]
    public async Task New_orders_wait_while_somebody_is_in_the_grid(string comes, string goes)
    {
        var first = await OrderAsync();
        var board = RenderBoard();
        await Area(board).TriggerEventAsync(comes, EventArgs.Empty);

        var second = await OrderAsync();
        board.WaitForAssertion(() => board.Find(".grid-head button").TextContent.ShouldBe("1 new order: show"));
        Numbers(board).ShouldBe([first.ToString()]);
        board.Find(".counts a").TextContent.ShouldBe("All 2");

        var left = Area(board).TriggerEventAsync(goes, EventArgs.Empty);
        await left.PassingTimeAsync(Database.Clock);
        board.WaitForAssertion(() => Numbers(board).ShouldBe([second.ToString(), first.ToString()]));
        board.FindAll(".grid-head button").ShouldBeEmpty();
    }

    [Fact]
    public async Task Focus_that_moves_within_the_grid_leaves_its_rows_where_they_are()
    {
        var first = await OrderAsync();
        var board = RenderBoard();
        await Area(board).TriggerEventAsync("onfocusin", EventArgs.Empty);
        await OrderAsync();
        board.WaitForElement(".grid-head button");

        var went = Area(board).TriggerEventAsync("onfocusout", EventArgs.Empty);
        await Area(board).TriggerEventAsync("onfocusin", EventArgs.Empty);
        await went.PassingTimeAsync(Database.Clock);

        Numbers(board).ShouldBe([first.ToString()]);
        await board.Find(".grid-head button").ClickAsync();
        Numbers(board).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_orders_it_says_so_and_the_first_one_appears()
    {
        var board = RenderBoard();
        board.Find(".grid-empty").TextContent.ShouldContain("There are no orders yet");

        var first = await OrderAsync();

        board.WaitForAssertion(() => Numbers(board).ShouldBe([first.ToString()]));
    }

    [Fact]
    public async Task Leaving_it_ends_its_subscription()
    {
        RenderBoard();
        Database.Get<LiveUpdates>().Subscriptions.ShouldBe(1);

        await screen.DisposeComponentsAsync();

        Database.Get<LiveUpdates>().Subscriptions.ShouldBe(0);
        screen.Browser.NavigateTo("/support/orders?status=placed");
    }

    protected override async Task BeginAsync()
    {
        school = await Given.SchoolAsync("Rowan School");
        teacher = await Given.SchoolUserAsync(school);
        screen = OpenAs(await Given.SupportAsync());
    }

    private IRenderedComponent<OrderBoardView> RenderBoard()
    {
        if (!screen.Path.StartsWith(OrderLinks.SupportBoard, StringComparison.Ordinal))
        {
            screen.Browser.NavigateTo(OrderLinks.SupportBoard);
        }

        LetTimePass();
        var board = screen.Render<OrderBoardView>(parameters => parameters.Add(b => b.Path, OrderLinks.SupportBoard).Add(b => b.Topic, Topic.Orders));
        board.WaitForElement(".grid");
        return board;
    }

    /// <summary>A second after whatever happened before: pages are told of changes at a pace.</summary>
    private Task<OrderNumber> OrderAsync(int quantity = 1)
    {
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        return Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, quantity));
    }

    private Task AcceptAsync(OrderNumber number) => HappensAsync(number, OrderEventType.Accepted);

    private async Task<string> BodyAsync() => (await Database.ReadAsync(db => db.ResponsibleBodies.FindAsync(school.ResponsibleBodyId).AsTask()))!.Name;

    private static IElement Area(IRenderedComponent<OrderBoardView> board) => board.Find(".grid").ParentElement!;

    private static IElement Row(IRenderedComponent<OrderBoardView> board, OrderNumber number) =>
        board.FindAll("tbody tr").Single(row => row.TextContent.Contains(number.ToString(), StringComparison.Ordinal));

    private static List<string> Numbers(IRenderedComponent<OrderBoardView> board) => [.. board.FindAll("tbody th").Select(Words)];

    private static IRenderedComponent<Steady<(OrderBoardQuery, string?, IReadOnlyList<OrganisationName>)>> Filters(IRenderedComponent<OrderBoardView> board) =>
        board.FindComponents<Steady<(OrderBoardQuery, string?, IReadOnlyList<OrganisationName>)>>().Single();

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
