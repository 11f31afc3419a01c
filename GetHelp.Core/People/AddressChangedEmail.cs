using GetHelp.Core.Data;
using GetHelp.Core.Notifications;

namespace GetHelp.Core.People;

/// <summary>Tells both addresses of somebody who signs in with another one from now on: whoever reads the old mailbox can object.</summary>
internal static class AddressChangedEmail
{
    public static void Send(WriteTransaction write, PersonDetails before, PersonDetails after)
    {
        write.Email(ToOld(write.Viewer, before, after), Key());
        write.Email(ToNew(write.Viewer, before, after), Key());
    }

    /// <summary>Each time is another message: an address may be changed back.</summary>
    private static string Key() => $"email.address-changed-{Guid.NewGuid():N}";

    private static EmailMessage ToOld(Viewer by, PersonDetails before, PersonDetails after) => new()
    {
        To = before.EmailAddress,
        Subject = "You no longer sign in with this email address",
        Body = $"""
            Dear {before.Name}

            {by.Name} has changed the email address with which you sign in to Get help with technology. It is now {after.EmailAddress}.

            Links to sign in that were sent here do not work any more. Emails about orders that were placed before may still come here.

            If this is not what you wanted, ask {by.Name}, or our support team.

            Get help with technology
            """,
    };

    private static EmailMessage ToNew(Viewer by, PersonDetails before, PersonDetails after) => new()
    {
        To = after.EmailAddress,
        Subject = "You sign in with this email address from now on",
        Body = $"""
            Dear {after.Name}

            {by.Name} has changed the email address with which you sign in to Get help with technology. It was {before.EmailAddress}, and it is this one from now on.

            If you do not know what this is about, tell our support team.

            Get help with technology
            """,
    };
}
