using System.Globalization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Web.People;
using GetHelp.Web.Shared;
using GetHelp.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace GetHelp.Web.Allocations.Queries;

/// <summary>Takes and gives files of evidence: over plain HTTP, because a session on a circuit takes no large messages.</summary>
public static class AllocationQueryEndpoints
{
    /// <summary>All files of one form, and room for some that are too large: those are refused one by one, by name.</summary>
    private const long MostBytes = 2L * AllocationQueryRules.MostFiles * EvidenceFile.MostBytes;

    public static IEndpointRouteBuilder MapAllocationQueries(this IEndpointRouteBuilder endpoints)
    {
        // The form's token is looked at below, once its size is known: looking reads the whole form.
        endpoints.MapPost(AllocationQueryLinks.DraftPattern, WriteDraftAsync).RequireAuthorization(Policies.SignedIn).DisableAntiforgery().WithMetadata(FormCheckedInside.Mark);
        endpoints.MapGet(AllocationQueryLinks.EvidencePattern, OpenEvidenceAsync).RequireAuthorization(Policies.SignedIn);
        return endpoints;
    }

    private static async Task<IResult> WriteDraftAsync(
        HttpContext http, string number, IAntiforgery antiforgery, CurrentViewer viewers, AllocationQueryService queries, CancellationToken cancellationToken)
    {
        if (await viewers.FindAsync(http.User, cancellationToken) is not { } viewer || !Urn.TryParse(number, out var urn))
        {
            return Results.NotFound();
        }

        AllowLargeForm(http);
        if (http.Request.ContentLength is null or > MostBytes)
        {
            return Results.LocalRedirect(AllocationQueryLinks.AskAgain(urn, DraftProblem.TooLarge));
        }

        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.LocalRedirect(AllocationQueryLinks.AskAgain(urn, DraftProblem.Stale));
        }

        var form = await http.Request.ReadFormAsync(cancellationToken);
        var remove = int.TryParse(form["remove"], NumberStyles.None, CultureInfo.InvariantCulture, out var fileId) ? fileId : (int?)null;
        var written = await queries.WriteDraftAsync(
            viewer, new() { Urn = urn, Typed = Typed(form), Files = await ReadAsync(form.Files, cancellationToken), RemoveFileId = remove }, cancellationToken);
        return written.Refused ? Results.NotFound()
            : remove is not null ? Results.LocalRedirect(AllocationQueryLinks.Ask(urn))
            : Results.LocalRedirect(written.Value ? AllocationQueryLinks.Check(urn) : AllocationQueryLinks.AskAgain(urn));
    }

    /// <summary>To be kept, never to be shown by the browser: whatever is in it, nothing of it runs in the name of this service.</summary>
    private static async Task<IResult> OpenEvidenceAsync(
        HttpContext http, int id, int fileId, CurrentViewer viewers, AllocationQueryReader queries, CancellationToken cancellationToken)
    {
        if (await viewers.FindAsync(http.User, cancellationToken) is not { } viewer
            || await queries.OpenEvidenceAsync(viewer, id, fileId, cancellationToken) is not { Refused: false, Value: var file })
        {
            return Results.NotFound();
        }

        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        return Results.File(file.Content!.Bytes, file.Type.ContentType(), file.Name);
    }

    private static TypedQuery Typed(IFormCollection form) => new()
    {
        LaptopsAndTablets = form[DeviceCategory.LaptopsAndTablets.Slug()],
        Routers = form[DeviceCategory.Routers.Slug()],
        Reasons = form[AllocationQueryWords.ReasonsField],
    };

    private static async Task<IReadOnlyList<GivenFile>> ReadAsync(IFormFileCollection files, CancellationToken cancellationToken)
    {
        var given = new List<GivenFile>();
        foreach (var file in files.Where(file => file.FileName.Length > 0))
        {
            // One byte too many is enough to know that there are too many.
            var bytes = new byte[Math.Min(file.Length, EvidenceFile.MostBytes + 1)];
            await using var stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(bytes, cancellationToken);
            given.Add(new(file.FileName, bytes));
        }

        return given;
    }

    private static void AllowLargeForm(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The server's own limit would cut the connection, and the browser would show that instead of our answer.
            limit.MaxRequestBodySize = null;
        }

        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = MostBytes }));
    }
}
