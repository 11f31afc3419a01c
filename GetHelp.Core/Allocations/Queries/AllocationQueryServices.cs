using GetHelp.Core.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Allocations.Queries;

public static class AllocationQueryServices
{
    public static IServiceCollection AddAllocationQueries(this IServiceCollection services) => services
        .AddSingleton<AllocationQueryService>()
        .AddSingleton<AllocationQueries>()
        .AddSingleton<AllocationQueryReader>()
        .AddSingleton<SchoolsToAskForReader>()
        .AddSingleton<NationalTotalService>()
        .AddSingleton<NationalTotalReader>()
        .AddSingleton<IOutboxSender, AllocationQueryAnsweredSender>();
}
