using GetHelp.Core.Notifications;
using GetHelp.Core.People;
using Microsoft.Extensions.Options;
using static GetHelp.Core.DonatedDevices.DonatedDevicesInWords;

namespace GetHelp.Core.DonatedDevices;

/// <summary>What people are written about donated devices.</summary>
public sealed class DonatedDeviceEmails(IOptions<SiteOptions> site)
{
    /// <summary>To who opted schools in, once they are in the queue.</summary>
    internal EmailMessage OptedIn(Viewer by, string organisation, DeviceWish wish, IReadOnlyList<SchoolToOptIn> schools) => new()
    {
        To = by.EmailAddress,
        Subject = schools is [var only] ? $"{only.Name} is in the queue for donated devices" : $"{Schools(schools.Count)} are in the queue for donated devices",
        Body = $"""
            Dear {by.Name}

            You have opted in {Names([.. schools.Select(school => school.Name)])} for devices donated through the Daily Mail's Computers for Kids.

            What you asked for: {wish.InWords()}.

            You do not have to order. When it is a school's turn, the supplier emails you and then delivers to the school, addressed to you. How many devices are donated is not known, so no school is promised any.

            To see which schools of {organisation} are in the queue, sign in:

            {new Uri(site.Value.BaseAddress, "/home")}

            Computers for Kids is run by the Mail Force charity. It is not an offer of the Department for Education.

            Get help with technology
            """,
    };
}
