using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>Puts what <see cref="OpeningRule"/> decides into words, for the people of a school or of a responsible body.</summary>
internal static class OpeningLetters
{
    /// <summary>Each time is another message: ordering may close and open again.</summary>
    public static string Key() => $"opening-{Guid.NewGuid():N}";

    /// <param name="open">What the letter is about: one, where it goes to a school's people or is about social care.</param>
    public static void Write(WriteTransaction write, User person, OpeningAudience audience, OpeningLetter letter, IReadOnlyList<OpenInScene> open)
    {
        var to = new Recipient(person.FullName, person.EmailAddress);
        if (audience.Account == Account.SocialCare)
        {
            ToSocialCare(write, to, letter, (SocialCareInScene)open[0]);
        }
        else if (audience.Organisation.IsSchool)
        {
            ToSchool(write, to, letter, (SchoolInScene)open[0]);
        }
        else
        {
            ToBody(write, to, letter, [.. open.Cast<SchoolInScene>()]);
        }
    }

    private static void ToSocialCare(WriteTransaction write, Recipient to, OpeningLetter letter, SocialCareInScene care)
    {
        if (letter == OpeningLetter.ReadPrivacyNotice)
        {
            write.Email(new ReadPrivacyNoticeLetter(to, $"social care in {care.Body.Name}"), Key());
            return;
        }

        write.Email(
            new SocialCareCanOrderLetter
            {
                To = to,
                Authority = care.Body.Name,
                AuthorityId = care.Body.Id,
                LaptopsAndTablets = care.Left[DeviceCategory.LaptopsAndTablets],
                Routers = care.Left[DeviceCategory.Routers],
            },
            Key());
    }

    private static void ToSchool(WriteTransaction write, Recipient to, OpeningLetter letter, SchoolInScene one)
    {
        var school = one.School;
        switch (letter)
        {
            case OpeningLetter.SomethingMissing:
                write.Email(new SomethingMissingLetter(to, school.Name, school.Urn, Missing(school.Chromebooks)), Key());
                break;
            case OpeningLetter.ReadPrivacyNotice:
                write.Email(new ReadPrivacyNoticeLetter(to, school.Name), Key());
                break;
            default:
                write.Email(
                    new CanOrderLetter
                    {
                        To = to,
                        School = school.Name,
                        Urn = school.Urn,
                        LaptopsAndTablets = one.Left[DeviceCategory.LaptopsAndTablets],
                        Routers = one.Left[DeviceCategory.Routers],
                        IsCollege = one.Facts.IsCollege,
                    },
                    Key());
                break;
        }
    }

    private static void ToBody(WriteTransaction write, Recipient to, OpeningLetter letter, IReadOnlyList<SchoolInScene> schools)
    {
        var body = schools[0].School.ResponsibleBody!;
        IReadOnlyList<string> names = [.. schools.Select(one => one.School.Name)];
        switch (letter)
        {
            case OpeningLetter.NameContact:
                write.Email(new NameContactLetter(to, body.Name, body.Id, names), Key());
                break;
            case OpeningLetter.SomethingMissing:
                write.Email(new BodySomethingMissingLetter(to, body.Name, body.Id, names), Key());
                break;
            case OpeningLetter.ReadPrivacyNotice:
                write.Email(new ReadPrivacyNoticeLetter(to, body.Name), Key());
                break;
            default:
                write.Email(
                    new BodyCanOrderLetter { To = to, Body = body.Name, BodyId = body.Id, Schools = names, IsPooled = schools[0].Facts.IsPooled, RoutersAlone = letter.SaysRoutersAlone() },
                    Key());
                break;
        }
    }

    /// <summary>What has still to be told of a school's Chromebooks, a line each.</summary>
    private static IReadOnlyList<string> Missing(ChromebookDetails known) => known.Answer != ChromebookAnswer.Yes
        ? ["Whether the school will need Chromebooks"]
        :
        [
            .. known.Domain is null ? ["The Google domain on which its Chromebooks are enrolled"] : Array.Empty<string>(),
            .. known.RecoveryAddress is null ? ["A recovery email address outside that domain"] : Array.Empty<string>(),
        ];
}
