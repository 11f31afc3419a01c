using GetHelp.Core.DonatedDevices;

namespace GetHelp.Web.DonatedDevices;

/// <summary>What the pages about donated devices need beside Core.</summary>
public static class DonatedDevicePages
{
    public static IServiceCollection AddDonatedDevicePages(this IServiceCollection services, IConfiguration configuration) =>
        services.Configure<DonatedDevicesOptions>(configuration.GetSection(DonatedDevicesOptions.Section));
}
