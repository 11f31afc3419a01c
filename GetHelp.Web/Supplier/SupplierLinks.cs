using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Supplier;

/// <summary>The addresses of the pages about the supplier, and of the supplier's own.</summary>
public static class SupplierLinks
{
    public const string Caps = "/support/supplier/caps";

    public const string Usage = "/support/supplier/usage";

    public const string Differences = "/support/supplier/differences";

    public const string Schools = "/supplier/schools";

    public const string Bodies = "/supplier/responsible-bodies";

    public const string Chromebooks = "/supplier/chromebooks";

    public const string ChromebookSchoolsCsv = Chromebooks + "/schools.csv";

    public const string ChromebookBodiesCsv = Chromebooks + "/responsible-bodies.csv";

    /// <summary>Where the supplier's people confirm accounts.</summary>
    public const string Accounts = "/supplier/accounts";

    /// <summary>What the supplier was told of accounts.</summary>
    public const string AccountsTold = "/support/supplier/accounts";

    public const string Tokens = "/supplier/tokens";

    public static string Cap(long id) => $"{Caps}/{id}";

    public static string AccountTold(long id) => $"{AccountsTold}/{id}";

    public static string Payload(long id) => $"{Usage}/{id}";

    public static string School(Urn urn) => $"{Schools}/{urn}";

    public static string Body(int id) => $"{Bodies}/{id}";

    public static string Paged(string path, int page) => page > 1 ? $"{path}?page={page}" : path;

    /// <summary>The differences, filtered.</summary>
    /// <param name="path">The page, or one of its downloads.</param>
    public static string DifferencesOf(DifferenceQuery query, string path = Differences)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["kind"] = query.Kind?.Slug(),
            ["category"] = query.Category?.Slug(),
            ["search"] = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search.Trim(),
            ["page"] = query.Page > 1 ? $"{query.Page}" : null,
        };
        return QueryHelpers.AddQueryString(path, values.Where(value => value.Value is not null));
    }

    /// <summary>What the address filters by. What cannot be read is as if it were not there.</summary>
    public static DifferenceQuery DifferencesIn(string? kind, string? category, string? search, string? page) => new()
    {
        Kind = Slugs.Parse<DifferenceKind>(kind),
        Category = Slugs.Parse<DeviceCategory>(category),
        Search = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        Page = InAddress.Page(page),
    };
}
