using AngleSharp.Dom;
using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Organisations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations;

public sealed class SchoolDetailsPageTests : ScreenTest
{
    [Fact]
    public async Task It_shows_what_is_known_and_how_to_change_or_query_it()
    {
        var body = await Given.ResponsibleBodyAsync("Barsetshire");
        var school = await Given.SchoolAsync("Ash School", laptops: 20, routers: 0, ordered: 5, body: body);
        var more = $"/schools/{school.Urn}/more-devices";

        var page = Show(school, await Given.SchoolUserAsync(school));

        Rows(page).ShouldBe(
        [
            ("Laptops and tablets", "20 laptops and tablets set aside, 5 ordered", more),
            ("Routers", "None set aside", more),
            ("Chromebooks", "Enrolled on school.example.org, recovery address recovery@example.net.", $"/schools/{school.Urn}/chromebooks?return=%2Fschools%2F{school.Urn}%2Fdetails"),
            ("Who orders", "The school itself", null),
            ("Name", "Ash School", null),
            ("URN", school.Urn.ToString(), null),
            ("Setting", "Primary school (Community school)", null),
            ("Responsible body", "Barsetshire", null),
            ("Address", "1 High Street Exampleton EX1 1AA", null),
        ]);
    }

    [Fact]
    public async Task What_somebody_else_changes_shows()
    {
        var school = await Given.SchoolAsync(domain: null);
        var teacher = await Given.SchoolUserAsync(school);
        var page = Show(school, teacher);
        Rows(page)[2].Says.ShouldStartWith("Nobody has said yet");

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Database.Get<ChromebookDetailsService>().SetAsync(teacher, school.Urn, new() { Answer = ChromebookAnswer.No });

        page.WaitForAssertion(() => Rows(page)[2].Says.ShouldBe("The school will not need Chromebooks."));
    }

    [Fact]
    public async Task Somebody_of_the_body_changes_who_orders_from_here()
    {
        var body = await Given.ResponsibleBodyAsync("Barsetshire");
        var school = await Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);

        var page = Show(school, await Given.ResponsibleBodyUserAsync(body));

        Rows(page).ShouldContain(("Who orders", "Barsetshire", $"/responsible-bodies/{body.Id}/schools/{school.Urn}"));
    }

    [Theory]
    [InlineData(SchoolKind.CompulsorySchool, Phase.Secondary, 34, "Secondary school (Academy converter)")]
    [InlineData(SchoolKind.CompulsorySchool, Phase.Primary, 44, "Special school (Academy special converter)")]
    [InlineData(SchoolKind.CompulsorySchool, Phase.NotApplicable, 14, "Pupil referral unit")]
    [InlineData(SchoolKind.CompulsorySchool, Phase.SixteenPlus, 39, "School for pupils of 16 and over (Free schools 16 to 19)")]
    [InlineData(SchoolKind.FurtherEducationCollege, Phase.SixteenPlus, 0, "Further education college")]
    public void The_setting_is_its_phase_and_its_type_and_special_whatever_the_phase(SchoolKind kind, Phase phase, int type, string words) =>
        new School { Name = "Ash School", Kind = kind, Phase = phase, EstablishmentTypeCode = type }.Setting().ShouldBe(words);

    private static List<(string Key, string Says, string? Url)> Rows(IRenderedComponent<SchoolDetailsPage> page) =>
    [
        .. page.FindAll(".summary-row").Select(row => (
            row.QuerySelector("dt")!.TextContent,
            string.Join(' ', row.QuerySelector("dd")!.Descendants<IText>().SelectMany(text => text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
            row.QuerySelector("a")?.GetAttribute("href"))),
    ];

    private IRenderedComponent<SchoolDetailsPage> Show(School school, Viewer viewer)
    {
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo(SchoolLinks.Details(school.Urn));
        var page = screen.Render<SchoolDetailsPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement("h1");
        return page;
    }
}
