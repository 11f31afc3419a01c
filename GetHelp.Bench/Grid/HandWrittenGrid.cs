using Microsoft.Data.Sqlite;

namespace GetHelp.Bench.Grid;

/// <summary>A page of the grid as somebody would write it who needs nothing else: SQL by hand and ADO.NET.</summary>
/// <param name="pattern">What a name or a town contains.</param>
internal sealed class HandWrittenGrid(SqliteConnection connection, int body, string pattern)
{
    private const string Matching = """
        s."ResponsibleBodyId" = @body AND s."Status" = 'Open' AND s."WhoWillOrder" = 'School'
        AND (lower(s."Name") LIKE @pattern OR lower(s."Address_Town") LIKE @pattern)
        """;

    // Who orders is the school, as the filter says: six of the nine arms are left.
    private const string Status = """
        CASE
            WHEN NOT EXISTS (SELECT 1 FROM "Memberships" m JOIN "Users" u ON u."Id" = m."UserId" WHERE m."SchoolId" = s."Id" AND u."DeletedAt" IS NULL)
                THEN CASE WHEN s."ContactId" IS NULL THEN 0 ELSE 1 END
            WHEN NOT (COALESCE(s."Chromebooks_Answer" = 'No', 0) OR COALESCE(s."Chromebooks_Answer" = 'Yes', 0) AND s."Chromebooks_Domain" IS NOT NULL
                AND (s."Chromebooks_Domain" = 'UNKNOWN' OR s."Chromebooks_RecoveryAddress" IS NOT NULL)) THEN 2
            WHEN s."OrderState" IN ('CanOrder', 'CanOrderForSpecificCircumstances')
                AND EXISTS (SELECT 1 FROM "Allocations" a WHERE a."SchoolId" = s."Id" AND a."Cap" > a."Ordered" AND a."Cap" > a."Used") THEN 4
            WHEN EXISTS (SELECT 1 FROM "Allocations" a WHERE a."SchoolId" = s."Id" AND (a."Ordered" > 0 OR a."Used" > 0)) THEN 8
            ELSE 3
        END
        """;

    private const string Group = """CASE s."OrderState" WHEN 'CanOrderForSpecificCircumstances' THEN 0 WHEN 'CanOrder' THEN 1 ELSE 2 END""";

    private const string Body = """SELECT "Name", "Kind", "PoolsCaps" FROM "ResponsibleBodies" WHERE "Id" = @body""";

    private const string Pool = """
        SELECT a."Category", SUM(a."Amount"), SUM(a."Cap"), SUM(a."Ordered"), SUM(MAX(a."Used", a."Ordered"))
        FROM "Schools" s JOIN "ResponsibleBodies" b ON b."Id" = s."ResponsibleBodyId" JOIN "Allocations" a ON a."SchoolId" = s."Id"
        WHERE b."PoolsCaps" AND s."WhoWillOrder" = 'ResponsibleBody' AND s."Status" = 'Open' AND s."ResponsibleBodyId" = @body GROUP BY a."Category"
        """;

    private const string Counts = $"""SELECT {Status} AS "S", {Group} AS "G", COUNT(*) FROM "Schools" s WHERE {Matching} GROUP BY 1, 2""";

    private const string Rows = $"""
        SELECT s."Id", {Status} AS "S", s."Urn", s."Name", s."Address_Town", s."OrderState", s."WhoWillOrder", s."Phase", s."Kind", s."EstablishmentTypeCode",
            s."Chromebooks_Answer", s."Chromebooks_Domain", s."Chromebooks_Check", s."Chromebooks_RecoveryAddress", c."Role", c."Name", c."EmailAddress", c."TelephoneNumber",
            (SELECT h."Name" FROM "SchoolContacts" h WHERE h."SchoolId" = s."Id" AND h."Role" = 'Headteacher')
        FROM "Schools" s LEFT JOIN "SchoolContacts" c ON c."Id" = s."ContactId" WHERE {Matching} ORDER BY 2, s."Name", s."Id" LIMIT 50
        """;

    private const string Numbers = """
        SELECT "SchoolId", "Category", "Amount", "Cap", "GivenCap", "Ordered", "Used", "Version" FROM "Allocations" WHERE "SchoolId" IN (SELECT value FROM json_each(@ids))
        """;

    private const string People = """
        SELECT m."SchoolId", u."EmailAddress", m."InvitedAt", u."LastSignedInAt" FROM "Memberships" m JOIN "Users" u ON u."Id" = m."UserId"
        WHERE m."SchoolId" IN (SELECT value FROM json_each(@ids)) AND u."DeletedAt" IS NULL
        """;

    private const string AllMatching = """s."Status" = 'Open' AND s."WhoWillOrder" = 'School' AND (lower(s."Name") LIKE @pattern OR lower(s."Address_Town") LIKE @pattern)""";

    private const string All = $"""
        SELECT s."Id", s."Urn", s."Name", s."Address_Town", b."Name", s."OrderState" FROM "Schools" s JOIN "ResponsibleBodies" b ON b."Id" = s."ResponsibleBodyId"
        WHERE {AllMatching} ORDER BY b."Name", s."Name", s."Id" LIMIT 50
        """;

    private const string Count = $"""SELECT COUNT(*) FROM "Schools" s WHERE {AllMatching}""";

    /// <summary>What <see cref="Core.Organisations.YourSchools.SchoolGridReader"/> reads.</summary>
    public async Task<(List<object[]> Rows, List<object[]> Counts)> PageAsync()
    {
        await ReadAsync(Body);
        await PoolAsync();
        var counted = await ReadAsync(Counts);
        var page = await ReadAsync(Rows);
        await ReadAsync(Numbers, page);
        await ReadAsync(People, page);
        return (page, counted);
    }

    /// <summary>What support's list reads.</summary>
    public async Task<(List<object[]> Rows, int Total)> AllAsync()
    {
        var rows = await ReadAsync(All);
        await ReadAsync(Numbers, rows);
        var count = await ReadAsync(Count);
        return (rows, Convert.ToInt32(count[0][0], null));
    }

    public Task<List<object[]>> PoolAsync() => ReadAsync(Pool);

    private async Task<List<object[]>> ReadAsync(string sql, List<object[]>? of = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@body", body);
        command.Parameters.AddWithValue("@pattern", pattern);
        command.Parameters.AddWithValue("@ids", of is null ? "" : $"[{string.Join(',', of.Select(row => row[0]))}]");
        await using var reader = await command.ExecuteReaderAsync();
        var read = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            read.Add(row);
        }

        return read;
    }
}
