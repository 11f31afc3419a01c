using GetHelp.Core;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Allocations.Queries;

/// <summary>How pages show requests for more devices, and where on them each refusal belongs.</summary>
internal static class AllocationQueryWords
{
    public const string ReasonsField = "reasons";

    public const string EvidenceField = "evidence";

    public const string AnswerField = "answer";

    public const string DecisionField = "decision";

    public static string Words(this AllocationQueryState state, bool inPart) => state switch
    {
        AllocationQueryState.Open => "Waits for an answer",
        AllocationQueryState.Granted => inPart ? "Granted in part" : "Granted",
        AllocationQueryState.Refused => "Refused",
        _ => "Withdrawn",
    };

    public static Tone Tone(this AllocationQueryState state) => state switch
    {
        AllocationQueryState.Open => Shared.Tone.Attention,
        AllocationQueryState.Granted => Shared.Tone.Success,
        AllocationQueryState.Refused => Shared.Tone.Danger,
        _ => Shared.Tone.Neutral,
    };

    public static string Words(this Phase phase) => phase switch
    {
        Phase.Nursery => "nursery schools",
        Phase.Primary => "primary schools",
        Phase.Secondary => "secondary schools",
        Phase.AllThrough => "all-through schools",
        Phase.SixteenPlus => "schools and colleges for 16 and over",
        _ => "schools of no phase, such as special schools",
    };

    /// <summary>"340 KB", "1.2 MB".</summary>
    public static string Size(this EvidenceLine file) => file.Length switch
    {
        < 1024 => $"{file.Length} bytes",
        < 1024 * 1024 => $"{file.Length / 1024.0:0} KB",
        _ => $"{file.Length / 1024.0 / 1024.0:0.0} MB",
    };

    /// <summary>Each refusal at the field where it can be put right.</summary>
    public static IReadOnlyList<FieldError> AtFields(this IEnumerable<Refusal> refusals, string otherwise) => [.. refusals.Select(r => new FieldError(FieldOf(r) ?? otherwise, r.Message))];

    private static string? FieldOf(Refusal refusal) => refusal switch
    {
        NotANumberOfDevices wrong => wrong.Category.Slug(),
        AlreadyAsked already => already.Category.Slug(),
        NothingAskedFor => Core.Allocations.DeviceCategory.LaptopsAndTablets.Slug(),
        MoreThanAsked more => more.Category.Slug(),
        MoreThanNationalTotal more => more.Category.Slug(),
        NoReasonsGiven or ReasonsTooLong => ReasonsField,
        TooManyFiles => EvidenceField,
        NoAnswer or AnswerTooLong => AnswerField,
        _ => null,
    };
}
