using GetHelp.Core.Data;
using GetHelp.Core.Orders.Announcements;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Orders;

public static class OrderServices
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddSingleton<OrderService>()
        .AddSingleton<OrderBoard>()
        .AddSingleton<OrderReader>()
        .AddSingleton<SchoolOrderingReader>()
        .AddSingleton<SchoolDeliveriesReader>()
        .AddSingleton<ChromebookDetailsService>()
        .AddSingleton<ChromebookPlanReader>()
        .AddSingleton<ResponsibleBodyOrderingReader>()
        .AddSingleton<ResponsibleBodyHomeReader>()
        .AddSingleton<PoolOrderReader>()
        .AddSingleton<BodyDeliveriesReader>()
        .AddSingleton<SocialCareOrderingReader>()
        .AddSingleton<StockService>()
        .AddSingleton<StockReader>()
        .AddSingleton<OrderRequestService>()
        .AddSingleton<DeliveryReportService>()
        .AddSingleton<WaitingForSupport>()
        .AddSingleton<EveningBefore>()
        .AddSingleton<IBeforeCommit, OpeningAnnouncements>();
}
