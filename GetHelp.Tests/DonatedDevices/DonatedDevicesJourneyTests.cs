using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static GetHelp.Core.DonatedDevices.DonatedDevicesQuestion;

namespace GetHelp.Tests.DonatedDevices;

/// <summary>The journey on a real database: who may go on it, and that only its end puts anybody into the queue.</summary>
public sealed class DonatedDevicesJourneyTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_is_in_the_queue_when_its_answers_were_checked_and_not_before(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var sam = new DonatedDevicesWalk(database, await database.Given.SchoolUserAsync(school), JourneyPlace.Of(school.Urn));

        await sam.GoToAsync(CheckAnswers);
        (await OptedInAsync(database)).ShouldBeEmpty();
        (await sam.CompleteAsync()).Value.ShouldBeTrue();

        (await OptedInAsync(database)).ShouldBe([school.Id]);
        (await database.ReadAsync(db => db.DonatedDeviceRequests.SingleAsync())).Wish.Devices.ShouldBe(10);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_body_goes_through_all_of_it_once_and_is_then_asked_for_the_rest_of_its_schools_alone(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer, schools) = await DonatedDeviceServiceTests.BodyAsync(database, "Ash School", "Elm School", "Oak School");
        var robin = new DonatedDevicesWalk(database, viewer, JourneyPlace.Of(body.Id));
        var some = DonatedDevicesWalk.Everything with { Which = SchoolChoice.Some, Schools = [schools[0].Urn] };

        await robin.GoToAsync(CheckAnswers, some);
        (await robin.CompleteAsync()).Value.ShouldBeTrue();

        (await OptedInAsync(database)).ShouldBe([schools[0].Id]);
        (await robin.LookAsync()).Questions.ShouldBe([WhichSchools, CheckAnswers]);
        await robin.GoToAsync(CheckAnswers);
        (await robin.CompleteAsync()).Value.ShouldBeTrue();
        (await OptedInAsync(database)).Count.ShouldBe(3);
        (await robin.LookAsync()).Course.WhyNobody.ShouldBeOfType<NoSchoolLeft>();
    }

    [Fact]
    public async Task For_the_last_school_there_is_nothing_to_answer_and_pressing_twice_opts_it_in_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, viewer, schools) = await DonatedDeviceServiceTests.BodyAsync(database, "Ash School", "Elm School");
        var robin = new DonatedDevicesWalk(database, viewer, JourneyPlace.Of(body.Id));
        await robin.GoToAsync(CheckAnswers, DonatedDevicesWalk.Everything with { Which = SchoolChoice.Some, Schools = [schools[0].Urn] });
        await robin.CompleteAsync();

        (await robin.LookAsync()).Questions.ShouldBe([CheckAnswers]);
        (await robin.CompleteAsync()).Value.ShouldBeTrue();
        (await robin.CompleteAsync()).Refused.ShouldBeTrue();

        (await OptedInAsync(database)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_crafted_answer_is_refused_and_not_kept()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, viewer, schools) = await DonatedDeviceServiceTests.BodyAsync(database, "Ash School", "Elm School");
        var (_, _, others) = await DonatedDeviceServiceTests.BodyAsync(database, "Secret School");
        var robin = new DonatedDevicesWalk(database, viewer, JourneyPlace.Of(body.Id));
        await robin.GoToAsync(Schools, DonatedDevicesWalk.Everything with { Which = SchoolChoice.Some });

        (await robin.AnswerAsync(Schools, new() { Schools = [schools[0].Urn, others[0].Urn] })).Refusals.Single().ShouldBe(new SchoolsNotAmongYours(1));
        (await robin.LookAsync()).Here.ShouldBe(Schools);
        _ = (await robin.AnswerAsync(Schools, new() { Schools = [schools[0].Urn] })).Value;
        (await robin.AnswerAsync(DeviceTypes, new() { DeviceTypes = [(DonatedDeviceType)7] })).Refusals.Single().ShouldBeOfType<NoDeviceType>();
        _ = (await robin.AnswerAsync(DeviceTypes, DonatedDevicesWalk.Everything)).Value;
        (await robin.AnswerAsync(HowMany, new() { Boxes = 40 })).Refusals.Single().ShouldBeOfType<NoNumberOfDevices>();
        (await robin.CompleteAsync()).Refusals.Single().ShouldBeOfType<NotAllAnswered>();
    }

    [Fact]
    public async Task A_school_that_orders_for_itself_meanwhile_leads_back_to_the_schools_and_the_other_answers_stay()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, viewer, schools) = await DonatedDeviceServiceTests.BodyAsync(database, "Ash School", "Elm School", "Oak School");
        var robin = new DonatedDevicesWalk(database, viewer, JourneyPlace.Of(body.Id));
        await robin.GoToAsync(CheckAnswers, DonatedDevicesWalk.Everything with { Which = SchoolChoice.Some, Schools = [schools[0].Urn, schools[1].Urn] });

        await database.SayWhoOrdersAsync(viewer, [schools[1].Urn], WhoWillOrder.School);

        (await robin.CompleteAsync()).Refusals.Single().ShouldBeOfType<NotAllAnswered>();
        (await robin.LookAsync()).Here.ShouldBe(Schools);
        _ = (await robin.AnswerAsync(Schools, new() { Schools = [schools[0].Urn] })).Value;
        (await robin.LookAsync()).Here.ShouldBe(CheckAnswers);
    }

    [Fact]
    public async Task Answers_that_nobody_checked_opt_nobody_in_when_a_school_joins_them()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, viewer, _) = await DonatedDeviceServiceTests.BodyAsync(database, "Ash School", "Elm School");
        var robin = new DonatedDevicesWalk(database, viewer, JourneyPlace.Of(body.Id));
        await robin.GoToAsync(CheckAnswers);

        await database.Given.SchoolAsync("Oak School", body: body, who: WhoWillOrder.ResponsibleBody);

        (await robin.CompleteAsync()).Value.ShouldBeTrue();
        (await OptedInAsync(database)).Count.ShouldBe(3, "all schools means all that there are");
    }

    [Fact]
    public async Task Only_people_of_the_organisation_go_on_its_journey()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin, _) = await DonatedDeviceServiceTests.BodyAsync(database, "Ash School");
        var school = await database.Given.SchoolAsync(body: body);
        var stranger = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());

        foreach (var viewer in new[] { robin, stranger, await database.Given.SupportAsync() })
        {
            (await new DonatedDevicesWalk(database, viewer, JourneyPlace.Of(school.Urn)).MayLookAsync()).ShouldBeFalse();
        }

        foreach (var viewer in new[] { stranger, await database.Given.SchoolUserAsync(school), await database.Given.SupportAsync() })
        {
            (await new DonatedDevicesWalk(database, viewer, JourneyPlace.Of(body.Id)).MayLookAsync()).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task While_it_is_closed_no_answer_is_taken()
    {
        await using var database = await TestDatabase.CreateAsync(configure: services => services.Configure<DonatedDevicesOptions>(options => options.IsOpen = false));
        var school = await database.Given.SchoolAsync();
        var sam = new DonatedDevicesWalk(database, await database.Given.SchoolUserAsync(school), JourneyPlace.Of(school.Urn));

        (await sam.AnswerAsync(Interest, DonatedDevicesWalk.Everything)).Refusals.Single().ShouldBeOfType<DonatedDevicesClosed>();
        (await database.ReadAsync(db => db.Journeys.AnyAsync())).ShouldBeFalse();
    }

    private static async Task<List<int>> OptedInAsync(TestDatabase database) => await database.ReadAsync(db => db.OptedInSchools.Select(s => s.SchoolId).ToListAsync());
}
