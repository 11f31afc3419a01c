using GetHelp.Core.Data;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouldly;

namespace GetHelp.Tests.Fuzz;

/// <summary>Looks at every text of a database.</summary>
internal static class StoredText
{
    /// <summary>Nothing that no page can show, and nothing longer than its column: SQLite keeps what it is given.</summary>
    public static async Task ShouldBeReadableAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var problems = new List<string>();
        foreach (var property in db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(property => property.ClrType == typeof(string)))
        {
            var texts = await TextsAsync(db, property);
            if (texts.Any(text => text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'))))
            {
                problems.Add($"{property.DeclaringType.ShortName()}.{property.Name} holds what cannot be seen");
            }

            if (property.GetMaxLength() is { } most && texts.FirstOrDefault(text => text.Length > most) is { } longest)
            {
                problems.Add($"{property.DeclaringType.ShortName()}.{property.Name} holds {longest.Length:N0} characters, and {most:N0} is the most");
            }
        }

        problems.ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(GetHelpDbContext db, IProperty property)
    {
        var table = property.DeclaringType.ContainingEntityType.GetTableName()!;
        var column = property.GetColumnName(StoreObjectIdentifier.Table(table))!;
#pragma warning disable EF1002 // Names of our own model, in which nobody types.
        return await db.Database.SqlQueryRaw<string>($"""SELECT "{column}" AS "Value" FROM "{table}" WHERE "{column}" IS NOT NULL""").ToListAsync();
#pragma warning restore EF1002
    }
}
