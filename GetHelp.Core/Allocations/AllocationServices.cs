using GetHelp.Core.Allocations.Many;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Allocations;

public static class AllocationServices
{
    public static IServiceCollection AddAllocations(this IServiceCollection services) => services
        .AddSingleton<AllocationService>()
        .AddSingleton<WhoWillOrderService>()
        .AddSingleton<WhoWillOrderReader>()
        .AddSingleton<SocialCareService>()
        .AddSingleton<ListStore>()
        .AddSingleton<SchoolListService>()
        .AddSingleton<SupportResponsibleBodies>()
        .AddSingleton<SupportSchools>();
}
