using System.Text.Json.Nodes;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>A supplier that takes account changes and keeps what it was told.</summary>
internal sealed class FakeAccountReceiver : IAccountReceiver
{
    public bool IsConfigured { get; set; } = true;

    public bool IsDown { get; set; }

    public string Status { get; set; } = "inserted";

    /// <summary>What happens while it is being told.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public List<JsonObject> Documents { get; } = [];

    /// <summary>Kind and address of each change that came, in their order.</summary>
    public IEnumerable<(string Kind, string Email)> Told => Documents.Select(d => ((string)d["u_type_of_update"]!, (string)d["u_email"]!));

    public static Task<TestDatabase> DatabaseAsync(Core.Data.DatabaseProvider provider, FakeAccountReceiver supplier) =>
        TestDatabase.CreateAsync(provider, services => services.AddSingleton<IAccountReceiver>(supplier).AddSingleton<IOutboxSender, AccountSender>());

    public async Task<AccountAnswer> SendAsync(string document, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new NotSentException("Connection refused");
        }

        Documents.Add(JsonNode.Parse(document)!.AsObject());
        await (Meanwhile?.Invoke() ?? Task.CompletedTask);
        return new(200, new JsonObject { ["result"] = new JsonArray(new JsonObject { ["status"] = Status }) }.ToJsonString(), $"T{Documents.Count}");
    }
}
