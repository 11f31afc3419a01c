namespace GetHelp.Web.Orders;

/// <summary>What the pages about orders need beside Core.</summary>
public static class OrderPages
{
    public static IServiceCollection AddOrderPages(this IServiceCollection services)
    {
        services.AddDataProtection();
        return services.AddSingleton<EnrolmentProtection>();
    }
}
