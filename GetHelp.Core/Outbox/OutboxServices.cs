using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Outbox;

public static class OutboxServices
{
    public static IServiceCollection AddOutbox(this IServiceCollection services) => services.AddSingleton<OutboxSignal>();
}
