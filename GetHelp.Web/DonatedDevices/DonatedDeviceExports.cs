using System.Security.Claims;
using GetHelp.Core.DonatedDevices;
using GetHelp.Web.People;
using GetHelp.Web.Shared;
using GetHelp.Web.Shared.Export;

namespace GetHelp.Web.DonatedDevices;

/// <summary>The queue for donated devices as the supplier's systems take it in: the columns and codes of spec 03 §9.</summary>
internal static class DonatedDeviceExports
{
    public const string Csv = $"{DonatedDevicesLinks.Queue}/export.csv";

    private static readonly ExportColumn<QueuedSchool>[] Columns =
    [
        new("id", row => row.RequestId),
        new("created_at", row => row.OptedInAt),
        new("urn", row => row.Urn.Value),
        new("shipTo", row => row.ShipTo),
        new("soldTo", row => row.SoldTo),
        new("full_name", row => row.FullName),
        new("email_address", row => row.EmailAddress),
        new("telephone_number", row => row.Telephone),
        new("device_types", row => string.Join(',', row.DeviceTypes.Select(type => type.Slug()))),
        new("units", row => row.Boxes),
    ];

    public static void MapDonatedDevices(this WebApplication app) =>
        app.MapGet(Csv, async (DonatedDeviceQueue queue, CurrentViewer viewers, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        {
            var rows = queue.ReadAllAsync(await viewers.GetAsync(person, cancellationToken), cancellationToken);
            return TypedResults.Stream(to => CsvExport.WriteAsync(to, Columns, rows, cancellationToken), CsvExport.ContentType, "donated-devices.csv");
        }).RequireAuthorization(Policies.Supplier);
}
