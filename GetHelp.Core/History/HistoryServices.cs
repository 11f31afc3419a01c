using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.History;

public static class HistoryServices
{
    public static IServiceCollection AddHistory(this IServiceCollection services) => services.AddSingleton<TimelineReader>();
}
