using System.Security.Claims;
using GetHelp.Core;
using GetHelp.Core.SignIn.Identities;
using GetHelp.Core.SignIn.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>What comes back from the provider: somebody, whom Core finds among our people, or a failure, which a page of ours tells.</summary>
internal sealed class ProviderEvents(ExternalSignInService signIn, ProviderSignOut signOut, ILogger<ProviderEvents> log) : OAuthEvents
{
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var settings = (OpenIdConnectOptions)context.Options;
        var account = Read(context.Principal!, settings);
        if (account is not { IsWhole: true })
        {
            log.LogWarning("Signing in with the provider failed: what it sent does not name an account");
            SendTo(context, WhyNotSignedIn.NotTrusted, context.ReturnUri);
            return;
        }

        var person = await signIn.SignInAsync(account, context.HttpContext.RequestAborted);
        if (person.Refused)
        {
            SendTo(context, Why(person.Refusals[0]), context.ReturnUri);
            return;
        }

        await context.HttpContext.SignInAsync(person.Value, SignInWay.OpenIdConnect);
        signOut.Remember(context.HttpContext, context.Properties!.GetTokenValue(OpenIdConnectHandler.IdToken)!);
        context.Response.Redirect(LocalUrl.OrNull(context.ReturnUri) ?? Home.Landing.Home);
        context.HandleResponse();
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var why = WhyNot(context.Failure);
        SendTo(context, why, context.Properties?.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>Null without a subject.</summary>
    private static ProviderAccount? Read(ClaimsPrincipal person, OpenIdConnectOptions settings) => person.FindFirst(settings.Claims.Subject) is not { } subject ? null : new()
    {
        Provider = settings.DisplayName,
        Issuer = subject.Issuer,
        Subject = subject.Value,
        EmailAddress = person.FindFirstValue(settings.Claims.EmailAddress),
        IsEmailVerified = bool.TryParse(person.FindFirstValue(settings.Claims.EmailVerified), out var verified) && verified,
        Name = person.FindFirstValue(settings.Claims.Name),
    };

    private WhyNotSignedIn WhyNot(Exception? failure)
    {
        switch (failure)
        {
            case ProviderException known:
                log.LogWarning(known.InnerException, "Signing in with the provider failed: {Why}", known.Message);
                return known.Why;
            case AuthenticationFailureException:
                log.LogInformation("Signing in with the provider failed: {Why}", failure.Message); // the framework's own words about the state
                return WhyNotSignedIn.Stale;
            default:
                log.LogError(failure, "Signing in with the provider failed in a way that nobody thought of");
                return WhyNotSignedIn.NotTrusted;
        }
    }

    private static WhyNotSignedIn Why(Refusal refusal) => refusal switch
    {
        AddressNotVerified => WhyNotSignedIn.NotVerified,
        AccessEnded => WhyNotSignedIn.Ended,
        AnotherAccountJoined => WhyNotSignedIn.AnotherAccount,
        _ => WhyNotSignedIn.NotKnown,
    };

    private static void SendTo(HandleRequestContext<RemoteAuthenticationOptions> context, WhyNotSignedIn why, string? returnUrl)
    {
        context.Response.Redirect(ProviderLinks.RefusedBecause(why, returnUrl));
        context.HandleResponse();
    }
}
