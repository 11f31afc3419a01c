using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.History;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Organisations.YourSchools;
using GetHelp.Web.Shared.Grid;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.YourSchools;

/// <summary>What is changed in the grid, cell by cell and many schools at once.</summary>
public sealed class SchoolCellsTests : ScreenTest
{
    private ResponsibleBody body = null!;
    private Viewer viewer = null!;
    private School ash = null!;
    private Screen screen = null!;

    [Fact]
    public async Task A_cell_is_opened_and_saved_and_says_so()
    {
        var page = Show();

        await OpenAsync(page, "google-domain");
        page.Find("td.open input").GetAttribute("value").ShouldBe("school.example.org");
        page.Find("td.open form").GetAttribute("aria-label").ShouldBe("Google domain of Ash School");
        await SaveAsync(page, "google-domain", ("value", " https://www.New.example.org/ "));

        page.WaitForAssertion(() => Cell(page, "Google domain").TextContent.ShouldBe("new.example.org Saved"));
        Says(page).ShouldBe("Google domain of Ash School is saved.");
        page.FindAll("td.open").ShouldBeEmpty();
        (await SchoolAsync()).Chromebooks.Domain.ShouldBe("new.example.org");
    }

    [Theory]
    [InlineData("who-will-order", "Who orders", "responsible-body", "You, centrally")]
    [InlineData("chromebooks", "Chromebooks", "no", "No")]
    [InlineData("google-domain", "Google domain", "other.example.org", "other.example.org")]
    [InlineData("recovery-address", "Recovery address", "Back@example.net", "back@example.net")]
    public async Task Every_cell_that_can_be_changed_is_and_can_be_brought_back(string column, string title, string typed, string shown)
    {
        await Database.Get<Core.Organisations.YourSchools.SchoolGridChoiceService>().ChooseAsync(viewer, Enum.GetValues<Core.Organisations.YourSchools.SchoolGridColumn>());
        var page = Show();
        var before = Cell(page, title).TextContent;

        await OpenAsync(page, column);
        await SaveAsync(page, column, ("value", typed));
        page.WaitForAssertion(() => Cell(page, title).TextContent.ShouldBe($"{shown} Saved"));
        await page.FindAll(".grid-work button").Single(b => b.TextContent == "Undo").ClickAsync();

        page.WaitForAssertion(() => Cell(page, title).TextContent.ShouldBe($"{before} Saved"));
        Says(page).ShouldBe($"{title} of Ash School is as it was before.");
        page.FindAll(".grid-work button").ShouldBeEmpty("it is undone");
    }

    [Fact]
    public async Task What_cannot_be_says_why_and_keeps_what_was_typed_until_it_is_given_up()
    {
        var page = Show();
        await OpenAsync(page, "google-domain");

        foreach (var tries in new[] { "1", "2" })
        {
            await SaveAsync(page, "google-domain", ("value", "not a domain"));
            page.WaitForAssertion(() => page.Find("td.open form").GetAttribute("data-tries").ShouldBe(tries, "an answer that is the same is one again"));
        }

        page.Find("td.open input").GetAttribute("value").ShouldBe("not a domain");
        page.Find("td.open input").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#cell-value-error").TextContent.ShouldContain("is not a Google domain");
        Says(page).ShouldContain("Google domain of Ash School is not saved.");

        await OpenAsync(page, "chromebooks");
        Says(page).ShouldContain("is not saved yet", customMessage: "what was typed there would be lost");
        Cell(page, "Google domain").QuerySelector("form").ShouldNotBeNull();

        await ActAsync(page, new() { Act = CellAct.GiveUp });
        Cell(page, "Google domain").TextContent.ShouldBe("school.example.org");
        Says(page).ShouldBe("Google domain of Ash School is left as it was.");
        (await SchoolAsync()).Chromebooks.Domain.ShouldBe("school.example.org");
    }

    [Fact]
    public async Task Of_two_who_change_one_cell_the_second_sees_both_values_and_may_keep_theirs()
    {
        var page = Show();
        await OpenAsync(page, "google-domain");
        await SomebodyElseAsync("theirs.example.org");

        await SaveAsync(page, "google-domain", ("value", "mine.example.org"));

        page.WaitForAssertion(() => page.Find("#cell-theirs").TextContent.ShouldBe("Somebody has changed this meanwhile. It is now: theirs.example.org"));
        page.Find("td.open input").GetAttribute("value").ShouldBe("mine.example.org");
        page.FindAll("td.open button").Select(b => b.TextContent).ShouldBe(["Save mine", "Keep theirs"]);
        (await SchoolAsync()).Chromebooks.Domain.ShouldBe("theirs.example.org");

        await ActAsync(page, new() { Act = CellAct.GiveUp });
        Cell(page, "Google domain").TextContent.ShouldBe("theirs.example.org");
    }

    [Fact]
    public async Task Or_they_may_save_their_own_knowing_what_it_takes_the_place_of()
    {
        var page = Show();
        await OpenAsync(page, "google-domain");
        await SomebodyElseAsync("theirs.example.org");
        await SaveAsync(page, "google-domain", ("value", "mine.example.org"));
        page.WaitForElement("#cell-theirs");

        await SaveAsync(page, "google-domain", ("value", "mine.example.org"));

        page.WaitForAssertion(() => Cell(page, "Google domain").TextContent.ShouldBe("mine.example.org Saved"));
        (await SchoolAsync()).Chromebooks.Domain.ShouldBe("mine.example.org");
    }

    [Fact]
    public async Task What_somebody_else_has_changed_since_is_not_undone()
    {
        var page = Show();
        await OpenAsync(page, "google-domain");
        await SaveAsync(page, "google-domain", ("value", "mine.example.org"));
        page.WaitForAssertion(() => Says(page).ShouldContain("is saved"));
        await SomebodyElseAsync("theirs.example.org");

        await ActAsync(page, new() { Act = CellAct.Undo });

        page.WaitForAssertion(() => Says(page).ShouldStartWith("Google domain of Ash School cannot be undone."));
        (await SchoolAsync()).Chromebooks.Domain.ShouldBe("theirs.example.org");
    }

    [Fact]
    public async Task A_contact_is_written_with_every_problem_at_its_field_and_invited()
    {
        var page = Show();
        await OpenAsync(page, "contact");
        page.FindAll("td.open select option").Select(o => o.TextContent).ShouldBe(["The person below", "Nobody"], "nobody knows the headteacher");

        await SaveAsync(page, "contact", ("who", "somebody-else"), ("name", ""), ("email", "jo"), ("telephone", "x"), ("invite", "yes"));
        page.WaitForAssertion(() => page.FindAll("td.open [aria-invalid]").Select(field => field.Id).ShouldBe(["cell-name", "cell-email", "cell-telephone"]));
        page.Find("#cell-email").GetAttribute("value").ShouldBe("jo");

        await SaveAsync(page, "contact", ("who", "somebody-else"), ("name", "Jo Example"), ("email", "jo@example.org"), ("telephone", "01632 960 001"), ("invite", "yes"));
        page.WaitForAssertion(() => Cell(page, "Contact").TextContent.ShouldBe("Jo Example jo@example.org Invited, not signed in yet Saved"));
        Says(page).ShouldBe("Contact of Ash School is saved. An invitation is on its way.");
        Cell(page, "Status").TextContent.ShouldBe("School can order", "the status follows in the same moment");
        (await Database.ReadAsync(db => db.History.AnyAsync(e => e.SchoolId == ash.Id && e.What == HistoryKind.ContactChanged))).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_the_headteacher_is_known_they_are_chosen_with_one_press_unless_somebody_is_written()
    {
        await Given.ContactAsync(ash, "Dr Olwen Osei");
        var page = Show();
        await OpenAsync(page, "contact");
        page.FindAll("td.open select option").Select(o => (o.TextContent, o.HasAttribute("selected"))).ShouldBe([("The headteacher, Dr Olwen Osei", true), ("The person below", false), ("Nobody", false)]);

        await SaveAsync(page, "contact", ("who", "headteacher"), ("name", ""), ("email", ""), ("telephone", ""));
        page.WaitForAssertion(() => Cell(page, "Contact").TextContent.ShouldStartWith("Dr Olwen Osei"));

        await OpenAsync(page, "contact");
        await SaveAsync(page, "contact", ("who", "headteacher"), ("name", "Jo Example"), ("email", "jo@example.org"), ("telephone", "01632 960 001"));
        page.WaitForAssertion(() => Cell(page, "Contact").TextContent.ShouldStartWith("Jo Example"));

        await OpenAsync(page, "contact");
        await SaveAsync(page, "contact", ("who", "nobody"), ("name", "Jo Example"), ("email", "jo@example.org"), ("telephone", "01632 960 001"));
        page.WaitForAssertion(() => Cell(page, "Contact").TextContent.ShouldBe("No contact yet Saved"));
    }

    [Fact]
    public async Task Saving_what_is_so_already_changes_nothing()
    {
        var page = Show();
        await OpenAsync(page, "chromebooks");
        page.FindAll("td.open option").Select(o => o.TextContent).ShouldBe(["Yes", "No", "Not known yet"], "that nobody has said cannot be said");

        await SaveAsync(page, "chromebooks", ("value", "yes"));

        page.WaitForAssertion(() => Says(page).ShouldBe("Chromebooks of Ash School is so already."));
        (await Database.ReadAsync(db => db.History.CountAsync(e => e.SchoolId == ash.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task The_supplier_finds_no_grid()
    {
        var supplier = OpenAs(await Given.SupplierUserAsync());
        supplier.Browser.NavigateTo(YourSchoolsLinks.Grid(body.Id));

        supplier.Render<YourSchoolsPage>(p => p.Add(x => x.Id, body.Id)).FindAll("[role=grid]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Selected_schools_are_changed_at_once_and_the_way_back_leads_here()
    {
        var elm = await Given.SchoolAsync("Elm School", body: body);
        var page = Show("?sort=school");
        page.FindAll("[role=group]").ShouldBeEmpty();

        await page.Find("input[aria-label='Select Elm School']").ChangeAsync(true);
        page.Find("[role=group] p").TextContent.ShouldBe("1 school selected");
        page.FindAll("tbody tr").Select(tr => tr.GetAttribute("aria-selected")).ShouldBe(["false", "true"]);
        await page.FindAll("[role=group] button").Single(b => b.TextContent == "Select all 2 schools").ClickAsync();
        page.WaitForAssertion(() => page.Find("thead input").HasAttribute("checked").ShouldBeTrue());
        await page.Find("input[aria-label='Select Ash School']").ChangeAsync(false);
        await page.FindAll("[role=group] button")[0].ClickAsync();

        screen.Path.ShouldBe($"/responsible-bodies/{body.Id}/schools/change?schools={elm.Urn}&return=%2Fresponsible-bodies%2F{body.Id}%2Fschools%3Fsort%3Dschool");
    }

    protected override async Task BeginAsync()
    {
        body = await Given.ResponsibleBodyAsync("Loamshire");
        viewer = await Given.ResponsibleBodyUserAsync(body);
        ash = await Given.SchoolAsync("Ash School", body: body);
    }

    private IRenderedComponent<YourSchoolsPage> Show(string query = "")
    {
        screen = OpenAs(viewer);
        screen.Browser.NavigateTo(YourSchoolsLinks.Grid(body.Id) + query);
        var page = screen.Render<YourSchoolsPage>(p => p.Add(x => x.Id, body.Id));
        page.WaitForElement("tbody tr");
        return page;
    }

    private Task OpenAsync(IRenderedComponent<YourSchoolsPage> page, string column) => ActAsync(page, new() { Act = CellAct.Open, Row = $"{ash.Urn}", Column = column });

    private Task SaveAsync(IRenderedComponent<YourSchoolsPage> page, string column, params (string Name, string Value)[] typed) => ActAsync(
        page, new() { Act = CellAct.Save, Row = $"{ash.Urn}", Column = column, Values = typed.ToDictionary(field => field.Name, field => field.Value) });

    /// <summary>What cell-grid.js raises.</summary>
    private static Task ActAsync(IRenderedComponent<YourSchoolsPage> page, CellEventArgs act) => page.Find("table").TriggerEventAsync("oncell", act);

    private async Task SomebodyElseAsync(string domain)
    {
        LetTimePass();
        var changed = await Database.Get<SchoolChangesService>().ApplyAsync(await Given.ResponsibleBodyUserAsync(body), body.Id, [new() { Urn = ash.Urn, Domain = domain }]);
        changed.Value.Count(SchoolChangeState.Changes).ShouldBe(1);
    }

    private Task<School> SchoolAsync() => Database.ReadAsync(db => db.Schools.SingleAsync(s => s.Id == ash.Id));

    private static AngleSharp.Dom.IElement Cell(IRenderedComponent<YourSchoolsPage> page, string title) => page.Find($"tbody tr td[data-label='{title}']");

    private static string Says(IRenderedComponent<YourSchoolsPage> page) => page.Find(".grid-work [role=status]").TextContent;
}
