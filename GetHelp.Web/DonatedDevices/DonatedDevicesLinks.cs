using GetHelp.Core.DonatedDevices;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;

namespace GetHelp.Web.DonatedDevices;

/// <summary>The addresses of everything about donated devices; nobody else writes them.</summary>
public static class DonatedDevicesLinks
{
    /// <summary>The supplier's.</summary>
    public const string Queue = "/supplier/donated-devices";

    /// <summary>Whether a school is in the queue.</summary>
    public static string Of(Urn urn) => Of(JourneyPlace.Of(urn));

    /// <summary>Which of a responsible body's schools are in the queue.</summary>
    public static string Of(int responsibleBodyId) => Of(JourneyPlace.Of(responsibleBodyId));

    public static string Of(JourneyPlace place) =>
        place.Urn is { } urn ? $"/schools/{urn}/donated-devices" : $"/responsible-bodies/{place.ResponsibleBodyId}/donated-devices";

    /// <summary>Begins the questions, or goes on with them.</summary>
    public static string Start(JourneyPlace place) => $"{Of(place)}/start";

    public static string Question(JourneyPlace place, DonatedDevicesQuestion question) => $"{Of(place)}/{question.Slug()}";

    public static string NotInterested(JourneyPlace place) => $"{Of(place)}/not-interested";

    public static string QueuePage(int page) => page > 1 ? $"{Queue}?page={page}" : Queue;
}
