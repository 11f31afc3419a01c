using System.Globalization;
using GetHelp.Core.Orders;

namespace GetHelp.Core.Live;

/// <summary>What can change under the eyes of somebody who is looking. Only the name travels: who is told reads again, as themselves.</summary>
public readonly record struct Topic
{
    private const string OfSchool = "school ";

    private Topic(string name) => Name = name;

    public string Name { get => field ?? ""; }

    /// <summary>Every order there is.</summary>
    public static Topic Orders { get; } = new("orders");

    /// <summary>The orders of one responsible body's schools.</summary>
    public static Topic OrdersOf(int responsibleBodyId) => new($"orders of responsible body {responsibleBodyId}");

    /// <summary>One order and its story.</summary>
    public static Topic Order(OrderNumber number) => new($"order {number}");

    /// <summary>One school: its numbers, its orders, its details.</summary>
    public static Topic School(int schoolId) => new($"{OfSchool}{schoolId}");

    /// <summary>The schools of one responsible body: whatever changes of any of them, and what it has told us for all of them. Told by
    /// <see cref="BodiesOfSchools"/> whenever one of them is.</summary>
    public static Topic SchoolsOf(int responsibleBodyId) => new($"schools of responsible body {responsibleBodyId}");

    /// <summary>What schools ask of support about their orders and has not been answered.</summary>
    public static Topic Requests { get; } = new("requests");

    /// <summary>The virtual cap pool of one responsible body: what is left in it, and who is in it.</summary>
    public static Topic Pool(int responsibleBodyId) => new($"pool of responsible body {responsibleBodyId}");

    /// <summary>What is set aside for one local authority's children with social care needs.</summary>
    public static Topic SocialCare(int responsibleBodyId) => new($"social care of responsible body {responsibleBodyId}");

    /// <summary>One person: what they belong to and may do.</summary>
    public static Topic Person(int userId) => new($"person {userId}");

    /// <summary>The people of one school, and who of them may order.</summary>
    public static Topic PeopleOfSchool(int schoolId) => new($"people of school {schoolId}");

    /// <summary>The people of one responsible body, and who of them may order.</summary>
    public static Topic PeopleOfResponsibleBody(int responsibleBodyId) => new($"people of responsible body {responsibleBodyId}");

    /// <summary>The stock of every product.</summary>
    public static Topic Stock { get; } = new("stock");

    /// <summary>What the supplier is told of caps, and what it says to that.</summary>
    public static Topic Caps { get; } = new("caps");

    /// <summary>What the supplier reports of usage.</summary>
    public static Topic Usage { get; } = new("usage");

    /// <summary>Organisations whose number or address the supplier has still to take note of.</summary>
    public static Topic SupplierAccounts { get; } = new("supplier accounts");

    /// <summary>What schools say of Chromebooks.</summary>
    public static Topic Chromebooks { get; } = new("chromebooks");

    /// <summary>The user ledger: whose account in its shop the supplier is told of.</summary>
    public static Topic Accounts { get; } = new("accounts at the supplier");

    /// <summary>Every request for more devices.</summary>
    public static Topic AllocationQueries { get; } = new("allocation queries");

    /// <summary>How many devices there are for all of England, and how many of them are set aside.</summary>
    public static Topic NationalTotals { get; } = new("national totals");

    /// <summary>Who takes donated devices: every school in the queue for them.</summary>
    public static Topic DonatedDevices { get; } = new("donated devices");

    /// <summary>What is taken away because it was kept long enough.</summary>
    public static Topic Retention { get; } = new("retention");

    /// <summary>Every run of the register import.</summary>
    public static Topic RegisterImports { get; } = new("register imports");

    /// <summary>One run of the register import.</summary>
    public static Topic RegisterImport(int id) => new($"register import {id}");

    /// <summary>One list of many schools that support changes together.</summary>
    public static Topic SchoolList(Guid id) => new($"school list {id:N}");

    /// <summary>A workbook in which a responsible body changes its schools: whether somebody has taken it.</summary>
    public static Topic Spreadsheet(Guid id) => new($"spreadsheet {id:N}");

    /// <summary>The answers of one open journey.</summary>
    /// <param name="key">Its <see cref="Onboarding.JourneyKey"/>.</param>
    public static Topic Journey(string key) => new($"journey {key}");

    /// <summary>A topic that came from another node.</summary>
    public static Topic Named(string name) => new(name);

    /// <summary>The school of which <see cref="School"/> made this; null of every other topic.</summary>
    internal int? SchoolId =>
        Name.StartsWith(OfSchool, StringComparison.Ordinal) && int.TryParse(Name.AsSpan(OfSchool.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public override string ToString() => Name;
}
