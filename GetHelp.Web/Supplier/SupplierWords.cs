using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Supplier;

/// <summary>How support's pages speak of what goes to the supplier and comes from it.</summary>
internal static class SupplierWords
{
    public static (string Words, Tone Tone) InWords(this CapCallOutcome outcome) => outcome switch
    {
        CapCallOutcome.UnderWay => ("Being sent", Tone.Neutral),
        CapCallOutcome.Accepted => ("Accepted", Tone.Success),
        CapCallOutcome.PartlyAccepted => ("Partly refused", Tone.Attention),
        CapCallOutcome.Refused => ("Refused", Tone.Danger),
        _ => ("Not reached", Tone.Danger),
    };

    public static (string Words, Tone Tone) InWords(this UsageOutcome outcome) => outcome switch
    {
        UsageOutcome.UnderWay => ("Not finished", Tone.Attention),
        UsageOutcome.Succeeded => ("Applied", Tone.Success),
        UsageOutcome.PartiallyFailed => ("Partly failed", Tone.Attention),
        UsageOutcome.Failed => ("Failed", Tone.Danger),
        _ => ("Not read", Tone.Danger),
    };

    public static string Words(this DifferenceKind kind) => kind switch
    {
        DifferenceKind.SupplierCountsMore => "The supplier counts more",
        DifferenceKind.WeCountMore => "We count more",
        _ => "Another cap",
    };
}
