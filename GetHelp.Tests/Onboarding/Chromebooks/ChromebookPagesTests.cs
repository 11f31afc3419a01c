using Bunit;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Onboarding.Chromebooks;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Onboarding.Chromebooks;

public sealed class ChromebookPagesTests : ScreenTest
{
    private School school = null!;
    private Viewer sam = null!;

    private ChromebookWalk Sam => new(Database, sam, school);

    [Fact]
    public async Task Beginning_leads_to_the_first_question_and_going_on_to_the_first_unanswered_one()
    {
        var screen = OpenAs(sam);
        Show<ChromebookStartPage>(screen);
        screen.Path.ShouldBe(Question(ChromebookQuestion.WillYouNeed));

        await Sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        Show<ChromebookStartPage>(screen);
        screen.Path.ShouldBe(Question(ChromebookQuestion.Domain));
        Show<RecoveryAddressPage>(screen).Markup.ShouldBeEmpty();
        screen.Path.ShouldBe(Question(ChromebookQuestion.Domain), "an address that was typed leads back");
    }

    [Fact]
    public async Task An_answer_leads_on_and_none_has_its_error()
    {
        var screen = OpenAs(sam);
        var page = Show<WillYouNeedPage>(screen);

        await page.Find("form").SubmitAsync();
        page.WaitForElement(".error-summary a").GetAttribute("href").ShouldEndWith("#need");
        page.Find("fieldset .field-error").TextContent.ShouldContain("Choose whether");

        await page.Find("#need").ChangeAsync("yes");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => screen.Path.ShouldBe(Question(ChromebookQuestion.Domain)));
    }

    [Fact]
    public async Task Where_it_was_begun_goes_with_every_question_and_never_leaves_the_site()
    {
        await Sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        var screen = OpenAs(sam);
        screen.Browser.NavigateTo($"{Question(ChromebookQuestion.Domain)}?return=%2Forders%2FGHT-000001");
        var page = Show<DomainPage>(screen, stay: true);

        page.Find(".back-link").GetAttribute("href").ShouldBe($"{Question(ChromebookQuestion.WillYouNeed)}?return=%2Forders%2FGHT-000001");
        page.Find(".button-row a").GetAttribute("href").ShouldBe("/orders/GHT-000001");

        screen.Browser.NavigateTo($"{Question(ChromebookQuestion.Domain)}?return=%2F%2Fevil.example.com");
        Show<DomainPage>(screen, stay: true).Find(".button-row a").GetAttribute("href").ShouldBe($"/schools/{school.Urn}");
    }

    [Fact]
    public async Task A_domain_that_is_none_of_Google_Workspace_is_refused_at_its_field_with_all_that_was_typed()
    {
        Database.Get<FakeWorkspace>().Answer("other.example.org", WorkspaceAnswer.No);
        await Sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        var page = Show<DomainPage>(OpenAs(sam));

        await page.Find("#google-domain").ChangeAsync("https://other.example.org/x");
        await page.Find("form").SubmitAsync();

        page.WaitForElement(".field-error").TextContent.ShouldContain("Google does not know other.example.org");
        page.Find("#google-domain").GetAttribute("value").ShouldBe("https://other.example.org/x");
        page.Find("#google-domain").GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public async Task Unknown_is_taken_after_its_warning_and_asks_for_no_recovery_address()
    {
        await Sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        var screen = OpenAs(sam);
        var page = Show<DomainPage>(screen);
        page.FindAll("#go-on-without").ShouldBeEmpty();

        await page.Find("#google-domain").ChangeAsync("unknown");
        page.Find(".notice").TextContent.ShouldContain("without Google Education licences");
        await page.Find("form").SubmitAsync();
        page.WaitForElement(".error-summary a").GetAttribute("href").ShouldEndWith("#go-on-without");
        await page.Find("#go-on-without").ChangeAsync(true);
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldBe(Question(ChromebookQuestion.CheckAnswers)));
        await Show<CheckAnswersPage>(screen).Find("form").SubmitAsync();
        (await ChromebooksAsync()).ShouldBe(new() { Answer = ChromebookAnswer.Yes, Domain = "UNKNOWN" });
        (await ChromebooksAsync()).IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_recovery_address_inside_the_domain_is_refused_and_what_was_typed_is_there_after_a_refresh()
    {
        await Sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        await Sam.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "school.example.org" });
        var screen = OpenAs(sam);
        var page = Show<RecoveryAddressPage>(screen);

        await page.Find("#recovery-address").ChangeAsync("head@mail.school.example.org");
        await page.Find("form").SubmitAsync();
        page.WaitForElement(".field-error").TextContent.ShouldContain("must be outside school.example.org");

        Show<RecoveryAddressPage>(screen).Find("#recovery-address").GetAttribute("value").ShouldBe("head@mail.school.example.org");
    }

    [Fact]
    public async Task Check_answers_shows_each_with_its_change_link_and_saving_says_what_happens_next()
    {
        Database.Get<FakeWorkspace>().Answer("school.example.org", WorkspaceAnswer.CouldNotBeAsked);
        await Sam.AnswerAllAsync();
        var screen = OpenAs(sam);
        var page = Show<CheckAnswersPage>(screen);

        page.FindAll(".summary-row a").Select(a => a.GetAttribute("href")).ShouldBe(
            [Question(ChromebookQuestion.WillYouNeed), Question(ChromebookQuestion.Domain), Question(ChromebookQuestion.RecoveryAddress)]);
        page.Find(".summary-list").TextContent.ShouldContain("We could not ask Google");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldStartWith($"/schools/{school.Urn}/chromebooks/saved"));
        Show<ChromebooksSavedPage>(screen, stay: true).Markup.ShouldContain("Enrolled on school.example.org");
    }

    [Fact]
    public async Task A_colleagues_answer_stands_beside_what_is_on_the_screen_and_never_replaces_it()
    {
        await Sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        var kim = new ChromebookWalk(Database, await Given.SchoolUserAsync(school, name: "Kim"), school);
        LetTimePass();
        var screen = OpenAs(sam);
        var (looking, typing) = (Show<DomainPage>(OpenAs(sam)), Show<DomainPage>(screen));
        await typing.Find("#google-domain").ChangeAsync("mine.example.org");

        await kim.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "kims.example.org" });

        looking.WaitForElement(".notice").TextContent.ShouldContain("kims.example.org");
        looking.Find("#google-domain").HasAttribute("value").ShouldBeFalse("somebody may be typing there");
        typing.WaitForElement(".notice").TextContent.ShouldContain("Kim answered");
        typing.Find("#google-domain").GetAttribute("value").ShouldBe("mine.example.org");
        await typing.FindAll(".notice button")[1].ClickAsync();
        typing.WaitForAssertion(() => screen.Path.ShouldBe(Question(ChromebookQuestion.RecoveryAddress)));
        (await Sam.LookAsync()).Answers.Domain.ShouldBe("mine.example.org");
    }

    [Fact]
    public async Task Who_continues_with_another_answer_than_a_colleague_gave_chooses_and_may_keep_theirs()
    {
        await Sam.AnswerAsync(ChromebookQuestion.WillYouNeed, ChromebookWalk.Yes);
        var kim = new ChromebookWalk(Database, await Given.SchoolUserAsync(school, name: "Kim"), school);
        var screen = OpenAs(sam);
        var page = Show<DomainPage>(screen);
        await page.Find("#google-domain").ChangeAsync("mine.example.org");
        await kim.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "kims.example.org" });

        await page.Find("form").SubmitAsync();
        page.WaitForElement(".notice").TextContent.ShouldContain("kims.example.org");
        await page.FindAll(".notice button")[0].ClickAsync();

        page.WaitForAssertion(() => screen.Path.ShouldBe(Question(ChromebookQuestion.RecoveryAddress)));
        (await Sam.LookAsync()).Answers.Domain.ShouldBe("kims.example.org");
    }

    [Fact]
    public async Task Who_is_on_a_question_that_a_colleague_has_finished_with_is_told()
    {
        await Sam.AnswerAllAsync();
        var kim = new ChromebookWalk(Database, await Given.SchoolUserAsync(school, name: "Kim"), school);
        LetTimePass();
        var page = Show<RecoveryAddressPage>(OpenAs(sam));

        await kim.CompleteAsync(await kim.LookAsync());

        page.WaitForElement(".notice").TextContent.ShouldContain("Kim has saved these answers already.");
        page.FindAll("form button").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_checks_answers_of_which_a_colleague_changed_one_is_led_to_what_is_to_be_answered_again()
    {
        await Sam.AnswerAllAsync(recovery: "head@example.net");
        var kim = new ChromebookWalk(Database, await Given.SchoolUserAsync(school, name: "Kim"), school);
        LetTimePass();
        var page = Show<CheckAnswersPage>(OpenAs(sam));

        await kim.AnswerAsync(ChromebookQuestion.Domain, new() { Domain = "example.net" });

        page.WaitForElement(".notice a").GetAttribute("href").ShouldBe(Question(ChromebookQuestion.RecoveryAddress));
        page.FindAll("form button").ShouldBeEmpty();
    }

    protected override async Task BeginAsync()
    {
        school = await Given.SchoolAsync(domain: null);
        sam = await Given.SchoolUserAsync(school, name: "Sam");
    }

    private string Question(ChromebookQuestion question) => ChromebookJourneyLinks.Question(school.Urn, question);

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

    private Task<ChromebookDetails> ChromebooksAsync() => Database.ReadAsync(async db => (await db.Schools.SingleAsync(s => s.Id == school.Id)).Chromebooks);
}
