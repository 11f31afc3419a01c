using GetHelp.Core.Supplier.Accounts;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Tokens;
using GetHelp.Core.Supplier.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Supplier;

public static class SupplierServices
{
    public static IServiceCollection AddSupplier(this IServiceCollection services) => services
        .AddSingleton<OrderEvents>()
        .AddSingleton<CapCallBook>()
        .AddSingleton<CapUsageService>()
        .AddSingleton<CapCalls>()
        .AddSingleton<UsagePayloads>()
        .AddSingleton<UsageDifferences>()
        .AddSingleton<SupplierNumbers>()
        .AddSingleton<ChromebookData>()
        .AddSingleton<ApiTokens>()
        .AddAccounts();
}
