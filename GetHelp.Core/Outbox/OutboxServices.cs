using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Outbox;

public static class OutboxServices
{
    /// <summary>The host adds the <see cref="IOutboxSender"/>s, and runs <see cref="OutboxDelivery"/>.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddSingleton<OutboxSignal>()
        .AddSingleton<OutboxQueue>()
        .AddSingleton<OutboxAge>()
        .AddSingleton<OutboxDelivery>();
}
