using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;

namespace GetHelp.Tests.Stories;

/// <summary>Support looks after people.</summary>
public sealed class SupportPeopleTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task Somebody_who_left_is_found_by_their_school_and_removed_from_the_service_and_the_page_of_a_second_agent_shows_it() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync($"Quince Tree School {Guid.NewGuid():N}"[..30]);
        var teacher = await Given.SchoolUserAsync(school, name: "Ada Hill");
        var order = await Given.OrderAsync(school, teacher);

        var agent = await sessions.OpenAsAsync(await Given.SupportAsync());
        var person = await (await SupportPeopleList.FollowAsync(agent)).FindAsync(school.Name, teacher);
        await person.SaysAsync(order.ToString());
        var colleague = await sessions.OpenAsAsync(await Given.SupportAsync());
        var seen = await (await SupportPeopleList.FollowAsync(colleague)).FindAsync(teacher.EmailAddress, teacher);

        await (await person.RemoveAsync(teacher)).RemoveAsync("Left the school in March");

        await person.SaysAsync("Reason: Left the school in March");
        await seen.SaysAsync("Removed from the service");
    });
}
