using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Onboarding.Welcome;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Onboarding.Welcome;
using GetHelp.Web.Orders;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Onboarding.Welcome;

public sealed class WelcomePagesTests : ScreenTest
{
    private School school = null!;
    private Viewer sam = null!;

    private WelcomeWalk Sam => new(Database, sam, school);

    [Fact]
    public async Task It_begins_with_what_the_school_can_order_and_has_no_way_around_it()
    {
        var screen = OpenAs(sam);
        var page = Show<AllocationPage>(screen);

        page.Find(".allocation-left").TextContent.ShouldBe("You can order 100 laptops and tablets and 10 routers");
        page.FindAll(".back-link").ShouldBeEmpty();
        page.FindAll(".button-row a").ShouldBeEmpty("the school's pages would lead back here");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldBe(Question(WelcomeQuestion.HowToOrder)));
        Show<HowToOrderPage>(screen).Find(".back-link").GetAttribute("href").ShouldBe(Question(WelcomeQuestion.Allocation));
    }

    [Theory]
    [InlineData(OrderState.CannotOrder, "Ordering is not open for your school yet.")]
    [InlineData(OrderState.CannotOrderAsReopened, "Your school is open to all pupils")]
    [InlineData(OrderState.CanOrderForSpecificCircumstances, "We agreed on this number")]
    public async Task The_first_page_says_what_the_order_state_means(OrderState state, string says)
    {
        school = await Given.SchoolAsync(state: state, cap: 5);
        sam = await Given.SchoolUserAsync(school, welcomed: false);

        Show<AllocationPage>(OpenAs(sam)).Find("form").TextContent.ShouldContain(says);
    }

    [Fact]
    public async Task What_can_be_ordered_changes_under_ones_eyes()
    {
        LetTimePass();
        var page = Show<AllocationPage>(OpenAs(sam));

        await Given.OrderAsync(school, null, new LineAsked(Product.Ipad, 40));

        page.WaitForAssertion(() => page.Find(".allocation-left").TextContent.ShouldBe("You can order 60 laptops and tablets and 10 routers"));
    }

    [Fact]
    public async Task Who_orders_is_told_whether_their_account_is_ready()
    {
        await Sam.ReachAsync(WelcomeQuestion.HowToOrder);
        Show<HowToOrderPage>(OpenAs(sam)).Find(".notice h2").TextContent.ShouldBe("Your account with the supplier is ready");

        sam = await Given.SchoolUserAsync(school, account: false, welcomed: false);
        await Sam.ReachAsync(WelcomeQuestion.HowToOrder);
        Show<HowToOrderPage>(OpenAs(sam)).Find(".notice h2").TextContent.ShouldBe("Your account with the supplier is being made");
    }

    [Fact]
    public async Task A_colleague_is_named_and_every_field_has_its_own_error()
    {
        await Sam.ReachAsync(WelcomeQuestion.GiveAccess);
        var screen = OpenAs(sam);
        var access = Show<GiveAccessPage>(screen);
        access.Markup.ShouldContain("At present you alone can.");
        await access.Find("form").SubmitAsync();
        access.WaitForElement(".error-summary a").GetAttribute("href").ShouldEndWith("#give-access");
        await access.Find("#give-access").ChangeAsync("yes");
        await access.Find("form").SubmitAsync();
        access.WaitForAssertion(() => screen.Path.ShouldBe(Question(WelcomeQuestion.Person)));

        var person = Show<PersonPage>(screen);
        await person.Find("#telephone").ChangeAsync("12");
        await person.Find("form").SubmitAsync();
        person.WaitForElement(".error-summary");
        person.FindAll(".error-summary a").Select(a => a.GetAttribute("href")!.Split('#')[1]).ShouldBe(["full-name", "email-address", "telephone", "orders-education"]);
        person.Find("#telephone").GetAttribute("value").ShouldBe("12");

        await person.Find("#full-name").ChangeAsync("Dee Low");
        await person.Find("#email-address").ChangeAsync("dee.low@example.net");
        await person.Find("#telephone").ChangeAsync("");
        await person.Find("#orders-education").ChangeAsync("yes");
        await person.Find("form").SubmitAsync();
        person.WaitForAssertion(() => screen.Path.ShouldBe(Question(WelcomeQuestion.Devices)));
    }

    [Fact]
    public async Task What_there_is_to_choose_from_says_what_is_in_stock()
    {
        await Given.StockAsync(Product.Ipad, StockState.OutOfStock);
        await Given.StockAsync(Product.Chromebook, StockState.LowStock);
        await Sam.ReachAsync(WelcomeQuestion.Devices);

        var page = Show<DevicesPage>(OpenAs(sam));

        page.FindAll(".summary-row").Select(row => (row.Children[0].TextContent.Trim(), row.QuerySelector(".tag")!.TextContent.Trim())).ShouldBe(
        [
            ("Windows laptop, standard settings", "In stock"), ("Windows laptop, DfE-restricted settings", "In stock"), ("Windows tablet", "In stock"),
            ("Chromebook", "Low stock"), ("iPad", "Out of stock"), ("4G wireless router", "In stock"),
        ]);
    }

    [Fact]
    public async Task Chromebooks_are_asked_about_as_in_their_own_journey()
    {
        await Sam.ReachAsync(WelcomeQuestion.Chromebooks);
        var screen = OpenAs(sam);
        var need = Show<WelcomeChromebooksPage>(screen);
        await need.Find("form").SubmitAsync();
        need.WaitForElement(".error-summary a").GetAttribute("href").ShouldEndWith("#need");
        await need.Find("#need").ChangeAsync("yes");
        await need.Find("form").SubmitAsync();
        need.WaitForAssertion(() => screen.Path.ShouldBe(Question(WelcomeQuestion.Domain)));

        var domain = Show<WelcomeDomainPage>(screen);
        await domain.Find("#google-domain").ChangeAsync("https://www.school.example.org/apps");
        await domain.Find("form").SubmitAsync();
        domain.WaitForAssertion(() => screen.Path.ShouldBe(Question(WelcomeQuestion.RecoveryAddress)));

        var recovery = Show<WelcomeRecoveryAddressPage>(screen);
        await recovery.Find("#recovery-address").ChangeAsync("head@mail.school.example.org");
        await recovery.Find("form").SubmitAsync();
        recovery.WaitForElement(".field-error").TextContent.ShouldContain("must be outside school.example.org");
        await recovery.Find("#recovery-address").ChangeAsync("head@example.net");
        await recovery.Find("form").SubmitAsync();
        recovery.WaitForAssertion(() => screen.Path.ShouldBe(Question(WelcomeQuestion.WhatHappensNext)));
    }

    [Fact]
    public async Task The_last_page_shows_what_will_be_done_and_finishing_leads_home_with_where_somebody_was_going()
    {
        await NameDeeAsync();
        await Sam.ReachAsync(WelcomeQuestion.WhatHappensNext);
        var screen = OpenAs(sam);
        screen.Browser.NavigateTo($"{Question(WelcomeQuestion.WhatHappensNext)}?return=%2Forders%2FGHT-000001");
        var page = Show<WhatHappensNextPage>(screen, stay: true);

        page.FindAll(".summary-row").Select(row => row.Children[1].TextContent.Trim()).ShouldBe(["Dee Low, dee.low@example.net, who cannot order", "No"]);
        page.Find(".summary-row a").GetAttribute("href").ShouldStartWith(Question(WelcomeQuestion.Person));
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldBe($"/schools/{school.Urn}?welcomed=yes&invited=yes&return=%2Forders%2FGHT-000001"));
        LetTimePass();
        page.FindAll(".notice").ShouldBeEmpty("it is no news to the page that did it");
        var home = Show<SchoolHomePage>(screen, stay: true);
        home.Find(".notice").TextContent.ShouldContain("Your colleague gets an email with their invitation now.");
        home.Find(".notice a").GetAttribute("href").ShouldBe("/orders/GHT-000001");
        (await Database.ReadAsync(db => db.Memberships.CountAsync(m => m.User!.EmailAddress == "dee.low@example.net"))).ShouldBe(1);
    }

    [Fact]
    public async Task An_invitation_that_is_refused_at_the_end_is_said_where_it_can_be_changed()
    {
        await NameDeeAsync();
        await Sam.ReachAsync(WelcomeQuestion.WhatHappensNext);
        var page = Show<WhatHappensNextPage>(OpenAs(sam));
        var dee = await Given.SchoolUserAsync(school, orders: false, name: "Dee Low");
        await Database.ReadAsync(db => db.Users.Where(u => u.Id == dee.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.EmailAddress, "dee.low@example.net")));

        await page.Find("form").SubmitAsync();

        page.WaitForElement(".error-summary").TextContent.ShouldContain("Dee Low has this email address and is one of the people of");
        page.Find(".error-summary a").GetAttribute("href").ShouldEndWith("#answers");
    }

    [Fact]
    public async Task Who_finishes_in_another_tab_is_told_here()
    {
        await Sam.ReachAsync(WelcomeQuestion.WhatHappensNext);
        LetTimePass();
        var page = Show<DevicesPage>(OpenAs(sam));

        (await Sam.FinishAsync()).Value.ShouldBeTrue();

        page.WaitForElement(".notice a").GetAttribute("href").ShouldBe($"/schools/{school.Urn}");
        page.FindAll("form button").ShouldBeEmpty();
    }

    protected override async Task BeginAsync()
    {
        school = await Given.SchoolAsync(domain: null);
        sam = await Given.SchoolUserAsync(school, name: "Sam", welcomed: false);
    }

    private async Task NameDeeAsync()
    {
        await Sam.ReachAsync(WelcomeQuestion.GiveAccess);
        _ = (await Sam.AnswerAsync(WelcomeQuestion.GiveAccess, WelcomeWalk.Yes)).Value;
        _ = (await Sam.AnswerAsync(WelcomeQuestion.Person, WelcomeWalk.Person("Dee Low", "dee.low@example.net", orders: false))).Value;
    }

    private string Question(WelcomeQuestion question) => WelcomeLinks.Question(school.Urn, question);

    /// <param name="stay">At the address where the browser is already.</param>
    private IRenderedComponent<TPage> Show<TPage>(Screen screen, bool stay = false)
        where TPage : ComponentBase
    {
        if (!stay)
        {
            screen.Browser.NavigateTo("/");
        }

        return screen.Render<TPage>(parameters => parameters.TryAdd("Number", school.Urn.ToString()));
    }
}
