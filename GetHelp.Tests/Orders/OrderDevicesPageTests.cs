using Bunit;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class OrderDevicesPageTests : ScreenTest
{
    public static TheoryData<OrderState, int, int, string> CannotOrder => new()
    {
        { OrderState.CannotOrder, 50, 0, "You cannot order yet" },
        { OrderState.CannotOrderAsReopened, 50, 0, "You cannot order while your school is open to all pupils" },
        { OrderState.CanOrder, 0, 0, "No devices are set aside for your school" },
        { OrderState.CanOrder, 50, 50, "You have ordered everything that was set aside for you" },
    };

    [Theory, MemberData(nameof(CannotOrder))]
    public async Task A_school_that_cannot_order_reads_why_and_has_nothing_to_fill_in(OrderState state, int laptops, int ordered, string why)
    {
        var school = await Given.SchoolAsync(laptops: laptops, routers: 0, ordered: ordered, state: state);

        var page = Show(school, await Given.SchoolUserAsync(school));

        page.Find(".notice h2").TextContent.ShouldBe(why);
        page.Find(".allocation-left").TextContent.Trim().ShouldBe("There is nothing you can order now");
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_who_does_not_order_reads_who_does()
    {
        var school = await Given.SchoolAsync();
        await Given.SchoolUserAsync(school, name: "Ada Orders");

        var page = Show(school, await Given.SchoolUserAsync(school, orders: false));

        page.Find(".notice h2").TextContent.ShouldBe("Somebody else orders for this school");
        page.FindAll(".notice li").Select(li => li.TextContent).ShouldBe(["Ada Orders"]);
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_school_in_specific_circumstances_orders_up_to_what_was_agreed()
    {
        var school = await Given.SchoolAsync(laptops: 50, routers: 0, state: OrderState.CanOrderForSpecificCircumstances, cap: 4);

        var page = Show(school, await Given.SchoolUserAsync(school));

        page.Find(".allocation-left").TextContent.Trim().ShouldBe("You can order 4 laptops and tablets");
        page.FindAll("#router").ShouldBeEmpty("there are no routers to order");
        page.FindAll("form input.number").Count.ShouldBe(5);
    }

    [Fact]
    public async Task For_specific_circumstances_it_says_so_before_the_numbers()
    {
        var school = await Given.SchoolAsync(laptops: 50, state: OrderState.CanOrderForSpecificCircumstances, cap: 4);

        Notices(Show(school, await Given.SchoolUserAsync(school))).ShouldBe(["You can order for specific circumstances"]);
    }

    [Theory, InlineData(149, false), InlineData(150, true)]
    public async Task More_than_149_devices_are_a_large_order_and_the_page_says_what_that_means(int laptops, bool large)
    {
        var school = await Given.SchoolAsync(laptops: laptops);

        Notices(Show(school, await Given.SchoolUserAsync(school))).ShouldBe(large ? ["This can be a large order"] : []);
    }

    [Theory, InlineData(0, "No laptops and tablets are set aside."), InlineData(20, "All laptops and tablets that can be ordered now have been.")]
    public async Task With_only_routers_left_it_says_so_and_asks_for_nothing_else(int laptops, string why)
    {
        var school = await Given.SchoolAsync(laptops: laptops, ordered: laptops, domain: null);

        var page = Show(school, await Given.SchoolUserAsync(school));

        Notices(page).ShouldBe(["Only routers are left to order"], "whether it needs Chromebooks makes no difference");
        page.Find(".notice").TextContent.ShouldContain(why);
        page.FindAll("form input.number").ShouldHaveSingleItem().Id.ShouldBe("router");
    }

    [Fact]
    public async Task Whoever_has_not_said_whether_they_need_Chromebooks_is_asked_before_they_order_and_then_can()
    {
        var school = await Given.SchoolAsync(domain: null);
        var teacher = await Given.SchoolUserAsync(school);
        var page = Show(school, teacher);
        page.Find(".notice h2").TextContent.ShouldBe("Before you can order");
        page.Find(".notice a").GetAttribute("href").ShouldBe($"/schools/{school.Urn}/chromebooks?return=%2Fschools%2F{school.Urn}%2Forder");
        page.FindAll("form").ShouldBeEmpty();

        (await Database.Get<ChromebookDetailsService>().SetAsync(teacher, school.Urn, new() { Answer = ChromebookAnswer.DoNotKnow })).Refusals.ShouldBeEmpty();

        page.WaitForAssertion(() => page.FindAll("form").Count.ShouldBe(1));
    }

    [Fact]
    public async Task Somebody_whose_account_is_not_ready_waits_reads_whom_else_to_ask_and_sees_it_when_it_is()
    {
        var school = await Given.SchoolAsync(laptops: 20, routers: 0);
        await Given.SchoolUserAsync(school, name: "Ada Orders");
        await Given.SchoolUserAsync(school, name: "Cy Waits too", account: false);
        var waiting = await Given.SchoolUserAsync(school, name: "Ben Waits", account: false);
        var page = Show(school, waiting);
        page.Find(".notice h2").TextContent.ShouldBe("You can order as soon as your account is ready");
        page.Find(".notice").TextContent.ShouldContain("If it cannot wait, ask a colleague who can order now: Ada Orders.");
        page.Find(".allocation-left").TextContent.ShouldBe("You will be able to order 20 laptops and tablets");
        page.FindAll("form").ShouldBeEmpty();

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Given.AccountAsync(waiting);

        page.WaitForAssertion(() => page.FindAll("form").Count.ShouldBe(1));
    }

    [Fact]
    public async Task It_says_when_what_is_ordered_today_should_come_and_what_is_scarce()
    {
        await Given.StockAsync(Product.Ipad, StockState.OutOfStock);
        await Given.StockAsync(Product.Chromebook, StockState.LowStock);
        await Given.StockAsync(Product.WindowsTablet, StockState.LowStock);
        var (_, page) = await ShowAsync();
        var dueOn = WorkingDays.After(LondonTime.DateOf(Database.Clock.Now), WorkingDays.ToDeliver);

        Words(page.Find("form")).ShouldContain($"should come by {dueOn.ToDateText()}, within 5 working days");
        page.FindAll("ul li").Select(li => li.TextContent).ShouldBe(
            ["Out of stock: iPad", "Low stock, which may take longer than 5 working days: Windows tablet and Chromebook", "Everything else: in stock"]);
    }

    [Theory, InlineData("many"), InlineData("-3"), InlineData("2.5"), InlineData("99999999999999999999"), InlineData("10,001"), InlineData("<b>1</b>")]
    public async Task What_is_no_quantity_stays_as_typed_with_the_error_at_its_field(string typed)
    {
        var (screen, page) = await ShowAsync();

        await page.Find("#ipad").ChangeAsync(typed);
        await page.Find("form").SubmitAsync();

        page.Find("#ipad").GetAttribute("value").ShouldBe(typed);
        page.Find("#ipad").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#ipad-error").TextContent.ShouldBe("Error: iPad: enter a whole number, such as 12, of at most 10,000.");
        page.Find(".error-summary a").GetAttribute("href").ShouldEndWith("#ipad");
        screen.Path.ShouldNotContain("/check");
    }

    [Fact]
    public async Task Nothing_asked_for_is_an_error_at_the_first_field()
    {
        var (screen, page) = await ShowAsync();

        await page.Find("#ipad").ChangeAsync("0");
        await page.Find("form").SubmitAsync();

        page.Find("#windows-laptop-error").TextContent.ShouldContain("Enter how many you need of at least one device.");
        screen.Path.ShouldNotContain("/check");
    }

    [Fact]
    public async Task More_than_is_left_says_how_many_are_left()
    {
        var (_, page) = await ShowAsync(laptops: 5);

        await page.Find("#chromebook").ChangeAsync("4");
        await page.Find("#ipad").ChangeAsync("2");
        await page.Find("form").SubmitAsync();

        page.Find(".error-summary li").TextContent.ShouldBe("You asked for 6 laptops and tablets. You can still order 5 laptops and tablets.");
        page.Find("#ipad").GetAttribute("value").ShouldBe("2");
    }

    [Fact]
    public async Task What_is_out_of_stock_cannot_be_typed_and_what_is_low_says_so()
    {
        await Given.StockAsync(Product.Ipad, StockState.OutOfStock);
        await Given.StockAsync(Product.Chromebook, StockState.LowStock);

        var (_, page) = await ShowAsync();

        page.FindAll("input#ipad").ShouldBeEmpty();
        page.Find("#ipad .tag").TextContent.ShouldBe("Out of stock");
        page.Find("#chromebook-hint").TextContent.ShouldContain("Low stock");
    }

    [Fact]
    public async Task Quantities_travel_to_the_check_in_the_address()
    {
        var (screen, page) = await ShowAsync();

        await page.Find("#chromebook").ChangeAsync(" 12 ");
        await page.Find("#router").ChangeAsync("3");
        await page.Find("form").SubmitAsync();

        screen.Path.ShouldMatch(@"^/schools/\d{6}/order/check\?chromebook=12&router=3&key=[0-9a-f]{32}$");
    }

    [Fact]
    public async Task What_others_order_meanwhile_shows_and_what_was_typed_stays()
    {
        var school = await Given.SchoolAsync(laptops: 10);
        var page = Show(school, await Given.SchoolUserAsync(school));
        await page.Find("#chromebook").ChangeAsync("9");

        await Given.OrderAsync(school, null, new LineAsked(Product.Ipad, 4));

        page.WaitForAssertion(() => page.Find(".allocation-left").TextContent.Trim().ShouldBe("You can order 6 laptops and tablets and 10 routers"));
        page.Find("#chromebook").GetAttribute("value").ShouldBe("9");
    }

    [Fact]
    public async Task Where_Chromebooks_are_enrolled_is_what_the_school_said_before()
    {
        var (screen, page) = await ShowAsync();

        page.Find("#google-domain").GetAttribute("value").ShouldBe("school.example.org");
        page.Find("#recovery-address").GetAttribute("value").ShouldBe("recovery@example.net");
        page.Find("#google-domain").HasAttribute("name").ShouldBeFalse("a form would write it into the address");
        await page.Find("#ipad").ChangeAsync("1");
        await page.Find("#google-domain").ChangeAsync("");
        await page.Find("form").SubmitAsync();
        screen.Path.ShouldContain("/check", customMessage: "no Chromebooks are ordered");
    }

    [Fact]
    public async Task A_domain_that_is_typed_is_kept_with_the_school_and_stays_out_of_the_address()
    {
        var school = await Given.SchoolAsync(domain: null);
        var teacher = await Given.SchoolUserAsync(school);
        await Database.Get<ChromebookDetailsService>().SetAsync(teacher, school.Urn, new() { Answer = ChromebookAnswer.DoNotKnow });
        var screen = OpenAs(teacher);
        var page = Show(school, screen);

        await page.Find("#chromebook").ChangeAsync("2");
        await page.Find("#google-domain").ChangeAsync(" New.Example.org ");
        await page.Find("#recovery-address").ChangeAsync("head@example.net");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldMatch(@"^/schools/\d{6}/order/check\?chromebook=2&key=[0-9a-f]{32}$"));
        (await Database.ReadAsync(db => db.Schools.SingleAsync(s => s.Id == school.Id))).Chromebooks.Domain.ShouldBe("new.example.org");
    }

    [Fact]
    public async Task What_is_wrong_with_the_domain_or_the_address_is_said_at_its_field()
    {
        var (screen, page) = await ShowAsync();

        await page.Find("#chromebook").ChangeAsync("2");
        await page.Find("#google-domain").ChangeAsync("our school");
        await page.Find("#recovery-address").ChangeAsync("head");
        await page.Find("form").SubmitAsync();

        page.Find("#google-domain-error").TextContent.ShouldContain("is not a Google domain");
        page.Find("#recovery-address-error").TextContent.ShouldContain("Enter a recovery email address");
        screen.Path.ShouldNotContain("/check");
    }

    [Fact]
    public async Task UNKNOWN_is_accepted_once_somebody_has_read_what_it_means()
    {
        var (screen, page) = await ShowAsync();
        await page.Find("#chromebook").ChangeAsync("2");
        await page.Find("#google-domain").ChangeAsync("unknown");
        page.FindAll("#go-on-without").ShouldBeEmpty();

        await page.Find("form").SubmitAsync();
        page.Find("#go-on-without-error").TextContent.ShouldContain("come without Google Education licences");
        screen.Path.ShouldNotContain("/check");

        await page.Find("#go-on-without").ChangeAsync(true);
        await page.Find("form").SubmitAsync();
        screen.Path.ShouldMatch(@"/order/check\?chromebook=2&without-domain=yes&key=[0-9a-f]{32}$");
    }

    [Fact]
    public async Task Somebody_of_the_body_reads_what_the_pool_has_and_what_this_school_has_ordered_as_two_numbers()
    {
        var body = await Given.ResponsibleBodyAsync("Barsetshire", pools: true);
        var ash = await Given.SchoolAsync("Ash School", laptops: 25, routers: 0, ordered: 5, body: body, who: WhoWillOrder.ResponsibleBody);
        await Given.SchoolAsync("Elm School", laptops: 60, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);

        var page = Show(ash, await Given.ResponsibleBodyUserAsync(body));

        page.Find("h1 .caption").TextContent.ShouldBe("For Ash School");
        page.Find(".account strong").TextContent.ShouldBe("Education");
        page.FindAll(".allocation p").Select(Words).ShouldBe(
        [
            "You can order 80 laptops and tablets from the pool of Barsetshire",
            "This school has ordered 5 of 25 laptops and tablets set aside for it.",
            "The schools of the pool have ordered 5 of 85 laptops and tablets set aside for them all.",
        ]);
        page.FindAll("input[name=deliver-to]").Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_ordered_for_another_school_of_the_pool_shows()
    {
        var body = await Given.ResponsibleBodyAsync(pools: true);
        var ash = await Given.SchoolAsync(laptops: 25, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        var elm = await Given.SchoolAsync(laptops: 60, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        var viewer = await Given.ResponsibleBodyUserAsync(body);
        var page = Show(ash, viewer);

        await Given.OrderAsync(elm, viewer, new LineAsked(Product.Ipad, 30));

        page.WaitForAssertion(() => page.Find(".allocation-left").TextContent.ShouldStartWith("You can order 55 laptops and tablets"));
    }

    [Fact]
    public async Task Somebody_of_a_centrally_managed_school_reads_who_orders_for_it()
    {
        var body = await Given.ResponsibleBodyAsync("Barsetshire", pools: true);
        var school = await Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);
        var orderer = await Given.ResponsibleBodyUserAsync(body);

        var page = Show(school, await Given.SchoolUserAsync(school));

        page.Find(".allocation-left").TextContent.ShouldBe("Barsetshire orders for you");
        page.Find(".notice h2").TextContent.ShouldBe("Barsetshire orders for your school");
        page.FindAll(".notice li").Select(li => li.TextContent).ShouldBe([orderer.Name]);
        page.FindAll("form").ShouldBeEmpty();
        page.Markup.ShouldNotContain("pool");
    }

    private static IEnumerable<string> Notices(IRenderedComponent<OrderDevicesPage> page) => page.FindAll(".notice h2").Select(h => h.TextContent);

    private static string Words(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<(Screen Screen, IRenderedComponent<OrderDevicesPage> Page)> ShowAsync(int laptops = 100)
    {
        var school = await Given.SchoolAsync(laptops: laptops);
        var screen = OpenAs(await Given.SchoolUserAsync(school));
        return (screen, Show(school, screen));
    }

    private IRenderedComponent<OrderDevicesPage> Show(School school, Viewer viewer) => Show(school, OpenAs(viewer));

    private static IRenderedComponent<OrderDevicesPage> Show(School school, Screen screen)
    {
        screen.Browser.NavigateTo(OrderLinks.OrderDevices(school.Urn));
        var page = screen.Render<OrderDevicesPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement("h1");
        return page;
    }
}
