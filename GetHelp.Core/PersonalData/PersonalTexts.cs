using System.Data.Common;
using System.Globalization;
using System.Text;
using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GetHelp.Core.PersonalData;

/// <summary>A text in the database.</summary>
/// <param name="Key">What tells its row apart, as the database has it.</param>
/// <param name="Scrubbed">What it says once a person is taken out of it.</param>
internal sealed record KeptText(PersonalColumn Column, IReadOnlyList<object> Key, string Text, string Scrubbed = "");

/// <summary>A statement on any table of the <see cref="PersonalDataMap"/>: which table, the map says, so they are written here and not by EF. Names
/// come from the model; what people typed is a parameter always.</summary>
internal sealed class PersonalTexts(GetHelpDbContext db)
{
    /// <summary>Every text of these columns that names a person, and what it says without them.</summary>
    public async Task<IReadOnlyList<KeptText>> NamingAsync(IEnumerable<PersonalColumn> columns, PersonIdentifiers person, CancellationToken cancellationToken)
    {
        var scrubber = new TextScrubber(person);
        var naming = new List<KeptText>();
        foreach (var column in columns.Where(column => !person.IsEmpty && column.Content is not (PersonalContent.Upload or PersonalContent.Secret)))
        {
            var candidates = await FindAsync(column, person.All, cancellationToken);
            naming.AddRange(candidates.Select(kept => kept with { Scrubbed = scrubber.Scrub(column, kept.Text) }).Where(kept => kept.Scrubbed != kept.Text));
        }

        return naming;
    }

    /// <summary>Texts in which one of these may be: a database compares more loosely than a <see cref="TextScrubber"/>, which looks again.</summary>
    private async Task<IReadOnlyList<KeptText>> FindAsync(PersonalColumn column, IEnumerable<string> sought, CancellationToken cancellationToken)
    {
        var at = Of(column);
        await using var command = Command();
        var conditions = sought.Select(text => $"LOWER({Quoted(at.Column)}) LIKE {Parameter(command, LikePattern(text))} ESCAPE '\\'").ToList();
        command.CommandText = $"SELECT {string.Join(", ", at.Key.Select(Quoted))}, {Quoted(at.Column)} FROM {Quoted(at.Table)} WHERE {string.Join(" OR ", conditions)}";
        return await ReadAsync(command, row => new KeptText(column, Values(row, at.Key.Count), row.GetString(at.Key.Count)), cancellationToken);
    }

    /// <summary>Each text of a column once, of the rows that are a person's.</summary>
    public async Task<IReadOnlyList<string>> OfOwnerAsync(PersonalColumn column, int userId, CancellationToken cancellationToken)
    {
        var (at, owner) = (Of(column), MappedColumn.Of(db.Model, column.Entity, column.Owner!));
        await using var command = Command();
        command.CommandText = $"SELECT DISTINCT {Quoted(at.Column)} FROM {Quoted(at.Table)} WHERE {Quoted(owner.Column)} = {Parameter(command, userId)} AND {Quoted(at.Column)} IS NOT NULL";
        return await ReadAsync(command, row => row.GetString(0), cancellationToken);
    }

    /// <summary>Puts the same into all rows of which a property is one of these values.</summary>
    public async Task FillAsync(PersonalColumn column, string property, IEnumerable<object> values, string? text, CancellationToken cancellationToken)
    {
        var (at, whose) = (Of(column), MappedColumn.Of(db.Model, column.Entity, property));
        await using var command = Command();
        command.CommandText =
            $"UPDATE {Quoted(at.Table)} SET {Set(command, at, text)} WHERE {Quoted(whose.Column)} IN ({string.Join(", ", values.Select(value => Parameter(command, value)))}) AND {Quoted(at.Column)} IS NOT NULL";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Puts another text in the place of one.</summary>
    public async Task ReplaceAsync(KeptText kept, string? text, CancellationToken cancellationToken)
    {
        var at = Of(kept.Column);
        await using var command = Command();
        command.CommandText = $"UPDATE {Quoted(at.Table)} SET {Set(command, at, text)} WHERE {string.Join(" AND ", at.Key.Select((key, index) => $"{Quoted(key)} = {Parameter(command, kept.Key[index])}"))}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What stands in a column in the place of what was a person's.</summary>
    public string? InPlaceOf(PersonalColumn column) => column.Content switch
    {
        PersonalContent.FirstName => RemovedPerson.FirstName,
        PersonalContent.LastName => RemovedPerson.LastName,
        PersonalContent.Email or PersonalContent.Telephone => Of(column).IsNullable ? null : "",
        _ => RemovedPerson.Name,
    };

    /// <summary>Takes rows away whole.</summary>
    public async Task DeleteAsync(Type entity, string owner, int userId, CancellationToken cancellationToken)
    {
        var at = MappedColumn.Of(db.Model, entity, owner);
        await using var command = Command();
        command.CommandText = $"DELETE FROM {Quoted(at.Table)} WHERE {Quoted(at.Column)} = {Parameter(command, userId)}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whole rows of which one of these properties is the person's number, by the names of their columns.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> RowsAsync(
        Type entity, IReadOnlyList<string> properties, int userId, CancellationToken cancellationToken)
    {
        var at = properties.Select(property => MappedColumn.Of(db.Model, entity, property)).ToList();
        await using var command = Command();
        var person = Parameter(command, userId);
        command.CommandText =
            $"SELECT * FROM {Quoted(at[0].Table)} WHERE {string.Join(" OR ", at.Select(column => $"{Quoted(column.Column)} = {person}"))} ORDER BY {string.Join(", ", at[0].Key.Select(Quoted))}";
        return await ReadAsync(command, Row, cancellationToken);
    }

    private static IReadOnlyDictionary<string, object?> Row(DbDataReader reader) =>
        Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, index => reader.IsDBNull(index) ? null : reader.GetValue(index), StringComparer.Ordinal);

    private MappedColumn Of(PersonalColumn column) => MappedColumn.Of(db.Model, column.Entity, column.Property);

    /// <summary>Whoever had read the row to change it decides again.</summary>
    private static string Set(DbCommand command, MappedColumn at, string? text) =>
        $"{Quoted(at.Column)} = {Parameter(command, text)}{(at.IsVersioned ? $", {Quoted(nameof(IVersioned.Version))} = {Quoted(nameof(IVersioned.Version))} + 1" : "")}";

    private DbCommand Command()
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var rows = new List<T>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static object[] Values(DbDataReader row, int count) => [.. Enumerable.Range(0, count).Select(row.GetValue)];

    private static string Quoted(string name) => $"\"{name}\"";

    private static string Parameter(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    /// <summary>What both databases find whatever its case, written plainly or as JSON writes it: of anything but the plainest characters it asks only
    /// that something may be there.</summary>
    private static string LikePattern(string text)
    {
        var pattern = new StringBuilder("%");
        foreach (var c in text.ToLowerInvariant())
        {
            pattern.Append(char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '-' ? c : '%');
        }

        return pattern.Append('%').ToString();
    }
}
