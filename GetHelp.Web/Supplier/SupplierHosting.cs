using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Web.Supplier.Accounts;
using GetHelp.Web.Supplier.Caps;
using GetHelp.Web.Supplier.Simulator;
using GetHelp.Web.Supplier.Usage;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier;

/// <summary>The supplier's side of the host: orders out, events in, and in Development somebody to play the supplier.</summary>
public static class SupplierHosting
{
    public static IHostApplicationBuilder AddSupplier(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SupplierOptions>().BindConfiguration(SupplierOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SupplierOptions>, SupplierOptionsRules>();
        services.AddSingleton<ISupplier, HttpSupplier>();
        services.AddSingleton<IOutboxSender, SupplierOrderSender>();
        services.AddSingleton<IOutboxSender, SupplierRequestSender>();
        services.AddSingleton<IOutboxSender, SupplierStopSender>();
        services.AddSingleton<IOutboxSender, SupplierCorrectionSender>();
        services.AddHttpClient(HttpSupplier.Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline's to say
            client.MaxResponseContentBufferSize = RequestBodies.MaxBytes;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<ICapReceiver, HttpCapReceiver>();
        services.AddSingleton<IOutboxSender, CapSender>();
        services.AddHttpClient(HttpCapReceiver.Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // the receiver's to say
            client.MaxResponseContentBufferSize = HttpCapReceiver.LargestAnswer;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<IAccountReceiver, HttpAccountReceiver>();
        services.AddSingleton<IOutboxSender, AccountSender>();
        services.AddHttpClient(HttpAccountReceiver.Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline's to say
            client.MaxResponseContentBufferSize = RequestBodies.MaxBytes;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddCapUsage();
        return builder.AddSimulator();
    }

    public static WebApplication MapSupplier(this WebApplication app)
    {
        app.MapOrderEvents();
        app.MapCapUsage();
        app.MapSimulator();
        return app;
    }
}
