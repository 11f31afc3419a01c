using GetHelp.Core.Organisations;
using GetHelp.Tests.Organisations.Spreadsheet;
using GetHelp.Web.Organisations.Spreadsheet;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>Where a body's schools are downloaded as a workbook, and the workbook is given back.</summary>
internal sealed class SpreadsheetForm(IPage page)
{
    public static async Task<SpreadsheetForm> VisitAsync(IPage page, ResponsibleBody body)
    {
        await page.GotoAsync(SpreadsheetLinks.Form(body.Id));
        return await ShownAsync(page);
    }

    public static async Task<SpreadsheetForm> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Change your schools in a spreadsheet");
        return new(page);
    }

    /// <summary>Downloads the workbook and opens it.</summary>
    public static async Task<FilledInWorkbook> DownloadAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download the workbook" }).ClickAsync());
        await using var file = await download.CreateReadStreamAsync();
        var content = new MemoryStream();
        await file.CopyToAsync(content);
        return new(content);
    }

    public async Task<SpreadsheetShown> GiveAsync(FilledInWorkbook workbook)
    {
        await page.GetByLabel("Your workbook").SetInputFilesAsync(new FilePayload { Name = "schools.xlsx", MimeType = "application/octet-stream", Buffer = workbook.Save().Bytes });
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would change" }).ClickAsync();
        await page.ShowsHeadingAsync("Check before you change");
        await page.IsLiveAsync();
        return new(page);
    }
}

/// <summary>A workbook that was given, row by row.</summary>
internal sealed class SpreadsheetShown(IPage page)
{
    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public Task RowSaysAsync(string school, string words) => Expect(page.Locator("tbody tr").Filter(new() { HasText = school })).ToContainTextAsync(words);

    /// <summary>Presses the button that changes the schools, and waits for what is said then.</summary>
    public async Task TakeAsync(string button, string said)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = said })).ToBeVisibleAsync();
        await page.ShowsHeadingAsync("Your schools are changed");
    }

    /// <summary>Goes to the recent changes and undoes the one of this description there.</summary>
    public async Task UndoAsync(string what, string said)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Undo it" }).ClickAsync();
        await RecentChangesList.ShownAsync(page);
        await new RecentChangesList(page).UndoAsync(what, said);
    }
}
