using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.Organisations.Spreadsheet;

namespace GetHelp.Core.PersonalData.Retention;

internal sealed class WorkbookRetention(SpreadsheetStore store) : IRetention
{
    public RetentionRule Rule => RetentionRules.Workbooks;

    public Task<int> CountAsync(DateTime before, CancellationToken cancellationToken) => Task.FromResult(Old(before).Count);

    public Task<int> RemoveAsync(DateTime before, CancellationToken cancellationToken) => Task.FromResult(store.DeleteAll(Old(before)));

    private List<Guid> Old(DateTime before) => [.. store.All().Where(workbook => workbook.GivenAt <= before).Select(workbook => workbook.Id)];
}

internal sealed class ListRetention(ListStore store) : IRetention
{
    public RetentionRule Rule => RetentionRules.Lists;

    public Task<int> CountAsync(DateTime before, CancellationToken cancellationToken) => Task.FromResult(Old(before).Count);

    public Task<int> RemoveAsync(DateTime before, CancellationToken cancellationToken) => Task.FromResult(store.DeleteAll(Old(before)));

    private List<Guid> Old(DateTime before) => [.. store.All().Where(list => list.GivenAt <= before).Select(list => list.Id)];
}

internal sealed class RegisterFileRetention(RegisterImportService imports) : IRetention
{
    public RetentionRule Rule => RetentionRules.RegisterFiles;

    public async Task<int> CountAsync(DateTime before, CancellationToken cancellationToken) => (await imports.WaitingSinceAsync(before, cancellationToken)).Count;

    public async Task<int> RemoveAsync(DateTime before, CancellationToken cancellationToken)
    {
        var waiting = await imports.WaitingSinceAsync(before, cancellationToken);
        foreach (var import in waiting)
        {
            await imports.LapseAsync(import, $"Nobody applied it within {Rule.InWords}, so its files were deleted. Upload the register as it is now.", cancellationToken);
        }

        return waiting.Count;
    }
}
