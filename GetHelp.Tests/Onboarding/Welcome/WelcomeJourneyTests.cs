using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Onboarding.Welcome;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.SignIn;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Onboarding.Welcome;

public sealed class WelcomeJourneyTests
{
    private const string Dee = "dee.low@school.example.net";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Finishing_invites_keeps_what_was_said_of_Chromebooks_and_lets_in_all_at_once_and_nothing_before(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(domain: null);
        var sam = await database.Given.SchoolUserAsync(school, name: "Sam", welcomed: false);
        var walk = new WelcomeWalk(database, sam, school);

        await SayEverythingAsync(walk);
        (await database.ReadAsync(db => db.Users.AnyAsync(u => u.EmailAddress == Dee))).ShouldBeFalse();
        (await ChromebooksAsync(database, school)).ShouldBe(new());
        (await NewAtAsync(database, sam)).ShouldBe([school.Id]);
        (await walk.FinishAsync()).Value.ShouldBeTrue();

        var dee = await database.ReadAsync(db => db.Memberships.Include(m => m.User).SingleAsync(m => m.User!.EmailAddress == Dee));
        (dee.SchoolId, dee.User!.FullName, dee.OrdersDevices, dee.WelcomedAt).ShouldBe((school.Id, "Dee Low", true, null));
        (await ChromebooksAsync(database, school)).ShouldBe(new()
        {
            Answer = ChromebookAnswer.Yes,
            Domain = "school.example.org",
            Check = DomainCheck.IsWorkspace,
            RecoveryAddress = "head@example.net",
        });
        (await NewAtAsync(database, sam)).ShouldBeEmpty();
        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == InvitationMessage.Kind))).ShouldBe(1);
        (await database.ReadAsync(db => db.History.Where(e => e.SchoolId == school.Id).OrderBy(e => e.Id).Select(e => e.What).ToListAsync()))
            .ShouldBe([HistoryKind.PersonInvited, HistoryKind.ChromebookDetailsChanged, HistoryKind.PersonWelcomed]);
        (await database.ReadAsync(db => db.Journeys.SingleAsync())).State.ShouldBe(JourneyState.Completed);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_refused_invitation_changes_nothing_and_is_put_right_at_its_question(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(domain: null);
        var sam = await database.Given.SchoolUserAsync(school, welcomed: false);
        var walk = new WelcomeWalk(database, sam, school);
        await SayEverythingAsync(walk);
        _ = (await database.Get<InvitationService>().InviteAsync(sam, OrganisationId.School(school.Id), new() { Person = new() { Name = "Dee Lowe", EmailAddress = Dee } })).Value;

        (await walk.FinishAsync()).Refusals.ShouldHaveSingleItem().Message.ShouldContain("is one of the people of");

        (await ChromebooksAsync(database, school)).ShouldBe(new());
        (await NewAtAsync(database, sam)).ShouldBe([school.Id]);
        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == InvitationMessage.Kind))).ShouldBe(1, "the other invitation's");
        (await walk.AnswerAsync(WelcomeQuestion.GiveAccess, WelcomeWalk.No)).Value.Here.ShouldBe(WelcomeQuestion.WhatHappensNext);
        (await walk.FinishAsync()).Value.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_cannot_be_invited_is_said_at_the_question(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var (sam, kim, agent) = (await database.Given.SchoolUserAsync(school, welcomed: false), await database.Given.SchoolUserAsync(school, name: "Kim", orders: false), await database.Given.SupportAsync());
        var walk = new WelcomeWalk(database, sam, school);
        await walk.ReachAsync(WelcomeQuestion.GiveAccess);
        _ = (await walk.AnswerAsync(WelcomeQuestion.GiveAccess, WelcomeWalk.Yes)).Value;

        (await walk.AnswerAsync(WelcomeQuestion.Person, WelcomeWalk.Person("Kim", $" {kim.EmailAddress.ToUpperInvariant()} "))).Refusals.ShouldBe([new AlreadyHere("Kim", school.Name)]);
        (await walk.AnswerAsync(WelcomeQuestion.Person, WelcomeWalk.Person("Alex", agent.EmailAddress))).Refusals.ShouldBe([new NotAMembersAddress(agent.EmailAddress)]);
        (await walk.AnswerAsync(WelcomeQuestion.Person, WelcomeWalk.Person("D", "dee"))).Refusals.ShouldBe([new NotAPersonsName(), new NotAnEmailAddress()]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_was_to_order_is_asked_about_again_when_the_last_place_is_taken_meanwhile(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(domain: null);
        var sam = await database.Given.SchoolUserAsync(school, welcomed: false);
        var walk = new WelcomeWalk(database, sam, school);
        await SayEverythingAsync(walk);
        var saw = await walk.LookAsync();
        await database.Given.SchoolUserAsync(school);
        await database.Given.SchoolUserAsync(school);

        (await walk.FinishAsync(saw)).Refusals.ShouldBe([new NotAllAnswered()]);
        (await walk.LookAsync()).Here.ShouldBe(WelcomeQuestion.Person);
        _ = (await walk.AnswerAsync(WelcomeQuestion.Person, WelcomeWalk.Person("Dee Low", Dee, orders: false))).Value;
        (await walk.FinishAsync()).Value.ShouldBeTrue();

        (await database.ReadAsync(db => db.Memberships.SingleAsync(m => m.User!.EmailAddress == Dee))).OrdersDevices.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_person_goes_through_it_once_for_each_school_and_colleagues_each_on_their_own(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (ash, elm) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var sam = await database.Given.SchoolUserAsync(ash, welcomed: false);
        var kim = await database.Given.SchoolUserAsync(ash, welcomed: false);
        await database.Given.JoinAsync(sam, elm, welcomed: false);
        var (atAsh, atElm, kims) = (new WelcomeWalk(database, sam, ash), new WelcomeWalk(database, await FreshAsync(database, sam), elm), new WelcomeWalk(database, kim, ash));

        await atAsh.ReachAsync(WelcomeQuestion.WhatHappensNext);
        var saw = await atAsh.LookAsync();
        (await atAsh.FinishAsync(saw)).Value.ShouldBeTrue();
        (await atAsh.FinishAsync(saw)).Value.ShouldBeTrue("pressed twice");

        (await atAsh.LookAsync()).Course.IsWelcomed.ShouldBeTrue();
        (await atAsh.AnswerAsync(WelcomeQuestion.Allocation)).Refusals.ShouldBe([new AlreadyWelcomed(ash.Name)], "it is not opened again (spec 08 C15)");
        (await NewAtAsync(database, sam)).ShouldBe([elm.Id]);
        (await atElm.LookAsync()).Here.ShouldBe(WelcomeQuestion.Allocation);
        (await kims.LookAsync()).Here.ShouldBe(WelcomeQuestion.Allocation);
        (await database.ReadAsync(db => db.History.CountAsync(e => e.What == HistoryKind.PersonWelcomed))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Who_leaves_and_joins_again_begins_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var first = await database.Given.SchoolUserAsync(school);
        var (through, halfway) = (await database.Given.SchoolUserAsync(school, orders: false), await database.Given.SchoolUserAsync(school, welcomed: false));
        await new WelcomeWalk(database, halfway, school).ReachAsync(WelcomeQuestion.Devices);

        foreach (var leaving in new[] { through, halfway })
        {
            (await database.Get<WhoOrdersService>().RemoveAsync(first, OrganisationId.School(school.Id), leaving.UserId!.Value)).Value.ShouldBeTrue();
            (await new WelcomeWalk(database, leaving, school).MayLookAsync()).ShouldBeFalse();
            await database.Given.JoinAsync(leaving, school, welcomed: false);
            (await new WelcomeWalk(database, leaving, school).LookAsync()).Here.ShouldBe(WelcomeQuestion.Allocation);
        }

        (await database.ReadAsync(db => db.Journeys.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Responsible_bodies_support_and_other_schools_have_no_welcome()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body);
        Viewer[] others =
        [
            await database.Given.ResponsibleBodyUserAsync(body),
            await database.Given.SupportAsync(),
            await database.Given.SupplierUserAsync(),
            await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), welcomed: false),
        ];

        foreach (var other in others)
        {
            (await new WelcomeWalk(database, other, school).MayLookAsync()).ShouldBeFalse(other.Name);
        }
    }

    [Fact]
    public async Task What_its_responsible_body_orders_for_a_school_is_not_asked_of_the_school()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(domain: null, who: WhoWillOrder.ResponsibleBody);
        var walk = new WelcomeWalk(database, await database.Given.SchoolUserAsync(school, welcomed: false), school);

        var view = await walk.LookAsync();

        view.Questions.ShouldBe([WelcomeQuestion.Allocation, WelcomeQuestion.Devices, WelcomeQuestion.WhatHappensNext]);
    }

    /// <summary>Somebody to invite and Chromebooks, and is before the last page.</summary>
    private static async Task SayEverythingAsync(WelcomeWalk walk)
    {
        await walk.ReachAsync(WelcomeQuestion.GiveAccess);
        _ = (await walk.AnswerAsync(WelcomeQuestion.GiveAccess, WelcomeWalk.Yes)).Value;
        _ = (await walk.AnswerAsync(WelcomeQuestion.Person, WelcomeWalk.Person(" Dee   Low ", "Dee.Low@School.example.net"))).Value;
        _ = (await walk.AnswerAsync(WelcomeQuestion.Devices)).Value;
        _ = (await walk.AnswerAsync(WelcomeQuestion.Chromebooks, WelcomeWalk.Chromebooks(ChromebookWalk.Yes))).Value;
        _ = (await walk.AnswerAsync(WelcomeQuestion.Domain, WelcomeWalk.Chromebooks(new() { Domain = "https://school.example.org/x" }))).Value;
        (await walk.AnswerAsync(WelcomeQuestion.RecoveryAddress, WelcomeWalk.Chromebooks(new() { RecoveryAddress = "head@example.net" }))).Value
            .Here.ShouldBe(WelcomeQuestion.WhatHappensNext);
    }

    private static async Task<Viewer> FreshAsync(TestDatabase database, Viewer viewer) => (await database.Get<Viewers>().FindAsync(viewer.UserId!.Value))!;

    private static async Task<IReadOnlyCollection<int>> NewAtAsync(TestDatabase database, Viewer viewer) => (await FreshAsync(database, viewer)).NewAtSchoolIds;

    private static Task<ChromebookDetails> ChromebooksAsync(TestDatabase database, School school) =>
        database.ReadAsync(async db => (await db.Schools.SingleAsync(s => s.Id == school.Id)).Chromebooks);
}
