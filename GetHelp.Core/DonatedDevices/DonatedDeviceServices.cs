using GetHelp.Core.Onboarding;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.DonatedDevices;

public static class DonatedDeviceServices
{
    public static IServiceCollection AddDonatedDevices(this IServiceCollection services) => services
        .AddSingleton<DonatedDeviceService>()
        .AddSingleton<JourneyDefinition<DonatedDevicesAnswers, DonatedDevicesQuestion, DonatedDevicesCourse>, DonatedDevicesJourney>()
        .AddSingleton<DonatedDevicesReader>()
        .AddSingleton<DonatedDeviceQueue>();
}
