using System.IO.Compression;
using GetHelp.Core.Orders;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;

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

    [BrowserFact]
    public Task Somebody_asks_for_what_we_keep_and_then_to_be_erased_and_a_colleague_sees_their_order_without_a_name() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync($"Medlar Tree School {Guid.NewGuid():N}"[..30]);
        var (person, colleague) = (await Given.SchoolUserAsync(school, name: "Bea Quill"), await Given.SchoolUserAsync(school));
        var order = await Portal.OldOrderAsync(school, person, new LineAsked(Product.Chromebook, 2));
        var agent = await sessions.OpenAsAsync(await Given.ThirdLineAsync());
        await (await SupportPeopleList.FollowAsync(agent)).FindAsync(person.EmailAddress, person);

        var download = await agent.RunAndWaitForDownloadAsync(() => agent.GetByRole(AriaRole.Button, new() { Name = "Download everything we keep" }).ClickAsync());
        using (var archive = ZipFile.OpenRead(await download.PathAsync()))
        {
            using var reader = new StreamReader(archive.GetEntry("everything-we-keep.json")!.Open());
            (await reader.ReadToEndAsync()).ShouldContain(person.EmailAddress);
        }

        var erasure = await ErasurePage.FollowAsync(agent, person);
        await erasure.ConfirmAsync();
        await erasure.ProblemAsync("Say that they asked for it");
        await erasure.EraseAsync(person);

        await (await OneOrder.VisitAsync(await sessions.OpenAsAsync(colleague), order)).SaysAsync("Removed person");
    });
}
