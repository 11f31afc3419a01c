using GetHelp.Core.Organisations.Register;
using GetHelp.Web.Organisations.Spreadsheet;
using GetHelp.Web.Organisations.YourSchools;
using GetHelp.Web.People;
using GetHelp.Web.Shell;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Organisations;

/// <summary>What the pages about organisations need beside Core.</summary>
public static class OrganisationPages
{
    public static IServiceCollection AddOrganisationPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<RegisterImportOptions>(configuration.GetSection(RegisterImportOptions.Section));
        services.AddSingleton<IPostConfigureOptions<RegisterImportOptions>, WhereUploadsAre>();
        return services.AddSingleton<RegisterImportJobs>().AddHostedService<RegisterImportWorker>();
    }

    public static IEndpointRouteBuilder MapOrganisations(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapRegisterUpload().MapSchoolGridExports().MapSpreadsheets().MapWhereWhoOrdersWasSaid();

    /// <summary>Letters lead there that were sent before the grid was.</summary>
    private static IEndpointRouteBuilder MapWhereWhoOrdersWasSaid(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/responsible-bodies/{id:int}/who-will-order", (int id) => Results.LocalRedirect(YourSchoolsLinks.Grid(id), permanent: true)).RequireAuthorization(Policies.SignedIn);
        return endpoints;
    }

    private sealed class WhereUploadsAre(IHostEnvironment environment) : IPostConfigureOptions<RegisterImportOptions>
    {
        public void PostConfigure(string? name, RegisterImportOptions options) =>
            options.Folder = Path.Combine(Settings.PathsStartAt(environment), options.Folder);
    }
}
