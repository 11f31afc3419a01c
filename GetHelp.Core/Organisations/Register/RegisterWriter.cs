using System.Data.Common;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.Supplier.Caps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GetHelp.Core.Organisations.Register;

/// <summary>How a school begins: whether it may order, and what is set aside for it.</summary>
public sealed record SchoolStart(OrderState OrderState, IReadOnlyList<Allocation> Allocations)
{
    /// <inheritdoc cref="School.Pupils"/>
    public int? Pupils { get; init; }

    /// <inheritdoc cref="School.DisadvantagedPupils"/>
    public int? DisadvantagedPupils { get; init; }

    public WhoWillOrder WhoWillOrder { get; init; }

    public ChromebookDetails Chromebooks { get; init; } = new();

    /// <summary>Whom one can ask about the school.</summary>
    public IReadOnlyList<SchoolContact> Contacts { get; init; } = [];

    /// <summary>The supplier's number of the school; null when the supplier has still to give it one.</summary>
    public string? ShipTo { get; init; }

    /// <summary>A school that the register brings may not order, and nothing is set aside for it yet (spec 06 §4.2).</summary>
    public static SchoolStart WithNothing(Urn urn) => new(
        OrderState.CannotOrder,
        [.. Enum.GetValues<DeviceCategory>().Select(category => Allocation.Of(category, 0, OrderState.CannotOrder))]);
}

/// <summary>Does what a comparison found, in the write that it is given.</summary>
public sealed class RegisterWriter(WriteTransaction write)
{
    private const string UpdateSchool =
        """
        UPDATE "Schools" SET "Name" = @name, "Ukprn" = @ukprn, "Phase" = @phase, "EstablishmentTypeCode" = @type, "Status" = @status,
            "ResponsibleBodyId" = @responsible, "LocalAuthorityId" = @authority, "Version" = "Version" + 1,
            "Address_Line1" = @line1, "Address_Line2" = @line2, "Address_Line3" = @line3,
            "Address_Town" = @town, "Address_County" = @county, "Address_Postcode" = @postcode,
            "SupplierChange" = CASE WHEN @change = '' OR ("SupplierChange" = 'New' AND @change = 'Amended') THEN "SupplierChange" ELSE @change END
        WHERE "Id" = @id
        """;

    private const string UpdateBody =
        """
        UPDATE "ResponsibleBodies" SET "Name" = @name, "TrustType" = @type, "CompaniesHouseNumber" = @company, "Version" = "Version" + 1,
            "SupplierChange" = CASE WHEN "Name" = @name OR "SupplierChange" = 'New' THEN "SupplierChange" ELSE 'Amended' END
        WHERE "Id" = @id
        """;

    private const string CloseSchool = """UPDATE "Schools" SET "Status" = @status, "SupplierChange" = @change, "Version" = "Version" + 1 WHERE "Id" = @id""";

    private readonly BulkInsert bulk = new(write.Db);

    /// <param name="known">What the changes were found in.</param>
    /// <param name="start">How a new school begins.</param>
    /// <returns>The schools that are new.</returns>
    public async Task<IReadOnlyList<School>> ApplyAsync(
        KnownRegister known, RegisterChanges changes, Func<Urn, SchoolStart> start, CancellationToken cancellationToken = default)
    {
        var ids = known.Bodies.ToDictionary(body => body.Key, body => body.Value.Id);
        await AddBodiesAsync(changes.NewBodies, ids, cancellationToken);
        await PoolMembership.LeaveAsync(write, Leaving(changes), "Import of the register: the school has closed or moved", cancellationToken: cancellationToken);
        await write.Db.SaveChangesAsync(cancellationToken);
        await UpdateAsync(UpdateBody, changes.ChangedBodies.Select(Values), cancellationToken);
        await UpdateAsync(UpdateSchool, changes.Changed.Select(school => Values(school, ids)), cancellationToken);
        await UpdateAsync(CloseSchool, changes.Closed.Select(ValuesOfClosed), cancellationToken);

        var defaults = await DefaultsAsync(cancellationToken);
        var schools = changes.New.Select(school => Begin(school, ids, start(school.Urn), defaults)).ToList();
        await bulk.InsertAsync(schools, cancellationToken);
        await TellSupplierAsync(changes, cancellationToken);
        TouchAccounts(changes);
        Open(changes);
        await KeepHistoryAsync(changes, cancellationToken);
        return schools;
    }

    /// <summary>Schools that cannot stay in whatever pool they are in: their part of it is settled before they go (spec 08 A6, A9).</summary>
    private static List<int> Leaving(RegisterChanges changes) =>
    [
        .. changes.Changed.Where(changed => changed.After.Status == OrganisationStatus.Closed || changed.After.ResponsibleBody != changed.Known.Facts.ResponsibleBody).Select(changed => changed.Known.Id),
        .. changes.Closed.Select(school => school.Id),
    ];

    /// <summary>Pools that schools have come into have more to share. Those that they left were told by leaving.</summary>
    private async Task TellSupplierAsync(RegisterChanges changes, CancellationToken cancellationToken)
    {
        var moved = changes.Changed.Where(changed => changed.After.ResponsibleBody != changed.Known.Facts.ResponsibleBody || changed.After.Status != changed.Known.Facts.Status)
            .Select(changed => changed.Known.Id).ToList();
        foreach (var body in await write.Db.Schools.Where(s => moved.Contains(s.Id)).Pooled().Select(s => s.ResponsibleBodyId).Distinct().ToListAsync(cancellationToken))
        {
            write.TellSupplier(CapsChanged.Pool(body));
        }
    }

    /// <summary>What people's accounts at the supplier say of organisations was written past the change tracker.</summary>
    private void TouchAccounts(RegisterChanges changes)
    {
        write.Accounts.AddBodies(changes.ChangedBodies.Select(body => body.Known.Id));
        write.Accounts.AddSchools(changes.Changed
            .Where(school => school.After.Name != school.Known.Facts.Name || school.After.ResponsibleBody != school.Known.Facts.ResponsibleBody).Select(school => school.Known.Id));
    }

    /// <summary>Schools that came to another responsible body, or are open again: its people may order for them now.</summary>
    private void Open(RegisterChanges changes)
    {
        foreach (var school in changes.Changed.Where(changed => changed.After.ResponsibleBody != changed.Known.Facts.ResponsibleBody || changed.After.Status != changed.Known.Facts.Status))
        {
            write.Openings.School(school.Known.Id);
        }
    }

    /// <summary>Who orders for schools that come to a responsible body, of those that have told us (spec 02 §6.3).</summary>
    private Task<Dictionary<int, WhoWillOrder>> DefaultsAsync(CancellationToken cancellationToken) => write.Db.ResponsibleBodies.AsNoTracking()
        .Where(body => body.DefaultWhoWillOrder != null).ToDictionaryAsync(body => body.Id, body => body.DefaultWhoWillOrder!.Value, cancellationToken);

    private async Task AddBodiesAsync(IReadOnlyList<RegisterBody> bodies, Dictionary<BodyKey, int> ids, CancellationToken cancellationToken)
    {
        var added = bodies.Select(body => (body.Key, Body: Begin(body))).ToList();
        await bulk.InsertAsync(added.ConvertAll(a => a.Body), cancellationToken);
        foreach (var (key, body) in added)
        {
            ids[key] = body.Id;
        }
    }

    private static ResponsibleBody Begin(RegisterBody body) => new()
    {
        Kind = body.Key.Kind,
        Name = body.Name,
        LocalAuthorityCode = body.Key.Kind == ResponsibleBodyKind.LocalAuthority ? body.Key.Code : null,
        GroupUid = body.Key.Kind == ResponsibleBodyKind.Trust ? body.Key.Code : null,
        TrustType = body.TrustType,
        CompaniesHouseNumber = body.CompaniesHouseNumber,
        Status = OrganisationStatus.Open,
        SupplierChange = SupplierChange.New,
    };

    private static School Begin(NewSchool school, Dictionary<BodyKey, int> bodies, SchoolStart start, Dictionary<int, WhoWillOrder> defaults) => new()
    {
        Urn = school.Urn,
        Ukprn = school.Facts.Ukprn,
        Name = school.Facts.Name,
        Kind = SchoolKind.CompulsorySchool,
        Phase = school.Facts.Phase,
        EstablishmentTypeCode = school.Facts.EstablishmentTypeCode,
        ResponsibleBodyId = bodies[school.Facts.ResponsibleBody],
        LocalAuthorityId = bodies[school.Facts.Authority],
        Address = school.Facts.Address,
        Status = school.Facts.Status,
        OrderState = start.OrderState,
        Pupils = start.Pupils,
        DisadvantagedPupils = start.DisadvantagedPupils,
        WhoWillOrder = defaults.TryGetValue(bodies[school.Facts.ResponsibleBody], out var told) ? told : start.WhoWillOrder,
        Chromebooks = start.Chromebooks,
        ShipTo = start.ShipTo,
        SupplierChange = start.ShipTo is null ? SupplierChange.New : SupplierChange.None,
        Allocations = [.. start.Allocations],
        Contacts = [.. start.Contacts],
    };

    private static (string Name, object? Value)[] Values(ChangedBody body) =>
    [
        ("@id", body.Known.Id),
        ("@name", body.After.Name),
        ("@type", body.After.TrustType),
        ("@company", body.After.CompaniesHouseNumber),
    ];

    private static (string Name, object? Value)[] Values(ChangedSchool school, Dictionary<BodyKey, int> bodies) =>
    [
        ("@id", school.Known.Id),
        ("@name", school.After.Name),
        ("@ukprn", school.After.Ukprn),
        ("@phase", school.After.Phase.ToString()),
        ("@type", school.After.EstablishmentTypeCode),
        ("@status", school.After.Status.ToString()),
        ("@responsible", bodies[school.After.ResponsibleBody]),
        ("@authority", bodies[school.After.Authority]),
        ("@line1", school.After.Address.Line1),
        ("@line2", school.After.Address.Line2),
        ("@line3", school.After.Address.Line3),
        ("@town", school.After.Address.Town),
        ("@county", school.After.Address.County),
        ("@postcode", school.After.Address.Postcode),
        ("@change", ForSupplier(school)),
    ];

    /// <summary>What the supplier has to take note of: nothing when neither the door nor the name on it has changed.</summary>
    private static string ForSupplier(ChangedSchool school) =>
        school.After.Status == OrganisationStatus.Closed ? nameof(SupplierChange.Closed)
        : school.After.Name != school.Known.Facts.Name || school.After.Address != school.Known.Facts.Address ? nameof(SupplierChange.Amended)
        : "";

    private static (string Name, object? Value)[] ValuesOfClosed(KnownSchool school) =>
        [("@id", school.Id), ("@status", nameof(OrganisationStatus.Closed)), ("@change", nameof(SupplierChange.Closed))];

    /// <summary>The same statement for each row, prepared by whichever database it is.</summary>
    private async Task UpdateAsync(string sql, IEnumerable<(string Name, object? Value)[]> rows, CancellationToken cancellationToken)
    {
        await using var command = write.Db.Database.GetDbConnection().CreateCommand();
        command.Transaction = write.Db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            foreach (var (name, value) in row)
            {
                command.Parameters.Add(Parameter(command, name, value));
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static DbParameter Parameter(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        return parameter;
    }

    private async Task KeepHistoryAsync(RegisterChanges changes, CancellationToken cancellationToken)
    {
        var entries = changes.Changed
            .Select(school => Entry(HistoryKind.SchoolChanged, school.Known, string.Join("; ", school.Changes.Select(InWords))))
            .Concat(changes.Closed.Select(school => Entry(HistoryKind.SchoolClosed, school, "The register says that it is not open.")))
            .ToList();
        await bulk.InsertAsync(entries, cancellationToken);
        foreach (var school in changes.Changed.Select(changed => changed.Known).Concat(changes.Closed))
        {
            write.Tell(Topic.School(school.Id));
        }
    }

    private HistoryEntry Entry(HistoryKind what, KnownSchool school, string detail) => new()
    {
        At = write.Now,
        UserId = write.Viewer.UserId,
        Who = write.Viewer.Name,
        What = what,
        SchoolId = school.Id,
        Detail = detail,
        Why = "Import of the register",
    };

    private static string InWords(FieldChange change) => $"{change.Field}: {change.From ?? "none"} to {change.To ?? "none"}";
}
