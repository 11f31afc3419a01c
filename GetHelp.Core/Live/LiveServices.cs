using GetHelp.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Live;

public static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services) => services
        .AddSingleton<LiveUpdates>().AddSingleton<SharedReads>().AddSingleton<TopicRelay>().AddSingleton<IBeforeCommit, BodiesOfSchools>();
}
