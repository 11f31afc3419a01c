using System.Globalization;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.History;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Allocations;

/// <summary>How support's pages show and read what a school can order.</summary>
public static class AllocationWords
{
    /// <summary>The id of the field for a reason, on every page that asks for one.</summary>
    public const string WhyField = "why";

    public static Tone Tone(this OrderState state) => state switch
    {
        OrderState.CanOrder => Shared.Tone.Success,
        OrderState.CanOrderForSpecificCircumstances => Shared.Tone.Info,
        _ => Shared.Tone.Neutral,
    };

    public static Tone Tone(this SchoolStatus status) => status switch
    {
        SchoolStatus.NeedsContact or SchoolStatus.NeedsInformation => Shared.Tone.Attention,
        SchoolStatus.SchoolReady or SchoolStatus.Ready => Shared.Tone.Info,
        SchoolStatus.SchoolCanOrder or SchoolStatus.ResponsibleBodyCanOrder => Shared.Tone.Success,
        _ => Shared.Tone.Neutral,
    };

    public static string Words(this SchoolStatus status) => status switch
    {
        SchoolStatus.NeedsContact => "Needs a contact",
        SchoolStatus.SchoolWillBeContacted => "School will be contacted",
        SchoolStatus.SchoolContacted => "School contacted",
        SchoolStatus.SchoolReady => "School is ready",
        SchoolStatus.SchoolCanOrder => "School can order",
        SchoolStatus.NeedsInformation => "Needs information",
        SchoolStatus.Ready => "Ready",
        SchoolStatus.ResponsibleBodyCanOrder => "Responsible body can order",
        SchoolStatus.Ordered => "Has ordered",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without words."),
    };

    public static string Words(this ResponsibleBodyKind kind) => kind switch
    {
        ResponsibleBodyKind.LocalAuthority => "Local authority",
        ResponsibleBodyKind.Trust => "Academy trust",
        _ => "Further education college",
    };

    /// <summary>"12 of 40 ordered".</summary>
    public static string OrderedOf(this AllocationLine line) => $"{line.Ordered:N0} of {line.Allocation:N0} ordered";

    /// <summary>"12", or "12 to 32" when that is another number.</summary>
    public static string FromTo(int before, int after) => before == after ? $"{after:N0}" : $"{before:N0} to {after:N0}";

    /// <summary>A whole number as somebody typed it; -1, which every rule refuses, for what is none.</summary>
    public static int Number(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>Each refusal at the field where it can be put right.</summary>
    public static IReadOnlyList<FieldError> AtFields(this IEnumerable<Refusal> refusals, string otherwise) => [.. refusals.Select(r => new FieldError(FieldOf(r) ?? otherwise, r.Message))];

    private static string? FieldOf(Refusal refusal) => refusal switch
    {
        NoCapGiven none => none.Category.Slug(),
        LessThanOrdered less => less.Category.Slug(),
        MoreThanSetAside more => more.Category.Slug(),
        NotAnAllocation wrong => wrong.Category.Slug(),
        NoReason or ReasonTooLong => WhyField,
        _ => null,
    };
}
