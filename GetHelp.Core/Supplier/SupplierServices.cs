using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Supplier;

public static class SupplierServices
{
    public static IServiceCollection AddSupplier(this IServiceCollection services) => services.AddSingleton<OrderEvents>();
}
