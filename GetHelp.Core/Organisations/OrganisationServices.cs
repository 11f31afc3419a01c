using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.Changes.Recent;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Core.Organisations.YourSchools;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Organisations;

public static class OrganisationServices
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services) => services
        .AddSingleton<OrganisationNames>()
        .AddSingleton<SchoolSheetQuery>()
        .AddSingleton<SpreadsheetStore>()
        .AddSingleton<SpreadsheetService>()
        .AddSingleton<SchoolGridReader>()
        .AddSingleton<BodySchoolReader>()
        .AddSingleton<SchoolGridChoiceService>()
        .AddSingleton<RegisterUploads>()
        .AddSingleton<RegisterImportProgress>()
        .AddSingleton<RegisterImportService>()
        .AddSingleton<RegisterImportQuery>()
        .AddSingleton<SchoolChangesService>()
        .AddSingleton<RecentChangesReader>();
}
