using System.Net;
using GetHelp.Core.People.Support;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.People.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People.Support;

public sealed class SupportPeoplePagesTests
{
    [Fact]
    public async Task People_are_searched_for_and_filtered_by_address_and_who_was_removed_is_marked()
    {
        await using var portal = await Portal.StartAsync();
        var agent = await portal.Given.SupportAsync();
        var school = await portal.Given.SchoolAsync("Rowan School");
        var ada = await portal.Given.SchoolUserAsync(school, name: "Ada <Hill>");
        await portal.Given.SchoolUserAsync(school, name: "Ben Okoro");
        await portal.Services.GetRequiredService<RemovalService>().RemoveAsync(agent, ada.UserId!.Value, "Left");
        var browser = await portal.OpenAsAsync(agent);

        var page = await browser.GetAsync("/support/people?search=%20rowan%20&standing=removed");

        var row = page.Document.QuerySelectorAll("tbody tr").ShouldHaveSingleItem();
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/support/people/{ada.UserId}");
        row.QuerySelector("a")!.TextContent.ShouldBe("Ada <Hill>");
        row.QuerySelector(".tag")!.TextContent.ShouldBe("Removed");
        page.Text.ShouldContain("1 person matches");
        page.Document.QuerySelector("#search")!.GetAttribute("value").ShouldBe("rowan");
        page.Document.QuerySelector("#standing option[selected]")!.GetAttribute("value").ShouldBe("removed");
        (await browser.GetAsync("/support/people?role=member")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await browser.GetAsync("/support/people?search=nobody+is+called+this")).Text.ShouldContain("Nobody matches");
        (await browser.GetAsync("/support/people?search=nobody@example.org")).Text.ShouldContain("These people have another address at example.org");
    }

    [Fact]
    public async Task A_persons_page_shows_their_details_places_and_history_and_leads_on()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync("Rowan School");
        var ada = await portal.Given.SchoolUserAsync(school, name: "Ada Hill");
        var number = await portal.Given.OrderAsync(school, ada);
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var page = await browser.GetAsync(SupportPeopleLinks.Person(ada.UserId!.Value));

        page.Heading.ShouldEndWith("Ada Hill");
        page.Text.ShouldContain("01234 567890");
        page.Text.ShouldContain("Order placed: Rowan School");
        foreach (var address in new[] { $"/support/schools/{school.Urn}", $"/schools/{school.Urn}/people/{ada.UserId}", $"/orders/{number}", $"/support/people/{ada.UserId}/remove" })
        {
            page.Document.QuerySelector($"main a[href='{address}']").ShouldNotBeNull(address);
            (await browser.GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await browser.GetAsync(SupportPeopleLinks.Person(999_999))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/support/people")]
    [InlineData("/support/people/1")]
    [InlineData("/support/people/1/remove")]
    public async Task Only_support_is_let_near_them(string address)
    {
        await using var portal = await Portal.StartAsync();
        var teacher = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()));
        var supplier = await portal.OpenAsAsync(await portal.Given.SupplierUserAsync());

        (await teacher.GetAsync(address)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await supplier.GetAsync(address)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
