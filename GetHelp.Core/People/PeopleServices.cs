using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.People;

public static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<Viewers>()
        .AddSingleton<ViewerOrganisations>()
        .AddSingleton<ExamplePeople>();
}
