using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.DonatedDevices;

public static class DonatedDeviceServices
{
    public static IServiceCollection AddDonatedDevices(this IServiceCollection services) => services
        .AddSingleton<DonatedDeviceService>()
        .AddSingleton<DonatedDeviceEmails>()
        .AddSingleton<DonatedDevicesReader>()
        .AddSingleton<DonatedDeviceQueue>();
}
