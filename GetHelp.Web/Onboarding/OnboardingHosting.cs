using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Web.Onboarding.Workspace;
using GetHelp.Web.Supplier.Simulator;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Onboarding;

/// <summary>What journeys need beside Core: who knows about Google Workspace, and what looks after them while nobody does.</summary>
public static class OnboardingHosting
{
    public static IHostApplicationBuilder AddOnboardingPages(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        var options = services.AddOptions<WorkspaceOptions>().ValidateOnStart();
        if (SimulatorHosting.Plays(builder.Environment, builder.Configuration))
        {
            // Played here, unless the settings say where else to ask.
            options.Configure<IConfiguration>((workspace, configuration) => workspace.Address = SimulatedWorkspace.At(configuration.GetValue<Uri>("Site:BaseAddress")!));
        }

        options.BindConfiguration(WorkspaceOptions.Section);
        services.AddSingleton<IValidateOptions<WorkspaceOptions>, WorkspaceOptionsRules>();
        services.AddSingleton<IGoogleWorkspace, HttpGoogleWorkspace>();
        services.AddHttpClient(HttpGoogleWorkspace.Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline's to say
            client.MaxResponseContentBufferSize = HttpGoogleWorkspace.LargestPage;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }).RemoveAllLoggers(); // what goes wrong is logged once, by the one who asks
        services.AddHostedService<UncheckedDomainsWorker>();
        return builder;
    }
}
