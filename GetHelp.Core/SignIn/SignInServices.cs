using GetHelp.Core.Outbox;
using GetHelp.Core.SignIn.Identities;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Core.SignIn.Looks;
using GetHelp.Core.SignIn.SecondCodes;
using GetHelp.Core.SignIn.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.SignIn;

public static class SignInServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) => services
        .AddSingleton<SignInService>()
        .AddSingleton<ExternalSignInService>()
        .AddSingleton<SignInLimits>()
        .AddSingleton<SessionReader>()
        .AddSingleton<SessionService>()
        .AddSingleton<LookService>()
        .AddSingleton<SecondCodeService>()
        .AddSingleton<IOutboxSender, SecondCodeSender>()
        .AddSingleton<IOutboxSender, SignInLinkSender>();
}
