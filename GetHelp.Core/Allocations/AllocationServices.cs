using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Allocations;

public static class AllocationServices
{
    public static IServiceCollection AddAllocations(this IServiceCollection services) => services
        .AddSingleton<AllocationService>()
        .AddSingleton<WhoWillOrderService>()
        .AddSingleton<SupportSchools>();
}
