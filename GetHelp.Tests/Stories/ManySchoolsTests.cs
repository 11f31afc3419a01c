using GetHelp.Core.Allocations;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;

namespace GetHelp.Tests.Stories;

/// <summary>Support changes many schools by a list while one of them has its order page open.</summary>
public sealed class ManySchoolsTests(Stage stage) : StoryTest(stage)
{
    private static readonly string[] Names = ["Acacia School", "Beech School", "Cedar School", "Damson School"];

    [BrowserFact]
    public Task Support_takes_the_good_rows_of_a_list_and_a_school_sees_it_on_its_open_page() => TellAsync(async sessions =>
    {
        var schools = new List<Core.Organisations.School>();
        foreach (var name in Names)
        {
            schools.Add(await Given.SchoolAsync(name, laptops: 40, routers: 5, state: OrderState.CannotOrder));
        }

        var schoolPage = await sessions.OpenAsAsync(await Given.SchoolUserAsync(schools[2]));
        var home = await SchoolHome.ShownAsync(schoolPage, schools[2]);
        await home.SaysAsync("You cannot order yet");
        await schoolPage.MarkAsync();

        var form = await ManySchools.VisitAsync(await sessions.OpenAsAsync(await Given.SupportAsync()));
        var list = await form.PreviewAsync("The schools can order", [.. schools.Select(school => $"{school.Urn}"), "12345"], why: "Years 8 to 13 are at home");
        await list.SaysAsync("4 of 5 rows would change a school");
        await list.RowSaysAsync("5", "“12345” is not a URN, which has six digits.");
        await list.RowSaysAsync("3", "cannot order to can order");

        await list.TakeAsync("Change the 4 good schools");

        await list.IsDoneAsync("4 schools changed");
        await list.ShowAsync("Problems");
        await list.RowSaysAsync("5", "Cannot be used");
        await home.SaysAsync("You can order 40 laptops and tablets and 5 routers");
        await schoolPage.IsStillMarkedAsync();
        await home.OrderAsync();
    });

    [BrowserFact]
    public Task A_file_is_chosen_and_read() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Elder School", laptops: 40);
        var form = await ManySchools.VisitAsync(await sessions.OpenAsAsync(await Given.SupportAsync()));

        var list = await form.UploadAsync("schools.csv", $"urn,allocation_delta\n{school.Urn},5\n", why: "More pupils");

        await list.RowSaysAsync("2", "Laptops and tablets: 40 to 45");
        await list.TakeAsync("Change the good school");
        await list.IsDoneAsync("1 school changed");
    });
}
