using GetHelp.Core.People;

namespace GetHelp.Web.People;

/// <summary>Which pages a person is let near. Core refuses by the viewer all the same.</summary>
public static class Policies
{
    public const string SignedIn = nameof(SignedIn);

    public const string Support = nameof(Support);

    public const string Supplier = nameof(Supplier);

    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Support, policy => policy.RequireRole(nameof(Role.Support)))
            .AddPolicy(Supplier, policy => policy.RequireRole(nameof(Role.Supplier)));
        return services;
    }
}
