using GetHelp.Web.Home;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>The provider at which people can sign in, as pages speak of it.</summary>
/// <param name="Name">Null where there is none.</param>
public sealed record SignInProvider(string? Name)
{
    public bool IsOn => Name is not null;
}

/// <summary>Signing in at a provider: there where the settings name one.</summary>
public static class OpenIdConnectServices
{
    public const string Scheme = "OpenIdConnect";

    public static AuthenticationBuilder AddConfiguredOpenIdConnect(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var services = authentication.Services;
        var isOn = OpenIdConnectOptions.IsConfigured(configuration);
        services.AddSingleton(new SignInProvider(isOn ? configuration[$"{OpenIdConnectOptions.Section}:{nameof(OpenIdConnectOptions.DisplayName)}"] : null));
        if (!isOn)
        {
            return authentication;
        }

        services.AddSingleton<ProviderBackchannel>().AddSingleton<ProviderDiscovery>().AddSingleton<IdTokenValidator>();
        services.AddSingleton<ProviderSignOut>().AddScoped<ProviderEvents>();
        services.AddSingleton<IValidateOptions<OpenIdConnectOptions>, OpenIdConnectOptionsRules>();
        services.AddOptions<OpenIdConnectOptions>(Scheme).BindConfiguration(OpenIdConnectOptions.Section).Configure(o => o.EventsType = typeof(ProviderEvents)).ValidateOnStart();
        services.AddHttpClient(ProviderBackchannel.Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline's to say
            client.MaxResponseContentBufferSize = ProviderBackchannel.LargestAnswer;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        return authentication.AddOAuth<OpenIdConnectOptions, OpenIdConnectHandler>(Scheme, _ => { });
    }

    public static void MapOpenIdConnect(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<SignInProvider>().IsOn)
        {
            var settings = endpoints.ServiceProvider.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Scheme);
            endpoints.MapGet(ProviderLinks.SignIn, SignIn).AllowAnonymous();
            endpoints.MapGet(settings.SignedOutCallbackPath.Value!, () => Results.LocalRedirect("/")).AllowAnonymous();
        }
    }

    /// <summary>A link and no form: browsers hold a form's redirects to 'form-action', which knows this site alone.</summary>
    private static IResult SignIn(string? returnUrl) =>
        Results.Challenge(new() { RedirectUri = LocalUrl.OrNull(returnUrl) ?? Landing.Home }, [Scheme]);
}
