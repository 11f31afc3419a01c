using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.History;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Allocations;

/// <summary>A change of order state that is being made. Like an order it lives in the address (docs/adr/0006-order-in-the-address.md),
/// so that Back, a refresh and a lost connection lose nothing of it.</summary>
public sealed record OrderStateDraft
{
    public OrderState? State { get; init; }

    /// <summary>What was typed for each category, which may not be a number.</summary>
    public IReadOnlyDictionary<DeviceCategory, string> Typed { get; init; } = new Dictionary<DeviceCategory, string>();

    public string Why { get; init; } = "";

    /// <summary>Only specific circumstances have numbers of their own.</summary>
    public bool AsksForNumbers => State == OrderState.CanOrderForSpecificCircumstances;

    /// <summary>What a form starts with where nothing has been answered: the caps as they are.</summary>
    public static OrderStateDraft FromUri(string uri, IEnumerable<AllocationLine> numbers)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            State = Slugs.Parse<OrderState>(values.GetValueOrDefault("state")),
            Typed = numbers.ToDictionary(n => n.Category, n => values.TryGetValue(n.Category.Slug(), out var typed) ? typed.ToString() : $"{n.Cap}"),
            Why = values.GetValueOrDefault("why").ToString(),
        };
    }

    public string ToQuery() => QueryHelpers.AddQueryString("", Values());

    public OrderStateDraft With(DeviceCategory category, string? typed) =>
        this with { Typed = new Dictionary<DeviceCategory, string>(Typed) { [category] = typed?.Trim() ?? "" } };

    public SetOrderState For(Urn urn) => new() { Urn = urn, State = State ?? (OrderState)(-1), Caps = Caps(), Why = Why };

    /// <summary>Everything that is to be put right before this can be applied.</summary>
    public IReadOnlyList<Refusal> WhyNot(IReadOnlyCollection<AllocationLine> numbers) =>
    [
        .. AllocationRules.WhyNot(State ?? (OrderState)(-1), Caps(), numbers),
        .. new[] { Reason.WhyNot(Why) }.OfType<Refusal>(),
    ];

    public int Cap(DeviceCategory category) => AllocationWords.Number(Typed.GetValueOrDefault(category));

    private Dictionary<DeviceCategory, int> Caps() => Typed.Keys.ToDictionary(category => category, Cap);

    private Dictionary<string, string?> Values()
    {
        var values = Typed.Where(_ => AsksForNumbers).ToDictionary(t => t.Key.Slug(), t => (string?)t.Value, StringComparer.Ordinal);
        if (State is { } state)
        {
            values["state"] = state.Slug();
        }

        if (!string.IsNullOrWhiteSpace(Why))
        {
            values["why"] = Why;
        }

        return values;
    }
}
