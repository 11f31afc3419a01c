using GetHelp.Core.Organisations.Register;
using GetHelp.Core.People;
using GetHelp.Web.People;
using GetHelp.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace GetHelp.Web.Organisations;

/// <summary>Takes the files of an import: a form of its own, because a session on a circuit takes no large messages.</summary>
internal static class RegisterUploadEndpoint
{
    /// <summary>A register at its largest, and room for trust links, which are a fiftieth of that.</summary>
    private const long MaxBytes = RegisterUploads.MaxBytes + (32 * 1024 * 1024);

    public static IEndpointRouteBuilder MapRegisterUpload(this IEndpointRouteBuilder endpoints)
    {
        // The form's token is looked at below, once its size is known: looking reads the whole form.
        endpoints.MapPost(RegisterLinks.Upload, UploadAsync).RequireAuthorization(Policies.ThirdLine).DisableAntiforgery().WithMetadata(FormCheckedInside.Mark);
        return endpoints;
    }

    private static async Task<IResult> UploadAsync(
        HttpContext http, IAntiforgery antiforgery, CurrentViewer viewers, RegisterImportService imports, RegisterImportJobs jobs)
    {
        if (await viewers.FindAsync(http.User, http.RequestAborted) is not { } viewer)
        {
            return Results.Forbid();
        }

        AllowLargeForm(http);
        if (http.Request.ContentLength is null or > MaxBytes)
        {
            return Again(UploadProblem.TooLarge);
        }

        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Again(UploadProblem.Stale);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files["register"] is not { } register || register.FileName.Length == 0)
        {
            return Again(UploadProblem.NoFile);
        }

        var trusts = form.Files["trusts"] is { FileName.Length: > 0 } file ? file : null;
        return await StartAsync(viewer, register, trusts, imports, jobs, http.RequestAborted);
    }

    private static async Task<IResult> StartAsync(
        Viewer viewer, IFormFile register, IFormFile? trusts, RegisterImportService imports, RegisterImportJobs jobs, CancellationToken cancellationToken)
    {
        await using var registerContent = register.OpenReadStream();
        await using var trustsContent = trusts?.OpenReadStream();
        var started = await imports.StartAsync(
            viewer,
            new(register.FileName, registerContent),
            trusts is null ? null : new(trusts.FileName, trustsContent!),
            cancellationToken);
        if (started.Refused)
        {
            return started.Refusals[0] is FailedImport failed ? Results.LocalRedirect(RegisterLinks.Import(failed.ImportId)) : Results.Forbid();
        }

        jobs.Add(new(viewer, started.Value, Apply: false));
        return Results.LocalRedirect(RegisterLinks.Import(started.Value));
    }

    private static IResult Again(UploadProblem problem) => Results.LocalRedirect(RegisterLinks.ImportsWith(problem));

    private static void AllowLargeForm(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The server's own limit would cut the connection, and the browser would show that instead of our answer.
            limit.MaxRequestBodySize = null;
        }

        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = MaxBytes }));
    }
}
