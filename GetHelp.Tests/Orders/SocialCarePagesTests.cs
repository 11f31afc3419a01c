using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class SocialCarePagesTests : ScreenTest
{
    private ResponsibleBody authority = null!;

    [Fact]
    public async Task It_names_its_account_and_the_way_to_the_other()
    {
        var page = await ShowAsync(await Given.ResponsibleBodyUserAsync(authority, socialCare: true));

        page.Find(".account strong").TextContent.ShouldBe("Social care");
        page.Find(".account a").GetAttribute("href").ShouldBe($"/responsible-bodies/{authority.Id}/order");
        page.Find(".allocation-left").TextContent.ShouldBe("You can order 50 laptops and tablets and 5 routers");
        page.Find("a.button").GetAttribute("href").ShouldBe($"/responsible-bodies/{authority.Id}/social-care/order");
    }

    [Fact]
    public async Task Who_orders_on_the_education_account_alone_reads_who_orders_on_this_one()
    {
        var orderer = await Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true);

        var page = await ShowAsync(await Given.ResponsibleBodyUserAsync(authority));

        page.FindAll("a.button").ShouldBeEmpty();
        page.Find(".notice h2").TextContent.ShouldBe("Somebody else orders for social care");
        page.FindAll(".notice li").Select(li => li.TextContent).ShouldBe([orderer.Name]);
    }

    [Fact]
    public async Task The_recovery_address_travels_to_the_check_unreadably_and_is_placed()
    {
        var screen = OpenAs(await Given.ResponsibleBodyUserAsync(authority, socialCare: true));
        screen.Browser.NavigateTo(OrderLinks.OrderForSocialCare(authority.Id));
        var order = screen.Render<OrderForSocialCarePage>(p => p.Add(x => x.Id, authority.Id));
        order.WaitForElement("#chromebook");
        await order.Find("#chromebook").ChangeAsync("3");
        await order.Find("#google-domain").ChangeAsync("care.example.org");
        await order.Find("#recovery-address").ChangeAsync("head@example.net");
        await order.Find("form").SubmitAsync();
        screen.Path.ShouldStartWith($"/responsible-bodies/{authority.Id}/social-care/order/check?chromebook=3&enrolment=");
        screen.Path.ShouldNotContain("example");

        var check = screen.Render<CheckSocialCareOrderPage>(p => p.Add(x => x.Id, authority.Id));
        check.WaitForElement("#place");
        check.Markup.ShouldContain("head@example.net");
        await check.Find("#place").ClickAsync();

        check.WaitForAssertion(() => screen.Path.ShouldEndWith("/placed"));
        var placed = await Database.ReadAsync(db => db.Orders.SingleAsync());
        (placed.Account, placed.SchoolId, placed.GoogleDomain, placed.RecoveryAddress).ShouldBe((Account.SocialCare, null, "care.example.org", "head@example.net"));
    }

    [Theory, InlineData(""), InlineData("&enrolment=edited")]
    public async Task Chromebooks_whose_domain_cannot_be_read_are_asked_for_again(string enrolment)
    {
        var screen = OpenAs(await Given.ResponsibleBodyUserAsync(authority, socialCare: true));
        screen.Browser.NavigateTo($"/responsible-bodies/{authority.Id}/social-care/order/check?chromebook=3{enrolment}&key={Guid.NewGuid():N}");

        screen.Render<CheckSocialCareOrderPage>(p => p.Add(x => x.Id, authority.Id));

        screen.Path.ShouldStartWith($"/responsible-bodies/{authority.Id}/social-care/order?");
    }

    [Fact]
    public async Task What_is_protected_is_read_again_as_it_was()
    {
        var protection = OpenAs(await Given.ResponsibleBodyUserAsync(authority)).Services.GetRequiredService<EnrolmentProtection>();
        var binding = new ChromebookBinding { Domain = "care.example.org", RecoveryAddress = "head@example.net" };

        protection.Read(protection.Protect(binding)).ShouldBe(binding);
        protection.Protect(binding).ShouldNotContain("example");
    }

    protected override async Task BeginAsync()
    {
        authority = await Given.ResponsibleBodyAsync();
        await Given.SocialCareAsync(authority);
    }

    private Task<IRenderedComponent<SocialCarePage>> ShowAsync(Viewer viewer)
    {
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo(OrderLinks.SocialCare(authority.Id));
        var page = screen.Render<SocialCarePage>(p => p.Add(x => x.Id, authority.Id));
        page.WaitForElement("h1");
        return Task.FromResult(page);
    }
}
