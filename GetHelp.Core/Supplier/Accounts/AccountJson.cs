using System.Text.Json.Nodes;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>An account change as the supplier's system takes it (spec 03 §4.4): JSON, every value a text, nothing left out.</summary>
public static class AccountJson
{
    /// <param name="change">With the one before it.</param>
    public static string Write(AccountChange change)
    {
        var (now, at) = (change.Details, change.At);
        var document = new JsonObject
        {
            ["u_email"] = now.EmailAddress,
            ["u_type_of_update"] = change.Kind.ToString(),
            ["u_cc_sold_to_number"] = now.SoldTo,
            ["u_first_name"] = now.FirstName,
            ["u_last_name"] = now.LastName,
            ["u_responsible_body"] = now.ResponsibleBody,
            ["u_responsible_body_urn"] = now.ResponsibleBodyUrn,
            ["u_cc_ship_to_number"] = now.ShipTo,
            ["u_date_of_update"] = AccountMoment.Date(at),
            ["u_school"] = now.School,
            ["u_school_urn"] = now.SchoolUrn,
            ["u_telephone"] = now.Telephone,
            ["u_timestamp_of_update"] = AccountMoment.Timestamp(at),
            ["u_time_of_update"] = $"{AccountMoment.Time(at)} {AccountMoment.Zone(at)}",
        };
        var before = change.Previous?.Details;
        document["u_original_email"] = before?.EmailAddress ?? "";
        document["u_original_cc_sold_to_number"] = before?.SoldTo ?? "";
        document["u_original_first_name"] = before?.FirstName ?? "";
        document["u_original_last_name"] = before?.LastName ?? "";
        document["u_original_responsible_body"] = before?.ResponsibleBody ?? "";
        document["u_original_responsible_body_urn"] = before?.ResponsibleBodyUrn ?? "";
        document["u_original_cc_ship_to_number"] = before?.ShipTo ?? "";
        document["u_original_school"] = before?.School ?? "";
        document["u_original_school_urn"] = before?.SchoolUrn ?? "";
        document["u_original_telephone"] = before?.Telephone ?? "";
        return document.ToJsonString(PortalJson.Options);
    }
}

/// <summary>A moment as the supplier writes it: day and time in London, the timestamp in UTC.</summary>
public static class AccountMoment
{
    public static string Date(DateTime at) => LondonTime.Of(at).ToString("dd'/'MM'/'yyyy");

    public static string Time(DateTime at) => LondonTime.Of(at).ToString("HH':'mm");

    /// <summary>"+01:00" in summer.</summary>
    public static string Zone(DateTime at) => $"+{LondonTime.Of(at) - at:hh':'mm}";

    public static string Timestamp(DateTime at) => at.ToString("yyyy-MM-dd'T'HH':'mm':'ss'Z'");
}
