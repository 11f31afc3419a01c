using System.Globalization;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GetHelp.Core.PersonalData;

/// <summary>Everything that is kept about one person.</summary>
/// <param name="Sections">Rows that are theirs, or that say by number what they did.</param>
/// <param name="Mentions">Wherever else they are named.</param>
public sealed record SubjectData(int UserId, string Name, DateTime At, IReadOnlyList<SubjectSection> Sections, IReadOnlyList<SubjectMention> Mentions);

/// <summary>The rows of one table, by the names of their columns.</summary>
public sealed record SubjectSection(string Table, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows);

/// <summary>A text that names them.</summary>
public sealed record SubjectMention(string Table, string Column, string Row, string Text);

/// <summary>Gathers what is kept about a person, by the <see cref="PersonalDataMap"/>: whatever is added there is in it.</summary>
public sealed class SubjectExport(WriteTransactions transactions)
{
    /// <summary>That it was handed out is kept, in the same commit.</summary>
    public Task<Result<SubjectData>> GatherAsync(People.Viewer viewer, int userId, CancellationToken cancellationToken = default) => transactions.RunAsync<SubjectData>(
        viewer,
        async write =>
        {
            if (!PersonalDataRules.MayHandle(viewer))
            {
                return new NotAllowed("hand out what is kept of people");
            }

            if (await write.Db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancellationToken) is not { } user)
            {
                return new NotFound();
            }

            if (user.ErasedAt is not null)
            {
                return new ErasedAlready();
            }

            var sections = await SectionsAsync(write.Db, userId, cancellationToken);
            var mentions = await MentionsAsync(write.Db, await PersonReader.IdentifiersAsync(write.Db, user, cancellationToken), cancellationToken);
            write.Record(HistoryKind.PersonExported, new() { PersonId = userId });
            write.Tell(Topic.Person(userId));
            return new SubjectData(userId, user.FullName, write.Now, sections, mentions);
        },
        cancellationToken);

    private static async Task<IReadOnlyList<SubjectSection>> SectionsAsync(GetHelpDbContext db, int userId, CancellationToken cancellationToken)
    {
        var texts = new PersonalTexts(db);
        var sections = new List<SubjectSection>();
        foreach (var numbers in PersonalDataMap.Numbers.Distinct().GroupBy(number => number.Entity, number => number.Property))
        {
            var rows = await texts.RowsAsync(numbers.Key, [.. numbers], userId, cancellationToken);
            if (rows.Count > 0)
            {
                var entity = db.Model.FindEntityType(numbers.Key)!;
                sections.Add(new(entity.GetTableName()!, [.. rows.Select(row => Told(entity, row))]));
            }
        }

        return sections;
    }

    /// <summary>Without secrets and files; yes and no where one of the databases counts 1 and 0.</summary>
    private static IReadOnlyDictionary<string, object?> Told(IEntityType entity, IReadOnlyDictionary<string, object?> row)
    {
        var secret = PersonalDataMap.Columns.Where(column => column.Entity == entity.ClrType && column.Content is PersonalContent.Secret or PersonalContent.Upload)
            .Select(column => MappedColumn.Of(entity.Model, column.Entity, column.Property).Column).ToHashSet(StringComparer.Ordinal);
        var answers = entity.GetFlattenedProperties().Where(property => property.ClrType == typeof(bool)).Select(property => property.GetColumnName(StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema()))!).ToHashSet(StringComparer.Ordinal);
        return row.Where(value => !secret.Contains(value.Key)).ToDictionary(
            value => value.Key, value => answers.Contains(value.Key) ? Convert.ToBoolean(value.Value, CultureInfo.InvariantCulture) : value.Value, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<SubjectMention>> MentionsAsync(GetHelpDbContext db, PersonIdentifiers identifiers, CancellationToken cancellationToken)
    {
        var texts = new PersonalTexts(db);
        var mentions = new List<SubjectMention>();
        foreach (var kept in await texts.NamingAsync(PersonalDataMap.Columns, identifiers, cancellationToken))
        {
            var at = MappedColumn.Of(db.Model, kept.Column.Entity, kept.Column.Property);
            mentions.Add(new(at.Table, at.Column, string.Join(' ', kept.Key), kept.Text));
        }

        return mentions;
    }
}
