using GetHelp.Bench.Hosting;
using GetHelp.Bench.Probe;
using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.Edit;

/// <summary>A cell of the grid, from the key that saves it to the mark that says so, in a browser and with 100 other sessions at the same grid; beside a
/// click on a page that shows nothing else, with as many at that. And what a page, an edit and a live change send to a browser.</summary>
internal sealed class EditBenchmark : IBenchmark
{
    /// <summary>Lancashire: 594 schools.</summary>
    private const string Authority = "888";

    private const int Sessions = 100;
    private const int Edits = 100;
    private const int WarmUp = 30;

    /// <summary>What an edit may take beyond the click, in milliseconds.</summary>
    private const double Beyond = 100;

    private const string Chromium = "/usr/bin/chromium";

    public string Name => "edit";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var database = await workshop.DatabaseAsync();
        var body = await BodyAsync(database);
        await using var portal = ServerProcess.StartPortal(await workshop.PortalAsync(), database, probed: true);
        await using var blank = ServerProcess.Start(await workshop.BlankBlazorAsync());
        await portal.WhenAnswersAsync("/", cancellationToken);
        await blank.WhenAnswersAsync("/", cancellationToken);

        workshop.Say($"{Sessions} grids and {Sessions} blank pages; {Edits} edits, each followed by a click");
        await using var clients = await workshop.StartClientsAsync("edit.mjs", cancellationToken);
        await EditAsync(WarmUp);
        return Found(await EditAsync(Edits));

        Task<Measured> EditAsync(int edits) => clients.AskAsync<Measured>(new
        {
            Portal = portal.Address,
            Blank = blank.Address,
            Grid = $"/responsible-bodies/{body}/schools",
            ProbeStartup.SignIn,
            Sessions,
            Edits = edits,
            Chromium = Environment.GetEnvironmentVariable("GETHELP_TEST_CHROMIUM") ?? Chromium,
        });
    }

    private static async Task<int> BodyAsync(string database)
    {
        await using var core = FilledDatabase.Core(database);
        await using var db = await core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync();
        return await db.ResponsibleBodies.Where(b => b.LocalAuthorityCode == Authority).Select(b => b.Id).SingleAsync();
    }

    private static Finding Found(Measured measured)
    {
        var (ours, floor) = (measured.Edit.Percentile(95), measured.Click.Percentile(95));
        return new()
        {
            Title = $"A cell changed with {Sessions} other grids open, key press to saved mark, p95",
            Ours = new("Portal, p95", Milliseconds(ours)),
            Floor = new("Click on a blank page, p95", Milliseconds(floor)),
            Ratio = ours / floor,
            Aim = (floor + Beyond) / floor,
            Details =
            [
                new($"Beyond the click, p95 (aim: less than {Beyond:0} ms)", Milliseconds(ours - floor)),
                new("Portal, p50", Milliseconds(measured.Edit.Median())),
                new("Click on a blank page, p50", Milliseconds(measured.Click.Median())),
                new("Bytes of one edit to its own browser, from opening the cell on (aim: less than 2,048)", Bytes(measured.EditBytes)),
                new("Bytes of the live change to each of the others (aim: less than 1,024)", Bytes(measured.ToldBytes)),
                new("Bytes of the first page, 50 rows: HTML, not compressed", Bytes(measured.PageBytes)),
                new("Bytes of the first page's first drawing on its circuit", Bytes(measured.BatchBytes)),
            ],
            How = $"""
                The published portal in Production on the demonstration database. {Sessions} sessions without a browser have the grid of Lancashire's schools open, and Chromium one
                more, in which a Google domain is changed by keyboard: F2, typed, Enter. The time runs, by the browser's clock, from the key event of Enter to the change of the
                page that shows the new value with its mark. {Edits} edits after {WarmUp} to warm up, each once all others have drawn the one before. Between two of them a button is clicked in
                the same browser, on a page of `dotnet new blazor --empty --all-interactive` that has a button with a count and {Sessions} other sessions: from the click to the
                count. Medians of bytes. Browser, sessions and servers share the cores.
                """,
        };
    }

    private static string Milliseconds(double milliseconds) => $"{milliseconds:0.0} ms";

    private static string Bytes(int bytes) => $"{bytes:N0}";

    /// <summary>What the clients measured, in milliseconds and bytes.</summary>
    private sealed record Measured(double[] Edit, double[] Click, int EditBytes, int ToldBytes, int PageBytes, int BatchBytes);
}
