using System.Globalization;
using GetHelp.Core.PersonalData;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Mvc;

namespace GetHelp.Web.PersonalData;

/// <summary>Hands out what is kept of a person. By a form, because that it was handed out is kept: following a link changes nothing.</summary>
internal static class SubjectExportEndpoint
{
    private const string Pattern = "/support/people/{id:int}/export";

    public static IEndpointRouteBuilder MapSubjectExport(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Pattern, HandOutAsync).RequireAuthorization(Policies.ThirdLine);
        return endpoints;
    }

    /// <param name="form">Read for its token alone: whoever asks for it has it looked at.</param>
    private static async Task<IResult> HandOutAsync(int id, [FromForm] IFormCollection form, HttpContext http, CurrentViewer viewers, SubjectExport export)
    {
        _ = form;
        var data = await export.GatherAsync(await viewers.GetAsync(http.User, http.RequestAborted), id, http.RequestAborted);
        if (data.Refused)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.File(SubjectFile.Make(data.Value), SubjectFile.ContentType, string.Create(CultureInfo.InvariantCulture, $"person-{id}-{data.Value.At:yyyy-MM-dd}.zip"));
    }
}

public static class PersonalDataHosting
{
    public static IServiceCollection AddPersonalDataPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<RetentionWorker>();
        return services;
    }

    public static IEndpointRouteBuilder MapPersonalData(this IEndpointRouteBuilder endpoints) => endpoints.MapSubjectExport();
}
