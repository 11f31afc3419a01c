using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Allocations.Queries;

/// <summary>What support makes of a request.</summary>
public enum QueryDecision
{
    Grant,
    GrantInPart,
    Refuse,
}

/// <summary>An answer that support is writing.</summary>
internal sealed class AnswerDraft
{
    public QueryDecision? Decision { get; set; }

    /// <summary>What was typed for each category, for a grant in part.</summary>
    public Dictionary<DeviceCategory, string?> Typed { get; } = [];

    public string? Answer { get; set; }

    public AnswerQuery For(AllocationQueryDetails query) => new()
    {
        AllocationQueryId = query.Id,
        Granted = query.Numbers.ToDictionary(n => n.Category, n => Decision switch
        {
            QueryDecision.Grant => n.Asked,
            QueryDecision.GrantInPart => AllocationQueryRules.Number(Typed.GetValueOrDefault(n.Category)),
            _ => 0,
        }),
        Answer = Answer,
    };

    /// <summary>What is to be put right before the rules are asked.</summary>
    public IReadOnlyList<FieldError> WhyNot(AllocationQueryDetails query) => Decision switch
    {
        null => [new(AllocationQueryWords.DecisionField, "Choose what you decide.")],
        QueryDecision.GrantInPart when For(query).Granted.Values.All(number => number == 0) =>
            [new(query.Numbers[0].Category.Slug(), "Enter how many you grant of at least one kind of device, or refuse the request.")],
        _ => [],
    };
}
