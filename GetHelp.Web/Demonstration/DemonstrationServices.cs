using GetHelp.Core.Data.Demonstration;
using GetHelp.Web.StartUp;

namespace GetHelp.Web.Demonstration;

/// <summary>Demonstration data, where the settings ask for it: "Demonstration": { "Fill": true }.</summary>
public static class DemonstrationServices
{
    public static IServiceCollection AddDemonstration(this IServiceCollection services, IConfiguration configuration) =>
        configuration.GetValue<bool>("Demonstration:Fill") ? services.AddSingleton<IFirstData, FirstDemonstrationData>() : services;

    private sealed class FirstDemonstrationData(DemonstrationData data) : IFirstData
    {
        public Task FillAsync(IProgress<StartUpProgress> progress, CancellationToken cancellationToken) =>
            data.FillAsync(new Passed(progress), cancellationToken);
    }

    private sealed class Passed(IProgress<StartUpProgress> progress) : IProgress<DemonstrationProgress>
    {
        public void Report(DemonstrationProgress value) => progress.Report(new(value.Doing, value.Percent));
    }
}
