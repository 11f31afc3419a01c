using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Allocations.Queries;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Queries;

public sealed class SupportAllocationQueryPageTests : ScreenTest
{
    private School school = null!;
    private Viewer teacher = null!;
    private Viewer support = null!;

    [Fact]
    public async Task A_part_is_granted_with_a_reason_and_the_page_says_so()
    {
        var page = await OpenQueryAsync("20", "5");

        await page.Find("#decision-grant-in-part").ChangeAsync(true);
        await page.Find("#laptops-and-tablets").ChangeAsync("12");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => page.Find(".error-summary").TextContent.ShouldContain("Say why not all of it is granted."));
        await page.Find("#answer").ChangeAsync("There are not enough");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => page.Find(".notice.success").TextContent.ShouldContain("Answer given"));
        page.FindAll("form").ShouldBeEmpty();
        page.Find(".tag").TextContent.ShouldBe("Granted in part");
        (await Database.NumbersAsync(school)).Select(n => n.Allocation).ShouldBe([112, 10]);
    }

    [Fact]
    public async Task Nothing_is_decided_without_a_choice_nor_granted_without_a_number()
    {
        var page = await OpenQueryAsync("20");

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => page.Find(".error-summary").TextContent.ShouldContain("Choose what you decide."));
        await page.Find("#decision-grant-in-part").ChangeAsync(true);
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => page.Find(".error-summary").TextContent.ShouldContain("Enter how many you grant"));
        (await Database.OfSchoolAsync(teacher, school)).Queries.Single().State.ShouldBe(AllocationQueryState.Open);
    }

    [Fact]
    public async Task What_a_colleague_answers_meanwhile_is_shown_instead_of_the_form()
    {
        var page = await OpenQueryAsync("20");
        var id = (await Database.OfSchoolAsync(teacher, school)).Queries.Single().Id;

        var colleague = await Given.SupportAsync();
        await Database.AnswerAsync(colleague, id, 0, 0, "You have plenty");

        page.WaitForAssertion(() => page.Find(".tag").TextContent.ShouldBe("Refused"));
        page.FindAll("form").ShouldBeEmpty();
        page.Markup.ShouldContain("You have plenty");
        page.Markup.ShouldContain(colleague.Name);
    }

    [Fact]
    public async Task Granting_more_than_is_left_for_England_is_refused_with_what_is_left()
    {
        var page = await OpenQueryAsync("20");
        await Database.Get<NationalTotalService>().SetAsync(support, DeviceCategory.LaptopsAndTablets, 107, "Seven are left");

        await page.Find("#decision").ChangeAsync(true);
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => page.Find(".error-summary").TextContent.ShouldContain("only 7 are left of the national total"));
        (await Database.NumbersAsync(school))[0].Allocation.ShouldBe(100);
    }

    protected override async Task BeginAsync()
    {
        school = await Given.SchoolAsync();
        teacher = await Given.SchoolUserAsync(school);
        support = await Given.SupportAsync();
    }

    private async Task<IRenderedComponent<SupportAllocationQueryPage>> OpenQueryAsync(string laptops, string routers = "")
    {
        var id = await Database.AskAsync(teacher, school, laptops, routers);
        LetTimePass();
        var page = OpenAs(support).Render<SupportAllocationQueryPage>(parameters => parameters.Add(p => p.Id, id));
        page.WaitForElement("form");
        return page;
    }
}
