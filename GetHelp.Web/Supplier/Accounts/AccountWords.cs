using GetHelp.Core.Supplier.Accounts;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Supplier.Accounts;

/// <summary>How pages speak of accounts at the supplier.</summary>
internal static class AccountWords
{
    public static string InWords(this ConfirmedAddress address) => address.Outcome switch
    {
        ConfirmationOutcome.Confirmed when address.Now is { } now => $"confirmed for {now}, which is the person's address now",
        ConfirmationOutcome.Confirmed => "confirmed",
        ConfirmationOutcome.ConfirmedAgain => "was confirmed before",
        ConfirmationOutcome.Removed => "we have told you to remove this account, so nothing is to be done",
        ConfirmationOutcome.Left => "this person is no longer in the service",
        _ => "we know nobody with this address",
    };

    public static (string Words, Tone Tone) State(this LedgerLine line) =>
        line.SentAt is not null ? ("Told", Tone.Success)
        : line.Attempts > 0 ? ("Not taken", Tone.Danger)
        : ("Waiting", Tone.Neutral);

    public static string InWords(this AccountChangeKind kind) => kind switch
    {
        AccountChangeKind.New => "New account",
        AccountChangeKind.Change => "Changed account",
        _ => "Account to remove",
    };
}
