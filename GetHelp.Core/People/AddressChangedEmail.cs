using GetHelp.Core.Data;
using GetHelp.Core.Notifications;

namespace GetHelp.Core.People;

/// <summary>Tells both addresses of somebody who signs in with another one from now on: whoever reads the old mailbox can object.</summary>
internal static class AddressChangedEmail
{
    /// <summary>Does not say what the new address is: the old one may have been a stranger's, by a slip of the pen.</summary>
    public static void ToOld(WriteTransaction write, PersonDetails before) => Send(write, new()
    {
        To = before.EmailAddress,
        Subject = "You no longer sign in with this email address",
        Body = $"""
            Dear {before.Name}

            {write.Viewer.Name} has changed the email address with which you sign in to Get help with technology. It is no longer this one.

            Links to sign in that were sent here do not work any more. Emails about orders that were placed before may still come here.

            If this is not what you wanted, ask {write.Viewer.Name}, or our support team.

            Get help with technology
            """,
    });

    public static void ToNew(WriteTransaction write, PersonDetails before, PersonDetails after) => Send(write, new()
    {
        To = after.EmailAddress,
        Subject = "You sign in with this email address from now on",
        Body = $"""
            Dear {after.Name}

            {write.Viewer.Name} has changed the email address with which you sign in to Get help with technology. It was {before.EmailAddress}, and it is this one from now on.

            If you do not know what this is about, tell our support team.

            Get help with technology
            """,
    });

    /// <summary>Each time is another message: an address may be changed back.</summary>
    private static void Send(WriteTransaction write, EmailMessage message) => write.Email(message, $"email.address-changed-{Guid.NewGuid():N}");
}
