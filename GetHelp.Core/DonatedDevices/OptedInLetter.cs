using GetHelp.Core.Notifications;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using static GetHelp.Core.DonatedDevices.DonatedDevicesInWords;

namespace GetHelp.Core.DonatedDevices;

/// <summary>To who opted schools in for donated devices.</summary>
/// <param name="Schools">By name.</param>
/// <param name="Path">Where the organisation sees who is in the queue.</param>
public sealed record OptedInLetter(Recipient To, IReadOnlyList<string> Schools, DeviceWish Wish, string Path) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        new OptedInLetter(Ben, ["Hogglestock School"], new() { DeviceTypes = [DonatedDeviceType.Chromebook], Boxes = 1 }, "/schools/123456/donated-devices").Write(),
        new OptedInLetter(Ben, ["Hogglestock School", "Silverbridge School"], EveryType, "/responsible-bodies/1/donated-devices").Write(),
        new OptedInLetter(Ben, [.. Enumerable.Range(1, 80).Select(number => $"Barsetshire School {number}")], EveryType, "/responsible-bodies/1/donated-devices").Write(),
    ];

    private static Recipient Ben => new("Ben Marsh", "ben.marsh@example.org");

    private static DeviceWish EveryType => new() { DeviceTypes = Enum.GetValues<DonatedDeviceType>(), Boxes = 4 };

    internal static OptedInLetter Of(Viewer by, IReadOnlyList<SchoolToOptIn> schools, DonatedDeviceRequest request) => new(
        new(by.Name, by.EmailAddress),
        [.. schools.Select(school => school.Name)],
        request.Wish,
        request.ResponsibleBodyId is { } body ? $"/responsible-bodies/{body}/donated-devices" : $"/schools/{schools[0].Urn}/donated-devices");

    public Letter Write() => new()
    {
        To = To,
        Subject = Schools is [var only] ? $"{only} is in the queue for donated devices" : $"{NumberOf.Schools(Schools.Count)} are in the queue for donated devices",
        Parts =
        [
            $"You have opted in {Names(Schools)} for devices donated through the Daily Mail's Computers for Kids.",
            $"{(Schools.Count == 1 ? "You" : "For each school you")} asked for {Wish.InWords()}.",
            "There is nothing to order. When it is a school's turn, the supplier emails you and then delivers to the school, addressed to you. How many devices are given is not known, so a school in the queue may get none.",
            new LetterLink("See who is in the queue", Path),
            "Computers for Kids is run by the charity Mail Force. It is not an offer of the Department for Education.",
        ],
    };
}
