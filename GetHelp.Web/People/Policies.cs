using GetHelp.Core.People;

namespace GetHelp.Web.People;

/// <summary>Which pages a person is let near. Core refuses by the viewer all the same.</summary>
public static class Policies
{
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Support, of whichever line.</summary>
    public const string Support = nameof(Support);

    public const string ThirdLine = nameof(ThirdLine);

    public const string Supplier = nameof(Supplier);

    public const string Network = nameof(Network);

    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Support, policy => policy.RequireRole(nameof(Role.Support), nameof(Role.SupportThirdLine)))
            .AddPolicy(ThirdLine, policy => policy.RequireRole(nameof(Role.SupportThirdLine)))
            .AddPolicy(Network, policy => policy.RequireRole(nameof(Role.Network)))
            .AddPolicy(Supplier, policy => policy.RequireRole(nameof(Role.Supplier)));
        return services;
    }
}
