using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.DonatedDevices;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GetHelp.Core.DonatedDevices.DonatedDevicesQuestion;

namespace GetHelp.Tests.DonatedDevices;

/// <summary>Each question's page, for a school and for a responsible body.</summary>
public sealed class DonatedDevicesPagesTests : ScreenTest
{
    private School school = null!;
    private Viewer sam = null!;
    private ResponsibleBody body = null!;
    private School[] schools = null!;
    private Viewer robin = null!;

    private JourneyPlace OfSchool => JourneyPlace.Of(school.Urn);

    private JourneyPlace OfBody => JourneyPlace.Of(body.Id);

    private DonatedDevicesWalk Sam => new(Database, sam, OfSchool);

    private DonatedDevicesWalk Robin => new(Database, robin, OfBody);

    [Fact]
    public async Task Beginning_leads_to_the_first_question_and_an_address_that_was_typed_back_to_it()
    {
        var screen = OpenAs(sam);
        Show<StartPage>(screen, OfSchool);
        screen.Path.ShouldBe(Url(OfSchool, Interest));
        Show<HowManyPage>(screen, OfSchool).Markup.ShouldBeEmpty();
        screen.Path.ShouldBe(Url(OfSchool, Interest));

        await Robin.GoToAsync(WhichSchools);
        var other = OpenAs(robin);
        Show<StartPage>(other, OfBody);
        other.Path.ShouldBe(Url(OfBody, WhichSchools));
    }

    [Fact]
    public async Task Every_question_says_at_its_field_what_is_missing()
    {
        var some = DonatedDevicesWalk.Everything with { Which = SchoolChoice.Some, Schools = [schools[0].Urn] };
        await SaysWhatIsMissingAsync<InterestPage>("#interest");
        await Robin.GoToAsync(StillInterested);
        await SaysWhatIsMissingAsync<StillInterestedPage>("#interest");
        await Robin.GoToAsync(WhichSchools);
        await SaysWhatIsMissingAsync<WhichSchoolsPage>("#which");
        await Robin.GoToAsync(Schools, some);
        await SaysWhatIsMissingAsync<SchoolsPage>("#schools");
        await Robin.GoToAsync(DeviceTypes, some);
        await SaysWhatIsMissingAsync<DeviceTypesPage>("#device-types");
        await Robin.GoToAsync(HowMany, some);
        await SaysWhatIsMissingAsync<HowManyPage>("#how-many");
    }

    [Fact]
    public async Task What_only_tells_something_is_gone_through_by_continuing()
    {
        await Sam.GoToAsync(About);
        var screen = OpenAs(sam);

        await Show<AboutPage>(screen, OfSchool).Find("form").SubmitAsync();
        screen.Path.ShouldBe(Url(OfSchool, Queue));
        await Show<QueuePage>(screen, OfSchool).Find("form").SubmitAsync();
        screen.Path.ShouldBe(Url(OfSchool, StillInterested));
        await Sam.GoToAsync(Disclaimer);
        await Show<DisclaimerPage>(screen, OfSchool).Find("form").SubmitAsync();
        screen.Path.ShouldBe(Url(OfSchool, CheckAnswers));
    }

    [Fact]
    public async Task Saying_no_at_once_keeps_nothing()
    {
        var screen = OpenAs(sam);
        var page = Show<InterestPage>(screen, OfSchool);

        await page.Find("#interest-no").ChangeAsync("no");
        await page.Find("form").SubmitAsync();

        screen.Path.ShouldBe(DonatedDevicesLinks.NotInterested(OfSchool));
        await NothingIsKeptAsync();
        Show<NotInterestedPage>(screen, OfSchool, stay: true).Find("h1").TextContent.ShouldEndWith("Your school has not been opted in");
    }

    [Fact]
    public async Task Saying_no_later_keeps_nothing_either()
    {
        await Robin.GoToAsync(StillInterested);
        var screen = OpenAs(robin);
        var page = Show<StillInterestedPage>(screen, OfBody);

        await page.Find("#interest-no").ChangeAsync("no");
        await page.Find("form").SubmitAsync();

        screen.Path.ShouldBe(DonatedDevicesLinks.NotInterested(OfBody));
        await NothingIsKeptAsync();
        Show<StartPage>(screen, OfBody);
        screen.Path.ShouldBe(Url(OfBody, Interest), "who changes their mind begins again");
    }

    [Fact]
    public async Task Schools_are_found_ticked_and_selected_all_at_once()
    {
        await Robin.GoToAsync(Schools, DonatedDevicesWalk.Everything with { Which = SchoolChoice.Some });
        var screen = OpenAs(robin);
        var page = Show<SchoolsPage>(screen, OfBody);
        page.FindAll("input[type=checkbox]").Count.ShouldBe(3);

        await page.Find($"input[value='{schools[2].Urn}']").ChangeAsync(true);
        page.Find(".grid-head [role=status]").TextContent.ShouldBe("1 of 3 selected");
        await page.Find("#find-school").InputAsync("school a");
        page.FindAll("input[type=checkbox]").Count.ShouldBe(2);
        page.Find(".grid-head button").TextContent.ShouldBe("Select all of the 2 found");
        await page.Find(".grid-head button").ClickAsync();
        page.Find(".grid-head [role=status]").TextContent.ShouldBe("3 of 3 selected, 2 found");
        await page.Find(".grid-head button").ClickAsync();
        await page.Find("#find-school").InputAsync("nothing is called this");
        page.Markup.ShouldContain("No school matches.");
        await page.Find("#find-school").InputAsync($"{schools[0].Urn}");
        await page.Find("input[type=checkbox]").ChangeAsync(true);
        await page.FindAll("form")[^1].SubmitAsync();

        screen.Path.ShouldBe(Url(OfBody, DeviceTypes));
        (await Robin.LookAsync()).Answers.Schools.ShouldBe([schools[0].Urn, schools[2].Urn]);
    }

    [Fact]
    public async Task Of_many_schools_fifty_are_shown_and_more_when_asked_for()
    {
        var many = Enumerable.Range(0, 629).Select(i => new DonatedDeviceSchool(Urn.From(200_000 + i), $"School {i:000}", "Exampleton")).ToList();
        IReadOnlyList<Urn> chosen = [];
        var picker = OpenAs(robin).Render<SchoolPicker>(parameters => parameters
            .Add(p => p.Id, "schools").Add(p => p.Schools, many).Add(p => p.Chosen, chosen).Add(p => p.ChosenChanged, now => chosen = now));

        picker.FindAll("input[type=checkbox]").Count.ShouldBe(50);
        await picker.FindAll("button").Single(button => button.TextContent == "Show more").ClickAsync();
        picker.FindAll("input[type=checkbox]").Count.ShouldBe(100);
        await picker.Find(".grid-head button").ClickAsync();
        chosen.Count.ShouldBe(629, "those that are not shown are selected too");
    }

    [Fact]
    public async Task A_chosen_school_that_can_be_opted_in_no_more_is_taken_out_before_the_answer_is_kept()
    {
        await Robin.GoToAsync(Schools, DonatedDevicesWalk.Everything with { Which = SchoolChoice.Some });
        var screen = OpenAs(robin);
        var page = Show<SchoolsPage>(screen, OfBody);
        await page.Find(".grid-head button").ClickAsync();
        await Database.SayWhoOrdersAsync(robin, [schools[1].Urn], WhoWillOrder.School);

        await page.FindAll("form")[^1].SubmitAsync();
        page.WaitForElement(".error-summary").TextContent.ShouldContain("You cannot opt in one of the schools that you selected any more");
        await page.FindAll("form")[^1].SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldBe(Url(OfBody, DeviceTypes)));
        (await Robin.LookAsync()).Answers.Schools.ShouldBe([schools[0].Urn, schools[2].Urn]);
    }

    [Fact]
    public async Task Where_the_devices_would_go_is_shown_with_whom_they_are_addressed_to()
    {
        await Sam.GoToAsync(YourDetails);
        await Robin.GoToAsync(YourDetails, DonatedDevicesWalk.Everything);

        var ofSchool = Show<YourDetailsPage>(OpenAs(sam), OfSchool);
        ofSchool.Find("address").TextContent.ShouldSatisfyAllConditions(it => it.ShouldContain(sam.Name), it => it.ShouldContain(school.Name), it => it.ShouldContain("EX1 1AA"));
        ofSchool.Markup.ShouldContain("rings 01234 567890");
        Show<YourDetailsPage>(OpenAs(robin), OfBody).Markup.ShouldContain($"For {schools[0].Name} that is:");
    }

    [Fact]
    public async Task Check_answers_shows_every_answer_with_its_change_link_and_opts_in()
    {
        await Robin.GoToAsync(CheckAnswers, DonatedDevicesWalk.Everything with { Which = SchoolChoice.Some, Schools = [schools[0].Urn, schools[1].Urn] });
        var screen = OpenAs(robin);
        var page = Show<CheckAnswersPage>(screen, OfBody);

        page.Find(".summary-list").TextContent.ShouldSatisfyAllConditions(
            it => it.ShouldContain(schools[0].Name),
            it => it.ShouldContain("Windows laptops and tablets"),
            it => it.ShouldContain("10 devices for each school"),
            it => it.ShouldContain(robin.Name));
        page.FindAll(".summary-row a").Select(a => a.GetAttribute("href")).ShouldBe([Url(OfBody, WhichSchools), Url(OfBody, DeviceTypes), Url(OfBody, HowMany)]);
        await page.Find("form").SubmitAsync();

        screen.Path.ShouldBe(DonatedDevicesLinks.Of(body.Id));
        var status = Show<BodyDonatedDevicesPage>(screen, OfBody, stay: true);
        status.Find("h1").TextContent.ShouldBe("2 schools are in the queue");
        status.Find("a.button").GetAttribute("href").ShouldBe(DonatedDevicesLinks.Start(OfBody));
    }

    [Fact]
    public async Task The_rest_of_the_schools_get_what_was_asked_for_before()
    {
        await Robin.GoToAsync(CheckAnswers, DonatedDevicesWalk.Everything with { Which = SchoolChoice.Some, Schools = [schools[0].Urn] });
        await Robin.CompleteAsync();
        await Robin.GoToAsync(CheckAnswers);
        var screen = OpenAs(robin);
        var page = Show<CheckAnswersPage>(screen, OfBody);

        page.Markup.ShouldContain("These schools get the same types and number of devices");
        page.FindAll(".summary-row a").Select(a => a.GetAttribute("href")).ShouldBe([Url(OfBody, WhichSchools)]);
        await page.Find("form").SubmitAsync();

        var status = Show<BodyDonatedDevicesPage>(screen, OfBody, stay: true);
        status.Find("h1").TextContent.ShouldBe("3 schools are in the queue");
        status.Markup.ShouldContain("Every school that you order for is in it.");
    }

    [Fact]
    public async Task Once_a_school_is_in_the_queue_its_questions_lead_to_the_page_that_says_so()
    {
        await Sam.GoToAsync(CheckAnswers);
        await Sam.CompleteAsync();
        var screen = OpenAs(sam);

        Show<InterestPage>(screen, OfSchool).Markup.ShouldBeEmpty();

        screen.Path.ShouldBe(DonatedDevicesLinks.Of(school.Urn));
        Show<SchoolDonatedDevicesPage>(screen, OfSchool, stay: true).Find("h1").TextContent.ShouldBe($"{school.Name} is in the queue");
    }

    [Fact]
    public async Task A_colleague_on_a_question_is_told_who_has_opted_in()
    {
        await Sam.GoToAsync(CheckAnswers);
        LetTimePass();
        var page = Show<HowManyPage>(OpenAs(await Given.SchoolUserAsync(school)), OfSchool);

        await Sam.CompleteAsync();

        page.WaitForElement(".notice").TextContent.ShouldContain($"{sam.Name} has saved these answers already.");
    }

    [Fact]
    public async Task The_school_sees_at_once_that_it_is_in_the_queue()
    {
        LetTimePass();
        var page = Show<SchoolDonatedDevicesPage>(OpenAs(await Given.SchoolUserAsync(school)), OfSchool);
        page.Find("a.button").GetAttribute("href").ShouldBe(DonatedDevicesLinks.Start(OfSchool));

        await Sam.GoToAsync(CheckAnswers);
        await Sam.CompleteAsync();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe($"{school.Name} is in the queue"));
    }

    [Fact]
    public async Task Who_cannot_opt_in_reads_why()
    {
        Show<SchoolDonatedDevicesPage>(OpenAs(await Given.SchoolUserAsync(schools[0])), JourneyPlace.Of(schools[0].Urn)).Markup.ShouldContain($"{body.Name} orders for your school");
        var other = await Given.ResponsibleBodyAsync();
        Show<BodyDonatedDevicesPage>(OpenAs(await Given.ResponsibleBodyUserAsync(other)), JourneyPlace.Of(other.Id)).Markup.ShouldContain("None of your schools can be opted in");
    }

    [Fact]
    public void What_is_not_theirs_is_not_shown()
    {
        Show<InterestPage>(OpenAs(robin), OfSchool).Markup.ShouldBeEmpty();
        Show<InterestPage>(OpenAs(sam), OfBody).Markup.ShouldBeEmpty();
        Show<SchoolDonatedDevicesPage>(OpenAs(sam), JourneyPlace.Of(schools[0].Urn)).Markup.ShouldBeEmpty();
        Show<BodyDonatedDevicesPage>(OpenAs(sam), OfBody).Markup.ShouldBeEmpty();
    }

    [Fact]
    public async Task Home_shows_the_way_to_who_can_opt_in_and_where_it_led()
    {
        var screen = OpenAs(sam);
        Panel(screen, school).Find("a").GetAttribute("href").ShouldBe(DonatedDevicesLinks.Start(OfSchool));
        Panel(OpenAs(await Given.SchoolUserAsync(schools[0])), schools[0]).Markup.ShouldBeEmpty();
        BodyPanel(OpenAs(robin), body).Find("a").GetAttribute("href").ShouldBe(DonatedDevicesLinks.Start(OfBody));
        var without = await Given.ResponsibleBodyAsync();
        BodyPanel(OpenAs(await Given.ResponsibleBodyUserAsync(without)), without).Markup.ShouldBeEmpty();

        await Sam.GoToAsync(CheckAnswers);
        await Sam.CompleteAsync();
        await Robin.GoToAsync(CheckAnswers);
        await Robin.CompleteAsync();

        Panel(screen, school).Markup.ShouldContain("has been in the queue since");
        BodyPanel(OpenAs(robin), body).Markup.ShouldContain("3 schools are in the queue for donated devices, each for 10 devices: Windows laptops and tablets or iPads");
        Panel(OpenAs(await Given.SchoolUserAsync(schools[0])), schools[0]).Markup.ShouldContain("has been in the queue since");
    }

    [Fact]
    public async Task Support_sees_who_is_in_the_queue_and_who_is_not()
    {
        var support = OpenAs(await Given.SupportAsync());
        Panel(support, school, always: true).Markup.ShouldContain("The school is not in the queue");
        BodyPanel(support, body, always: true).Markup.ShouldContain("It has not put schools into the queue");

        await Sam.GoToAsync(CheckAnswers);
        await Sam.CompleteAsync();

        Panel(support, school, always: true).Markup.ShouldContain("10 devices: Windows laptops and tablets or iPads");
    }

    [Fact]
    public async Task The_supplier_reads_the_queue_and_is_told_of_a_school_that_joins_it()
    {
        LetTimePass();
        var page = OpenAs(await Given.SupplierUserAsync()).Render<SupplierDonatedDevicesPage>();
        page.Markup.ShouldContain("No school has been opted in yet.");

        await Sam.GoToAsync(CheckAnswers);
        await Sam.CompleteAsync();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(1));
        page.Find("tbody tr").TextContent.ShouldSatisfyAllConditions(it => it.ShouldContain(school.Name), it => it.ShouldContain(sam.Name), it => it.ShouldContain("01234 567890"));
    }

    protected override async Task BeginAsync()
    {
        school = await Given.SchoolAsync("Yew School");
        sam = await Given.SchoolUserAsync(school, orders: false, name: "Sam");
        (body, robin, schools) = await DonatedDeviceServiceTests.BodyAsync(Database, "School A East", "School A West", "School B");
    }

    private static string Url(JourneyPlace place, DonatedDevicesQuestion question) => DonatedDevicesLinks.Question(place, question);

    private static IRenderedComponent<DonatedDevicesPanel> Panel(Screen screen, School of, bool always = false) =>
        screen.Render<DonatedDevicesPanel>(parameters => parameters.Add(p => p.Urn, of.Urn).Add(p => p.With, new object()).Add(p => p.IsAlwaysShown, always));

    private static IRenderedComponent<BodyDonatedDevicesPanel> BodyPanel(Screen screen, ResponsibleBody of, bool always = false) =>
        screen.Render<BodyDonatedDevicesPanel>(parameters => parameters.Add(p => p.ResponsibleBodyId, of.Id).Add(p => p.With, new object()).Add(p => p.IsAlwaysShown, always));

    /// <param name="stay">At the address where the browser is already.</param>
    private static IRenderedComponent<TPage> Show<TPage>(Screen screen, JourneyPlace place, bool stay = false)
        where TPage : ComponentBase
    {
        if (!stay)
        {
            screen.Browser.NavigateTo("/");
        }

        return screen.Render<TPage>(parameters => _ = place.Urn is { } urn ? parameters.TryAdd("Number", urn.ToString()) : parameters.TryAdd("Id", place.ResponsibleBodyId!.Value));
    }

    private async Task SaysWhatIsMissingAsync<TPage>(string field)
        where TPage : ComponentBase
    {
        var page = Show<TPage>(OpenAs(robin), OfBody);
        await page.FindAll("form")[^1].SubmitAsync();
        page.WaitForElement(".error-summary a").GetAttribute("href").ShouldEndWith(field);
        page.Find("fieldset .field-error");
        page.Find(field);
    }

    private async Task NothingIsKeptAsync()
    {
        var journey = await Database.ReadAsync(db => db.Journeys.SingleAsync());
        (journey.State, journey.Answers, journey.Path, journey.Typed).ShouldBe((JourneyState.Abandoned, "{}", "[]", "[]"));
        (await Database.ReadAsync(db => db.DonatedDeviceRequests.AnyAsync())).ShouldBeFalse();
    }
}
