namespace GetHelp.Web.StartUp;

/// <summary>The first seconds: the program listens at once and shows how far it has come.</summary>
public static class StartUpServices
{
    public static IServiceCollection AddStartUp(this IServiceCollection services) => services
        .AddSingleton<StartUpState>()
        .AddHostedService<DatabaseStartUp>();
}
