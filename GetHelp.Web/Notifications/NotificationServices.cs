using GetHelp.Core.Notifications;

namespace GetHelp.Web.Notifications;

/// <summary>How messages reach people: in Development they stay in a mailbox that everybody at this machine can read.</summary>
public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            services.AddSingleton<DevelopmentMailbox>();
            return services.AddSingleton<INotifier>(provider => provider.GetRequiredService<DevelopmentMailbox>());
        }

        services.Configure<SmtpOptions>(configuration.GetSection(SmtpOptions.Section));
        return services.AddSingleton<INotifier, SmtpNotifier>();
    }
}
