using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Onboarding.Welcome;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Onboarding;

public static class OnboardingServices
{
    public static IServiceCollection AddOnboarding(this IServiceCollection services) => services
        .AddSingleton(typeof(JourneyService<,,>))
        .AddSingleton<UncheckedDomains>()
        .AddSingleton<JourneyDefinition<ChromebookAnswers, ChromebookQuestion, ChromebookCourse>, ChromebookJourney>()
        .AddSingleton<JourneyDefinition<WelcomeAnswers, WelcomeQuestion, WelcomeCourse>, WelcomeJourney>();
}
