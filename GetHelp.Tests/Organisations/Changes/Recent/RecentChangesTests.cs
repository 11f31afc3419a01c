using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.Changes.Recent;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.Changes.Recent;

/// <summary>What was changed can be undone for a day, by whoever may change it.</summary>
public sealed class RecentChangesTests
{
    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task A_colleague_undoes_all_of_it_once_and_it_says_who_did(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var (robin, kim) = (await database.Given.ResponsibleBodyUserAsync(body), await database.Given.ResponsibleBodyUserAsync(body));
        var (ash, elm) = (await SchoolAsync(database, body, "Ash School"), await SchoolAsync(database, body, "Elm School"));
        await ChangeAsync(database, robin, body, Domain(ash, "ash.example.org"));
        var both = await ChangeAsync(database, robin, body, Central(ash), Central(elm));

        var recent = await ReadAsync(database, kim, body);
        recent.Changes.Select(c => (c.What, c.MadeBy, c.UndoneBy)).ShouldBe(
        [
            ("Who orders of 2 schools", robin.Name, null),
            ("Chromebooks needed, Google domain and Recovery email address of Ash School", robin.Name, null),
        ]);
        var undone = await UndoAsync(database, kim, body, both);

        undone.Value.Rows.Select(row => row.State).ShouldBe([SchoolChangeState.Changes, SchoolChangeState.Changes]);
        (await NowAsync(database, ash)).ShouldBe((WhoWillOrder.School, "ash.example.org"), "the change before it stays");
        (await NowAsync(database, elm)).Who.ShouldBe(WhoWillOrder.School);
        (await ReadAsync(database, robin, body)).Changes.Select(c => c.UndoneBy).ShouldBe([kim.Name, null]);
        (await UndoAsync(database, robin, body, both)).Refusals.ShouldBe([new UndoneAlready("Who orders of 2 schools")]);
        (await database.ReadAsync(db => db.History.Where(e => e.SchoolId == elm.Id && e.What == HistoryKind.WhoWillOrderChanged).OrderBy(e => e.Id).Select(e => e.Who).ToListAsync()))
            .ShouldBe([robin.Name, kim.Name]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_somebody_changed_once_more_stays_and_the_rest_is_put_back(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var (ash, elm) = (await SchoolAsync(database, body, "Ash School"), await SchoolAsync(database, body, "Elm School"));
        var both = await ChangeAsync(database, robin, body, Domain(ash, "old.example.org"), Domain(elm, "old.example.org"));
        var again = await ChangeAsync(database, robin, body, Domain(elm, "new.example.org"));

        var undone = (await UndoAsync(database, robin, body, both)).Value;

        undone.Rows.Select(row => row.State).ShouldBe([SchoolChangeState.Changes, SchoolChangeState.Conflict]);
        ((await NowAsync(database, ash)).Domain, (await NowAsync(database, elm)).Domain).ShouldBe((null, "new.example.org"));

        (await UndoAsync(database, robin, body, again)).Value.Count(SchoolChangeState.Changes).ShouldBe(1);
        (await NowAsync(database, elm)).Domain.ShouldBe("old.example.org");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Where_nothing_could_be_put_back_it_can_be_tried_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var ash = await SchoolAsync(database, body, "Ash School");
        var first = await ChangeAsync(database, robin, body, Domain(ash, "old.example.org"));
        var second = await ChangeAsync(database, robin, body, Domain(ash, "new.example.org"));

        (await UndoAsync(database, robin, body, first)).Value.Count(SchoolChangeState.Conflict).ShouldBe(1);
        await UndoAsync(database, robin, body, second);

        (await UndoAsync(database, robin, body, first)).Value.Count(SchoolChangeState.Changes).ShouldBe(1);
        (await NowAsync(database, ash)).Domain.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_who_undo_at_once_one_does(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var ash = await SchoolAsync(database, body, "Ash School");
        var change = await ChangeAsync(database, robin, body, Domain(ash, "ash.example.org"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => UndoAsync(database, robin, body, change))));

        answers.Count(answer => !answer.Refused).ShouldBe(1);
        answers.Where(answer => answer.Refused).ShouldAllBe(answer => answer.Refusals[0] is UndoneAlready);
    }

    [Fact]
    public async Task After_a_day_it_is_listed_no_more_and_cannot_be_undone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var ash = await SchoolAsync(database, body, "Ash School");
        var change = await ChangeAsync(database, robin, body, Domain(ash, "ash.example.org"));

        database.Clock.Advance(MadeChange.Undoable);
        (await ReadAsync(database, robin, body)).Changes.Count.ShouldBe(1);
        database.Clock.Advance(TimeSpan.FromSeconds(1));

        (await ReadAsync(database, robin, body)).Changes.ShouldBeEmpty();
        var refusal = (await UndoAsync(database, robin, body, change)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<TooLateToUndo>();
        refusal.Message.ShouldContain("more than 24 hours ago");
        (await NowAsync(database, ash)).Domain.ShouldBe("ash.example.org");
    }

    [Fact]
    public async Task Nobody_else_sees_or_undoes_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, other) = (await database.Given.ResponsibleBodyAsync(), await database.Given.ResponsibleBodyAsync());
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var ash = await SchoolAsync(database, body, "Ash School");
        var change = await ChangeAsync(database, robin, body, Domain(ash, "ash.example.org"));
        Viewer[] strangers = [await database.Given.SchoolUserAsync(ash), await database.Given.ResponsibleBodyUserAsync(other), await database.Given.SupplierUserAsync()];

        foreach (var stranger in strangers)
        {
            (await database.Get<RecentChangesReader>().FindAsync(stranger, body.Id)).ShouldBeNull(stranger.Name);
            (await UndoAsync(database, stranger, body, change)).Refusals.ShouldBe([new NotFound()], stranger.Name);
        }

        (await UndoAsync(database, strangers[1], other, change)).Refusals.ShouldBe([new NotFound()], "it is another body's change");
        (await NowAsync(database, ash)).Domain.ShouldBe("ash.example.org");
    }

    [Fact]
    public async Task What_changes_nothing_or_only_invites_is_nothing_to_undo()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var ash = await SchoolAsync(database, body, "Ash School");
        await database.Given.ContactAsync(ash, "Ada Hill", chosen: true);

        var invited = (await Service(database).ApplyAsync(robin, body.Id, [new() { Urn = ash.Urn, WhoWillOrder = WhoWillOrder.School, Invite = true }])).Value;

        (invited.Invitations, invited.MadeChangeId).ShouldBe((1, null));
        (await ReadAsync(database, robin, body)).Changes.ShouldBeEmpty();
    }

    private static SchoolChangesService Service(TestDatabase database) => database.Get<SchoolChangesService>();

    private static Task<School> SchoolAsync(TestDatabase database, ResponsibleBody body, string name) => database.Given.SchoolAsync(name, body: body, domain: null);

    private static SchoolChange Central(School school) => new() { Urn = school.Urn, WhoWillOrder = WhoWillOrder.ResponsibleBody };

    private static SchoolChange Domain(School school, string domain) => new() { Urn = school.Urn, Domain = domain, RecoveryAddress = "it@example.net" };

    private static async Task<Guid> ChangeAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, params SchoolChange[] changes)
    {
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await Service(database).ApplyAsync(viewer, body.Id, changes)).Value.MadeChangeId!.Value;
    }

    private static Task<Result<SchoolChangesOutcome>> UndoAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, Guid change) =>
        Service(database).UndoAsync(viewer, body.Id, change);

    private static async Task<RecentChanges> ReadAsync(TestDatabase database, Viewer viewer, ResponsibleBody body) =>
        (await database.Get<RecentChangesReader>().FindAsync(viewer, body.Id)).ShouldNotBeNull();

    private static async Task<(WhoWillOrder Who, string? Domain)> NowAsync(TestDatabase database, School school)
    {
        var now = await database.ReadAsync(db => db.Schools.AsNoTracking().SingleAsync(s => s.Id == school.Id));
        return (now.WhoWillOrder, now.Chromebooks.Domain);
    }
}
