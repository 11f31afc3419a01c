using GetHelp.Core.Orders;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;

namespace GetHelp.Tests.Stories;

/// <summary>A school decides who of its people orders.</summary>
public sealed class WhoOrdersTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task A_third_colleague_orders_without_a_refresh_and_a_fourth_is_refused_until_somebody_leaves() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Sorrel Primary School");
        var first = await Given.SchoolUserAsync(school);
        var second = await Given.SchoolUserAsync(school);
        var third = await Given.SchoolUserAsync(school, orders: false);
        var fourth = await Given.SchoolUserAsync(school, orders: false);
        var order = await Portal.OldOrderAsync(school, second, new LineAsked(Product.Chromebook, 2));

        var thirdPage = await sessions.OpenAsAsync(third);
        var home = await SchoolHome.ShownAsync(thirdPage, school);
        await home.SaysAsync("Somebody else orders for this school");
        await thirdPage.MarkAsync();

        var firstPage = await sessions.OpenAsAsync(first);
        await SchoolHome.ShownAsync(firstPage, school);
        var people = await PeopleList.FollowAsync(firstPage);
        await people.AllowAsync(third);

        await (await (await home.OrderAsync()).ContinueWithAsync(new LineAsked(Product.Chromebook, 1))).PlaceAsync();
        await thirdPage.IsStillMarkedAsync();

        await people.PressAllowAsync(fourth);
        await people.ProblemAsync($"Up to 3 people can order for Sorrel Primary School. Now they are {first.Name}, {second.Name} and {third.Name}.");
        await people.RemoveAsync(second);
        await people.AllowAsync(fourth);

        await (await OneOrder.VisitAsync(thirdPage, order)).SaysAsync(second.Name);
    });
}
