using ClosedXML.Excel;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.Changes.Recent;
using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.Spreadsheet;

/// <summary>A workbook is downloaded, filled in, given, looked at and taken.</summary>
public sealed class SpreadsheetServiceTests
{
    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task The_good_rows_are_changed_and_the_bad_ones_say_why(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, robin) = await BodyAsync(database);
        var (ash, elm, oak) = (await SchoolAsync(database, body, "Ash School"), await SchoolAsync(database, body, "Elm School"), await SchoolAsync(database, body, "Oak School"));
        using var workbook = await DownloadAsync(database, robin, body);
        workbook.Type(ash.Urn, "Who orders", "Centrally").Type(ash.Urn, "Google domain", "ash.example.org").Type(ash.Urn, "Recovery email address", "it@example.net");
        workbook.Type(elm.Urn, "Contact name", "Dee Low").Type(elm.Urn, "Contact email address", "nowhere").Type(elm.Urn, "Contact telephone number", "01632 960 001");
        workbook.Cell(oak.Urn, "Who orders").FormulaA1 = "=\"Centrally\"";

        var id = await GiveAsync(database, robin, body, workbook);
        var view = await FindAsync(database, robin, body, id);
        (view.Stage, view.Changes, view.Problems, view.AsTheyAre).ShouldBe((SpreadsheetStage.Previewed, 1, 2, 0));
        view.Lines[0].Changes.ShouldBe(
        [
            new("Who orders", "the school", "you, centrally"),
            new("Chromebooks needed", "not answered", "yes"),
            new("Google domain", "nothing", "ash.example.org"),
            new("Recovery email address", "nothing", "it@example.net"),
        ]);
        view.Lines[1].Problems.ShouldHaveSingleItem().Column.ShouldBe("Contact email address");
        view.Lines[2].Problems.ShouldHaveSingleItem().Column.ShouldBe("Who orders");
        (await NowAsync(database, ash)).WhoWillOrder.ShouldBe(WhoWillOrder.School, "nothing is changed by looking");

        (await TakeAsync(database, robin, body, id)).Value.ShouldBeTrue();

        var changed = await NowAsync(database, ash);
        (changed.WhoWillOrder, changed.Chromebooks.Domain, changed.Chromebooks.RecoveryAddress).ShouldBe((WhoWillOrder.ResponsibleBody, "ash.example.org", "it@example.net"));
        (await NowAsync(database, elm)).ContactId.ShouldBeNull();
        (await NowAsync(database, oak)).WhoWillOrder.ShouldBe(WhoWillOrder.School);
        view = await FindAsync(database, robin, body, id);
        (view.Stage, view.Changes, view.Problems, view.Taken?.Name).ShouldBe((SpreadsheetStage.Done, 1, 2, robin.Name));
        view.Lines[0].Changes.Count.ShouldBe(4, "what was changed stays to be read");
        (await database.ReadAsync(db => db.History.Where(e => e.SchoolId == ash.Id).Select(e => e.Who).Distinct().ToListAsync())).ShouldBe([robin.Name]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_workbook_that_nobody_filled_in_changes_nothing_whatever_has_changed_since(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, robin) = await BodyAsync(database);
        var ash = await SchoolAsync(database, body, "Ash School");
        await database.Given.ContactAsync(ash, "Ada Hill", chosen: true);
        using var workbook = await DownloadAsync(database, robin, body);
        await ChangeAsync(database, robin, body, new() { Urn = ash.Urn, WhoWillOrder = WhoWillOrder.ResponsibleBody, ChromebookAnswer = ChromebookAnswer.No });
        var events = await database.ReadAsync(db => db.History.CountAsync());

        var view = await FindAsync(database, robin, body, await GiveAsync(database, robin, body, workbook));
        (view.Changes, view.Problems, view.AsTheyAre).ShouldBe((0, 0, 1));
        (await TakeAsync(database, robin, body, view.Spreadsheet.Id)).Value.ShouldBeTrue();

        (await NowAsync(database, ash)).WhoWillOrder.ShouldBe(WhoWillOrder.ResponsibleBody);
        (await database.ReadAsync(db => db.History.CountAsync())).ShouldBe(events);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_somebody_else_has_changed_since_is_not_overwritten_and_both_values_are_told(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, robin) = await BodyAsync(database);
        var (ash, elm) = (await SchoolAsync(database, body, "Ash School"), await SchoolAsync(database, body, "Elm School"));
        using var workbook = await DownloadAsync(database, robin, body);
        workbook.Type(ash.Urn, "Chromebooks needed", "Yes").Type(ash.Urn, "Google domain", "mine.example.org").Type(ash.Urn, "Recovery email address", "it@example.net");
        workbook.Type(elm.Urn, "Chromebooks needed", "No");
        var id = await GiveAsync(database, robin, body, workbook);
        (await FindAsync(database, robin, body, id)).Changes.ShouldBe(2);

        await ChangeAsync(database, robin, body, new() { Urn = ash.Urn, Domain = "theirs.example.org", RecoveryAddress = "other@example.net" });

        var view = await FindAsync(database, robin, body, id);
        view.Lines[0].State.ShouldBe(SheetLineState.Conflict);
        view.Lines[0].Problems.First(problem => problem.Column == "Google domain").Why.ShouldBe(
            "Somebody has changed this meanwhile. Google domain is now: theirs.example.org. You asked for: mine.example.org.");
        (await TakeAsync(database, robin, body, id)).Value.ShouldBeTrue();
        (await NowAsync(database, ash)).Chromebooks.Domain.ShouldBe("theirs.example.org");
        (await NowAsync(database, elm)).Chromebooks.Answer.ShouldBe(ChromebookAnswer.No, "another row is none the worse for it");
    }

    [Fact]
    public async Task Schools_of_others_and_unknown_ones_are_reported_and_stay_as_they_are()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin) = await BodyAsync(database);
        var (ash, foreign) = (await SchoolAsync(database, body, "Ash School"), await database.Given.SchoolAsync("Elm School"));
        using var workbook = await DownloadAsync(database, robin, body);

        // Somebody puts the other school into the hidden sheet, too.
        foreach (var sheet in new[] { workbook.Schools, workbook.AsDownloaded })
        {
            foreach (var (row, urn) in new[] { (3, foreign.Urn.ToString()), (4, "999999") })
            {
                sheet.Cell(row, 1).SetValue(urn).SetDataType(XLDataType.Text);
                sheet.Cell(row, FilledInWorkbook.ColumnOf("Who orders")).SetValue("School");
            }
        }

        workbook.Type(foreign.Urn, "Who orders", "Centrally").Type(Urn.From(999_999), "Who orders", "Centrally").Type(ash.Urn, "Who orders", "Centrally");

        var view = await FindAsync(database, robin, body, await GiveAsync(database, robin, body, workbook));

        view.Lines.Select(line => line.State).ShouldBe([SheetLineState.Changes, SheetLineState.Bad, SheetLineState.Bad]);
        view.Lines[1].Problems.ShouldBe([new SheetProblem(null, $"None of your schools has the URN {foreign.Urn}.")]);
        (view.Lines[1].Urn, view.Lines[2].Problems[0].Why).ShouldBe((null, "None of your schools has the URN 999999."));
        (await TakeAsync(database, robin, body, view.Spreadsheet.Id)).Value.ShouldBeTrue();
        (await NowAsync(database, foreign)).WhoWillOrder.ShouldBe(WhoWillOrder.School);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_there_can_be_removed_and_all_of_it_undone(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, robin) = await BodyAsync(database);
        var (ash, elm) = (await SchoolAsync(database, body, "Ash School"), await SchoolAsync(database, body, "Elm School"));
        await database.Given.ContactAsync(ash, "Ada Hill", chosen: true);
        await ChangeAsync(database, robin, body, new() { Urn = elm.Urn, Domain = "elm.example.org", RecoveryAddress = "it@example.net" });
        using var workbook = await DownloadAsync(database, robin, body);
        workbook.Type(ash.Urn, "Contact name", "None").Type(elm.Urn, "Google domain", "None").Type(elm.Urn, "Recovery email address", "None");
        database.Clock.Advance(TimeSpan.FromMinutes(1));

        var id = await GiveAsync(database, robin, body, workbook);
        (await TakeAsync(database, robin, body, id)).Value.ShouldBeTrue();
        ((await NowAsync(database, ash)).ContactId, (await NowAsync(database, elm)).Chromebooks.Domain).ShouldBe((null, null));

        var last = (await database.Get<RecentChangesReader>().FindAsync(robin, body.Id))!.Changes[0];
        (await database.Get<SchoolChangesService>().UndoAsync(robin, body.Id, last.Id)).Value.Count(SchoolChangeState.Changes).ShouldBe(2);
        ((await NowAsync(database, ash)).ContactId, (await NowAsync(database, elm)).Chromebooks.Domain).ShouldSatisfyAllConditions(
            now => now.ContactId.ShouldNotBeNull(), now => now.Domain.ShouldBe("elm.example.org"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task It_is_taken_once_whoever_presses(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, robin) = await BodyAsync(database);
        var ash = await SchoolAsync(database, body, "Ash School");
        using var workbook = await DownloadAsync(database, robin, body);
        workbook.Type(ash.Urn, "Who orders", "Centrally");
        var id = await GiveAsync(database, robin, body, workbook);

        (await TakeAsync(database, robin, body, id)).Value.ShouldBeTrue();
        await ChangeAsync(database, robin, body, new() { Urn = ash.Urn, WhoWillOrder = WhoWillOrder.School });
        (await TakeAsync(database, robin, body, id)).Value.ShouldBeFalse();

        (await NowAsync(database, ash)).WhoWillOrder.ShouldBe(WhoWillOrder.School, "a second press changes nothing");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_who_press_at_once_one_takes_it_and_its_outcome_stays(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, robin) = await BodyAsync(database);
        var ash = await SchoolAsync(database, body, "Ash School");
        for (var round = 0; round < 5; round++)
        {
            using var workbook = await DownloadAsync(database, robin, body);
            workbook.Type(ash.Urn, "Who orders", round % 2 == 0 ? "Centrally" : "School");
            var id = await GiveAsync(database, robin, body, workbook);

            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => TakeAsync(database, robin, body, id))));

            answers.Count(answer => answer.Value).ShouldBe(1);
            (await FindAsync(database, robin, body, id)).Changes.ShouldBe(1, "what the one has changed is what is told");
        }
    }

    [Fact]
    public async Task Only_a_bodys_own_people_and_support_download_give_see_and_take()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, robin) = await BodyAsync(database);
        var ash = await SchoolAsync(database, body, "Ash School");
        using var workbook = await DownloadAsync(database, robin, body);
        var id = await GiveAsync(database, robin, body, workbook);
        Viewer[] strangers = [await database.Given.SchoolUserAsync(ash), (await BodyAsync(database)).Robin, await database.Given.SupplierUserAsync()];

        foreach (var stranger in strangers)
        {
            (await database.Get<SchoolSheetQuery>().FindAsync(stranger, body.Id)).ShouldBeNull(stranger.Name);
            (await database.Get<SpreadsheetService>().GiveAsync(stranger, body.Id, workbook.Save())).Refusals.ShouldBe([new NotFound()], stranger.Name);
            (await database.Get<SpreadsheetService>().FindAsync(stranger, body.Id, id)).ShouldBeNull(stranger.Name);
            (await TakeAsync(database, stranger, body, id)).Refusals.ShouldBe([new NotFound()], stranger.Name);
        }

        var other = await BodyAsync(database);
        (await database.Get<SpreadsheetService>().FindAsync(other.Robin, other.Body.Id, id)).ShouldBeNull("it is of another body");
        (await FindAsync(database, await database.Given.SupportAsync(), body, id)).Lines.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Six_hundred_and_twenty_nine_schools_are_previewed_in_a_constant_number_of_statements_and_changed()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var disposed = database;
        var (body, robin) = await BodyAsync(database);
        var few = await StatementsAsync(database, counter, robin, body, schools: 3);

        var many = await StatementsAsync(database, counter, robin, body, schools: 626);

        many.Statements.ShouldBe(few.Statements);
        (many.View.Changes, many.View.Problems).ShouldBe((629, 0));
        (await TakeAsync(database, robin, body, many.View.Spreadsheet.Id)).Value.ShouldBeTrue();
        (await database.ReadAsync(db => db.Schools.CountAsync(s => s.ResponsibleBodyId == body.Id && s.Chromebooks.Answer == ChromebookAnswer.No))).ShouldBe(629);
    }

    private static async Task<(int Statements, SpreadsheetView View)> StatementsAsync(TestDatabase database, StatementCounter counter, Viewer robin, ResponsibleBody body, int schools)
    {
        for (var i = 0; i < schools; i++)
        {
            await database.Given.SchoolAsync(body: body, domain: null);
        }

        using var workbook = await DownloadAsync(database, robin, body);
        foreach (var row in workbook.Schools.RowsUsed().Skip(1))
        {
            row.Cell(FilledInWorkbook.ColumnOf("Chromebooks needed")).SetValue("No");
        }

        var id = await GiveAsync(database, robin, body, workbook);
        counter.StartAgain();
        var view = await FindAsync(database, robin, body, id);
        return (counter.Count, view);
    }

    private static async Task<(ResponsibleBody Body, Viewer Robin)> BodyAsync(TestDatabase database)
    {
        var body = await database.Given.ResponsibleBodyAsync();
        return (body, await database.Given.ResponsibleBodyUserAsync(body));
    }

    private static Task<School> SchoolAsync(TestDatabase database, ResponsibleBody body, string name) => database.Given.SchoolAsync(name, body: body, domain: null);

    private static async Task<FilledInWorkbook> DownloadAsync(TestDatabase database, Viewer viewer, ResponsibleBody body) =>
        new((await database.Get<SchoolSheetQuery>().FindAsync(viewer, body.Id)).ShouldNotBeNull());

    private static async Task<Guid> GiveAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, FilledInWorkbook workbook) =>
        (await database.Get<SpreadsheetService>().GiveAsync(viewer, body.Id, workbook.Save())).Value;

    private static async Task<SpreadsheetView> FindAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, Guid id) =>
        (await database.Get<SpreadsheetService>().FindAsync(viewer, body.Id, id)).ShouldNotBeNull();

    private static Task<Result<bool>> TakeAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, Guid id) => database.Get<SpreadsheetService>().TakeAsync(viewer, body.Id, id);

    private static async Task ChangeAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, SchoolChange change) =>
        (await database.Get<SchoolChangesService>().ApplyAsync(viewer, body.Id, [change])).Value.Rows.Single().Problems.ShouldBeEmpty();

    private static Task<School> NowAsync(TestDatabase database, School school) => database.ReadAsync(db => db.Schools.AsNoTracking().SingleAsync(s => s.Id == school.Id));
}
