using System.Xml.Linq;
using GetHelp.Core.Allocations;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Tests.Supplier.Caps;

/// <summary>A supplier that takes caps and keeps what it was told.</summary>
internal sealed class FakeCapReceiver : ICapReceiver
{
    private readonly List<XElement> documents = [];

    public bool IsConfigured { get; set; } = true;

    public bool IsDown { get; set; }

    /// <summary>Refuses those below this, by name, under <see cref="Header"/>.</summary>
    public int Least { get; set; }

    public string Header { get; set; } = "Success";

    /// <summary>What happens while it is being told.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public IReadOnlyList<XElement> Documents
    {
        get
        {
            lock (documents)
            {
                return [.. documents];
            }
        }
    }

    /// <summary>What the last document told: ship-to, category and number.</summary>
    public IReadOnlyList<(string ShipTo, DeviceCategory Category, int Number)> Last => Told(Documents[^1]);

    public static Task<TestDatabase> DatabaseAsync(Core.Data.DatabaseProvider provider, FakeCapReceiver supplier) =>
        TestDatabase.CreateAsync(provider, services => services.AddSingleton<ICapReceiver>(supplier).AddSingleton<IOutboxSender, CapSender>());

    public async Task<CapAnswer> SendAsync(string document, CancellationToken cancellationToken)
    {
        var asked = XElement.Parse(document);
        lock (documents)
        {
            documents.Add(asked);
        }

        var meanwhile = Meanwhile;
        Meanwhile = null;
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        return IsDown ? throw new NotSentException("Connection refused") : new(200, Answer(asked).ToString());
    }

    public static IReadOnlyList<(string ShipTo, DeviceCategory Category, int Number)> Told(XElement document) =>
        [.. document.Elements("Record").Select(r => ((string)r.Attribute("shipTo")!, CapTold.CategoryOf((string?)r.Attribute("capType"))!.Value, (int)r.Attribute("capAmount")!))];

    private XElement Answer(XElement asked)
    {
        var refused = asked.Elements("Record").Where(r => (int)r.Attribute("capAmount")! < Least).ToList();
        return new(
            "CapAdjustmentResponse",
            new XElement("HeaderResult", new XAttribute("status", refused.Count == 0 ? "Success" : Header)),
            new XElement("FailedRecords", refused.Select(r => new XElement("Record", r.Attributes(), new XAttribute("errorDetails", "Below the used quantity")))));
    }
}
