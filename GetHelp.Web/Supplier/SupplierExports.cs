using System.Globalization;
using System.Security.Claims;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Web.Allocations;
using GetHelp.Web.People;
using GetHelp.Web.Shared.Export;

namespace GetHelp.Web.Supplier;

/// <summary>What can be downloaded about the supplier, and by it.</summary>
internal static class SupplierExports
{
    /// <summary>The supplier's forms have so many characters for a name; the rest goes into the next field.</summary>
    private const int NameWidth = 35;

    private static readonly ExportColumn<Difference>[] DifferenceColumns =
    [
        new("School", row => row.School, 40),
        new("URN", row => row.Urn.Value, 9),
        new("Responsible body", row => row.ResponsibleBody, 34),
        new("Devices", row => row.Category.Name(), 22),
        new("Ordered", row => row.Ordered),
        new("Supplier counts", row => row.Used),
        new("Told", row => row.Told),
        new("Supplier's cap", row => row.SupplierCap),
        new("Since", row => LondonTime.Of(row.Since), 18),
        new("What would settle it", row => row.Settles, 60),
    ];

    private static readonly ExportColumn<WaitingOrganisation>[] AddressColumns =
    [
        new("Address line 1", row => row.Address.Line1),
        new("Address line 2", row => row.Address.Line2),
        new("Address line 3", row => row.Address.Line3),
        new("Town/City", row => row.Address.Town),
        new("Postcode", row => row.Address.Postcode),
    ];

    /// <summary>The user ledger as the supplier has always had it (spec 03 §4.5).</summary>
    private static readonly ExportColumn<LedgerRow>[] LedgerColumns =
    [
        .. AccountColumns("", row => row.Details),
        new("Date of Update", row => AccountMoment.Date(row.At)),
        new("Time of Update", row => AccountMoment.Time(row.At)),
        new("Timestamp of Update", row => AccountMoment.Timestamp(row.At)),
        new("Type of Update", row => row.Kind),
        .. AccountColumns("Original ", row => row.Original),
    ];

    private static readonly ExportColumn<WaitingOrganisation>[] SchoolColumns =
    [
        new("Responsible body URN", row => row.BodyIdentifier),
        new("School URN + School Name", row => Split($"{row.Urn} {row.Name}").Fits),
        new("School Name (overflow)", row => Split($"{row.Urn} {row.Name}").Overflow),
        .. AddressColumns,
        new("New/Amended", row => row.IsNew ? "New" : "Amended"),
    ];

    private static readonly ExportColumn<WaitingOrganisation>[] BodyColumns =
    [
        new("Responsible body URN", row => row.BodyIdentifier),
        new("Responsible body name", row => Split(row.Name).Fits),
        new("Responsible body name (overflow)", row => Split(row.Name).Overflow),
        .. AddressColumns,
    ];

    /// <summary>Day and time of the last change are in UTC, as the supplier's other files have them (spec 03 §8).</summary>
    private static readonly ExportColumn<ChromebookSchool>[] ChromebookColumns =
    [
        new("Responsible body URN", row => row.BodyIdentifier),
        new("Responsible body name", row => row.ResponsibleBody),
        new("School name", row => row.School),
        new("School URN", row => row.Urn.Value),
        new("Google domain", row => row.Domain),
        new("Recovery email address", row => row.RecoveryAddress),
        new("Date", row => row.ChangedAt?.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture)),
        new("Time", row => row.ChangedAt?.ToString("HH':'mm", CultureInfo.InvariantCulture)),
    ];

    private static readonly ExportColumn<BodyWithDomains>[] DomainColumns =
    [
        new("Responsible body type", row => row.Kind.Words()),
        new("Responsible body name", row => row.Name),
        new("Responsible body URN", row => row.Identifier),
        new("Sold-to", row => row.SoldTo),
    ];

    public static void MapSupplierExports(this WebApplication app)
    {
        var differences = app.MapGroup(SupplierLinks.Differences).RequireAuthorization(Policies.Support);
        differences.MapGet("/export.csv", async (UsageDifferences all, CurrentViewer viewers, ClaimsPrincipal person, string? kind, string? category, string? search, CancellationToken cancellationToken) =>
            Csv("differences", DifferenceColumns, all.ReadAllAsync(await viewers.GetAsync(person, cancellationToken), SupplierLinks.DifferencesIn(kind, category, search, null))));
        differences.MapGet("/export.xlsx", async (UsageDifferences all, CurrentViewer viewers, ClaimsPrincipal person, string? kind, string? category, string? search, CancellationToken cancellationToken) =>
            TypedResults.Stream(
                await ExcelExport.MakeAsync(
                    "Differences", DifferenceColumns, all.ReadAllAsync(await viewers.GetAsync(person, cancellationToken), SupplierLinks.DifferencesIn(kind, category, search, null)), cancellationToken),
                ExcelExport.ContentType,
                "differences.xlsx"));

        app.MapGet($"{SupplierLinks.Accounts}/export.csv", async (AccountChanges ledger, CurrentViewer viewers, ClaimsPrincipal person, CancellationToken cancellationToken) =>
            Csv("accounts", LedgerColumns, ledger.ReadAllAsync(await viewers.GetAsync(person, cancellationToken), cancellationToken))).RequireAuthorization(Policies.Supplier);
        app.MapGet($"{SupplierLinks.Schools}/export.csv", async (SupplierNumbers numbers, CurrentViewer viewers, ClaimsPrincipal person, string? show, CancellationToken cancellationToken) =>
            Csv("schools", SchoolColumns, Rows(await numbers.SchoolsAsync(await viewers.GetAsync(person, cancellationToken), IsNew(show), cancellationToken)))).RequireAuthorization(Policies.Supplier);
        app.MapGet($"{SupplierLinks.Bodies}/export.csv", async (SupplierNumbers numbers, CurrentViewer viewers, ClaimsPrincipal person, string? show, CancellationToken cancellationToken) =>
            Csv("responsible-bodies", BodyColumns, Rows(await numbers.BodiesAsync(await viewers.GetAsync(person, cancellationToken), IsNew(show), cancellationToken)))).RequireAuthorization(Policies.Supplier);
        app.MapGet(SupplierLinks.ChromebookSchoolsCsv, async (ChromebookData data, CurrentViewer viewers, ClaimsPrincipal person, CancellationToken cancellationToken) =>
            Csv("chromebooks", ChromebookColumns, Rows(await data.SchoolsAsync(await viewers.GetAsync(person, cancellationToken), cancellationToken)))).RequireAuthorization(Policies.Supplier);
        app.MapGet(SupplierLinks.ChromebookBodiesCsv, async (ChromebookData data, CurrentViewer viewers, ClaimsPrincipal person, CancellationToken cancellationToken) =>
            Csv("several-domains", DomainColumns, Rows(await data.BodiesWithDomainsAsync(await viewers.GetAsync(person, cancellationToken), cancellationToken)))).RequireAuthorization(Policies.Supplier);
    }

    /// <summary>What "show" in an address of the queues asks for.</summary>
    public static bool? IsNew(string? show) => show switch { "new" => true, "amended" => false, _ => null };

    /// <summary>As many whole words as fit (spec 06 §8); a first word that does not is cut.</summary>
    internal static (string Fits, string Overflow) Split(string name)
    {
        if (name.Length <= NameWidth)
        {
            return (name, "");
        }

        var end = name.LastIndexOf(' ', NameWidth);
        return end > 0 ? (name[..end], name[(end + 1)..]) : (name[..NameWidth], name[NameWidth..]);
    }

    private static ExportColumn<LedgerRow>[] AccountColumns(string prefix, Func<LedgerRow, AccountDetails?> details) =>
    [
        new($"{prefix}First Name", row => details(row)?.FirstName),
        new($"{prefix}Last Name", row => details(row)?.LastName),
        new($"{prefix}Email", row => details(row)?.EmailAddress),
        new($"{prefix}Telephone", row => details(row)?.Telephone),
        new($"{prefix}Responsible Body", row => details(row)?.ResponsibleBody),
        new($"{prefix}Responsible Body URN", row => details(row)?.ResponsibleBodyUrn),
        new($"{prefix}CC Sold To Number", row => details(row)?.SoldTo),
        new($"{prefix}School", row => details(row)?.School),
        new($"{prefix}School URN", row => details(row)?.SchoolUrn),
        new($"{prefix}CC Ship To Number", row => details(row)?.ShipTo),
    ];

    private static IAsyncEnumerable<TRow> Rows<TRow>(Result<IReadOnlyList<TRow>> found) =>
        (found.Refused ? [] : found.Value).ToAsyncEnumerable();

    private static IResult Csv<TRow>(string name, ExportColumn<TRow>[] columns, IAsyncEnumerable<TRow> rows) =>
        TypedResults.Stream(to => CsvExport.WriteAsync(to, columns, rows, CancellationToken.None), CsvExport.ContentType, $"{name}.csv");
}
