using GetHelp.Core.People.Invitations;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>What became of naming a contact, as the next page says it.</summary>
internal sealed record ContactSaid(Tone Tone, string Title, string Text)
{
    /// <summary>How an address names it.</summary>
    public const string Name = "contact";

    /// <summary>As an address holds it: what became of inviting them, and whether they may order.</summary>
    public static string Value(ContactInvited invited) =>
        invited is { IsSent: true, Why: not null } ? $"{invited.What.Slug()}-without-ordering" : invited.What.Slug();

    public static ContactSaid Of(ContactInvited invited) => Of(Value(invited), invited.Name)!;

    /// <summary>Null for what is no such value.</summary>
    public static ContactSaid? Of(string? value, string person)
    {
        const string without = "-without-ordering";
        var orders = value?.EndsWith(without, StringComparison.Ordinal) != true;
        return Slugs.Parse<ContactInvitation>(orders ? value : value![..^without.Length]) is { } what ? Of(what, orders, person) : null;
    }

    private static ContactSaid Of(ContactInvitation what, bool orders, string person) => what switch
    {
        ContactInvitation.Failed => new(
            Tone.Attention,
            $"{person} is the contact, but could not be invited",
            "Somebody of our support team, or of the supplier, signs in with that email address. Change the contact’s email address, and we invite them."),
        ContactInvitation.NotNeeded => new(Tone.Success, $"{person} is the contact", "They are one of the school’s people already, so there was no need for an invitation."),
        _ when !orders => new(
            Tone.Attention,
            $"{person} is invited, and cannot order yet",
            "As many people as may order for this school do already. They can see everything; one of those who order can let them order instead of somebody else."),
        ContactInvitation.Added => new(Tone.Success, $"{person} is added to the school", "They use this service already. We have told them by email that this school is among their organisations now, and that they can order for it."),
        _ => new(Tone.Success, $"{person} is invited", "We have sent them an email that says how to sign in. They can order for the school."),
    };
}
