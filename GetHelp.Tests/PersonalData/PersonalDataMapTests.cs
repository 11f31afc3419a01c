using GetHelp.Core.Data;
using GetHelp.Core.PersonalData;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.PersonalData;

/// <summary>The table of what is kept of people is of the database as it is, and so is the document that is written from it.</summary>
public sealed class PersonalDataMapTests
{
    [Fact]
    public async Task Every_column_of_text_or_bytes_is_said_to_hold_something_of_people_or_nothing()
    {
        var model = await ModelAsync();
        var said = PersonalDataMap.Columns.Select(column => (column.Entity, column.Property))
            .Concat(PersonalDataMap.Impersonal.SelectMany(none => none.Properties.Select(property => (none.Entity, property))))
            .Select(column => $"{column.Item1.Name}.{column.Item2}").ToList();

        said.ShouldBeUnique();
        TextColumns(model).Except(said).ShouldBeEmpty("New columns: say in PersonalDataMap whose they are and for how long, or that they hold nothing of people.");
        said.Except(TextColumns(model)).ShouldBeEmpty("There are no such columns any more.");
    }

    [Fact]
    public async Task Every_column_that_holds_a_persons_number_is_gathered_by_an_export()
    {
        var model = await ModelAsync();
        var numbers = model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Where(IsNumberOfPerson).Select(property => $"{entity.ClrType.Name}.{property.Name}"))
            .Append("User.Id");

        PersonalDataMap.Numbers.Select(number => $"{number.Entity.Name}.{number.Property}").ShouldBe(numbers, ignoreOrder: true);
    }

    /// <summary>With GETHELP_WRITE_DOCS set it writes what the table says into the document, for whoever changed the table.</summary>
    [Fact]
    public void The_privacy_model_tells_what_the_table_says()
    {
        var path = Path.Combine(Repository.Root.FullName, "docs", "privacy-model.md");
        var told = File.ReadAllText(path);
        var (from, to) = (told.IndexOf(PrivacyModel.Begins, StringComparison.Ordinal), told.IndexOf(PrivacyModel.Ends, StringComparison.Ordinal));
        var shouldBe = $"{told[..from]}{PrivacyModel.Write()}{told[(to + PrivacyModel.Ends.Length)..]}".ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("GETHELP_WRITE_DOCS") is { Length: > 0 })
        {
            File.WriteAllText(path, shouldBe);
        }

        shouldBe.Split('\n').Except(told.ReplaceLineEndings("\n").Split('\n')).ShouldBeEmpty($"{path} does not say this yet. Run this test once with GETHELP_WRITE_DOCS=1.");
        told.ReplaceLineEndings("\n").ShouldBe(shouldBe);
    }

    private static bool IsNumberOfPerson(IProperty property) =>
        property.ClrType.IsAssignableTo(typeof(int?)) || property.ClrType == typeof(int)
            ? property.GetContainingForeignKeys().Any(key => key.PrincipalEntityType.ClrType == typeof(Core.People.User))
              || property.Name.EndsWith("UserId", StringComparison.Ordinal) || property.Name is "PersonId" or "OwnerId" or "EndedById"
            : false;

    private static IEnumerable<string> TextColumns(IModel model) => model.GetEntityTypes().SelectMany(entity => Within(entity, $"{entity.ClrType.Name}."));

    private static IEnumerable<string> Within(ITypeBase type, string path) =>
    [
        .. type.GetProperties().Where(property => property.ClrType == typeof(string) || property.ClrType == typeof(byte[])).Select(property => path + property.Name),
        .. type.GetComplexProperties().SelectMany(part => Within(part.ComplexType, $"{path}{part.Name}.")),
    ];

    private static async Task<IModel> ModelAsync()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        return db.Model;
    }
}
