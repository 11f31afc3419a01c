using System.Text.Json;
using GetHelp.Core;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Web.StartUp;
using GetHelp.Web.Supplier.Accounts;
using GetHelp.Web.Supplier.Caps;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier.Simulator;

/// <summary>An account that the simulator has still to make.</summary>
internal sealed record PromisedAccount(string EmailAddress, DateTime ReadyAt);

/// <summary>Takes account changes as the supplier would, and remembers which accounts it has still to make: in a file, to survive a restart.</summary>
internal sealed class SimulatedAccounts(IOptions<SimulatorOptions> options, TimeProvider clock)
{
    /// <summary>In working days after the supplier was told.</summary>
    public const double Made = 0.5;

    private readonly Lock guard = new();
    private readonly string path = Path.Combine(options.Value.Folder, "accounts.json");

    public static async Task<IResult> TakeAsync(HttpRequest request, HttpResponse response, SimulatedAccounts accounts, IOptions<SupplierOptions> supplier, CancellationToken cancellationToken)
    {
        if (!request.CarriesBasic(supplier.Value.AccountsUser, supplier.Value.AccountsPassword))
        {
            return TypedResults.Problem("The user or the password is not the one of this supplier.", statusCode: 401);
        }

        if (await ReadAsync(request, cancellationToken) is not { } change
            || !change.TryGetValue("u_email", out var address) || !change.TryGetValue("u_type_of_update", out var kind) || !Enum.TryParse<AccountChangeKind>(kind, out var what))
        {
            return TypedResults.Json(new { result = new[] { new { status = "error", error_message = "This is not an account." } } });
        }

        accounts.Take(address, what);
        response.Headers[HttpAccountReceiver.TransactionHeader] = Guid.NewGuid().ToString("N");
        return TypedResults.Json(new { result = new[] { new { status = what == AccountChangeKind.New ? "inserted" : "updated" } } });
    }

    /// <summary>The accounts that are ready and not yet confirmed.</summary>
    public IReadOnlyList<PromisedAccount> Due()
    {
        lock (guard)
        {
            return [.. Read().Where(account => account.ReadyAt <= clock.GetUtcNow().UtcDateTime)];
        }
    }

    public void Forget(IEnumerable<PromisedAccount> confirmed)
    {
        lock (guard)
        {
            Keep([.. Read().Except(confirmed)]);
        }
    }

    private void Take(string address, AccountChangeKind what)
    {
        lock (guard)
        {
            var others = Read().Where(account => account.EmailAddress != address);
            var waits = what == AccountChangeKind.New && options.Value.ConfirmsAccounts && !options.Value.NeverConfirms.Contains(address);
            Keep(waits ? [.. others, new(address, clock.GetUtcNow().UtcDateTime + (Made * options.Value.WorkingDay))] : [.. others]);
        }
    }

    private static async Task<Dictionary<string, string>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFromJsonAsync<Dictionary<string, string>>(cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A file of an older shape is no promise worth stopping a developer's portal for.</summary>
    private List<PromisedAccount> Read()
    {
        try
        {
            return File.Exists(path) ? PortalJson.Read<List<PromisedAccount>>(File.ReadAllText(path)) : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private void Keep(List<PromisedAccount> accounts)
    {
        Directory.CreateDirectory(options.Value.Folder);
        File.WriteAllText(path + ".new", PortalJson.Write(accounts));
        File.Move(path + ".new", path, overwrite: true);
    }
}

/// <summary>Confirms accounts once they are made, as the supplier's people do by pasting addresses into their page.</summary>
internal sealed class SimulatedAccountsWorker(
    SimulatedAccounts accounts, AccountConfirmations confirmations, IOptions<SimulatorOptions> options, StartUpState startUp, TimeProvider clock) : BackgroundService
{
    /// <summary>How often it looks: often enough for the length of its days.</summary>
    private TimeSpan Tick => TimeSpan.FromMilliseconds(Math.Clamp(options.Value.WorkingDay.TotalMilliseconds / 10, 20, 1000));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await startUp.WhenReadyAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                if (accounts.Due() is { Count: > 0 } due)
                {
                    await confirmations.ConfirmAsync(Viewer.Supplier, string.Join('\n', due.Select(account => account.EmailAddress)), stoppingToken);
                    accounts.Forget(due);
                }

                await Task.Delay(Tick, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops; what is promised stays in the file.
        }
    }
}
