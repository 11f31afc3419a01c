using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace GetHelp.Tests.Stories;

/// <summary>A responsible body changes its schools in a spreadsheet instead of one by one.</summary>
public sealed class SpreadsheetTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task A_workbook_is_downloaded_filled_in_uploaded_looked_at_and_its_good_rows_are_taken() => TellAsync(async sessions =>
    {
        var body = await Given.ResponsibleBodyAsync("Glebeshire County Council");
        School[] schools =
        [
            await Given.SchoolAsync("Alder School", body: body, domain: null),
            await Given.SchoolAsync("Birch School", body: body, domain: null),
            await Given.SchoolAsync("Cherry School", body: body, domain: null),
            await Given.SchoolAsync("Damson School", body: body, domain: null),
        ];
        var robin = await Given.ResponsibleBodyUserAsync(body);
        var page = await sessions.OpenAsAsync(robin);
        var form = await SpreadsheetForm.VisitAsync(page, body);
        using var workbook = await SpreadsheetForm.DownloadAsync(page);
        workbook.Type(schools[0].Urn, "Who orders", "Centrally").Type(schools[0].Urn, "Google domain", "alder.example.org").Type(schools[0].Urn, "Recovery email address", "it@example.net");
        workbook.Type(schools[1].Urn, "Contact name", "Dee Low").Type(schools[1].Urn, "Contact email address", "dee.low@birch.example.org").Type(schools[1].Urn, "Contact telephone number", "01632 960 001");
        workbook.Cell(schools[2].Urn, "Chromebooks needed").FormulaA1 = "=\"N\"&\"o\"";
        workbook.Type(schools[3].Urn, "Chromebooks needed", "No");

        var given = await form.GiveAsync(workbook);
        await given.SaysAsync("3 schools would change. 1 row cannot be used and would be left out.");
        await given.RowSaysAsync("Alder School", "Google domain: nothing → alder.example.org");
        await given.RowSaysAsync("Cherry School", "Chromebooks needed: There is a formula");
        var changed = await Portal.Services.GetRequiredService<SchoolChangesService>().ApplyAsync(robin, body.Id, [new() { Urn = schools[3].Urn, ChromebookAnswer = ChromebookAnswer.DoNotKnow }]);
        changed.Refusals.ShouldBeEmpty();
        await given.RowSaysAsync("Damson School", "Changed meanwhile");
        await given.TakeAsync("Change 2 schools", said: "2 schools changed");

        await given.RowSaysAsync("Birch School", "Changed");
        await given.RowSaysAsync("Damson School", "You asked for: no.");
        var now = await Portal.Database.ReadAsync(db => db.Schools.AsNoTracking().Include(s => s.Contacts).Where(s => s.ResponsibleBodyId == body.Id).OrderBy(s => s.Name).ToListAsync());
        (now[0].WhoWillOrder, now[0].Chromebooks.Domain).ShouldBe((WhoWillOrder.ResponsibleBody, "alder.example.org"));
        now[1].Contacts.ShouldHaveSingleItem().Name.ShouldBe("Dee Low");
        (now[2].Chromebooks.Answer, now[3].Chromebooks.Answer).ShouldBe((null, ChromebookAnswer.DoNotKnow));

        await given.UndoAsync("of 2 schools", said: "2 schools put back");
        var back = await Portal.Database.ReadAsync(db => db.Schools.AsNoTracking().Where(s => s.ResponsibleBodyId == body.Id).OrderBy(s => s.Name).ToListAsync());
        (back[0].WhoWillOrder, back[0].Chromebooks.Domain, back[1].ContactId).ShouldBe((WhoWillOrder.School, null, null));
    });
}
