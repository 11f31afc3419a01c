using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class ChromebookDetailsServiceTests
{
    private static readonly ChromebookDetails Typed = new() { Answer = ChromebookAnswer.Yes, Domain = " School.Example.ORG. ", RecoveryAddress = " Head@Example.NET " };

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task People_of_the_school_of_its_body_and_of_support_may_say_it_and_nobody_else(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body, domain: null);
        Viewer[] mayNot =
        [
            await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()),
            await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync()),
            Viewer.Supplier,
        ];
        Viewer[] may = [await database.Given.SchoolUserAsync(school, orders: false), await database.Given.ResponsibleBodyUserAsync(body), await database.Given.SupportAsync()];

        foreach (var stranger in mayNot)
        {
            (await SetAsync(database, stranger, school, Typed)).Refusals.ShouldHaveSingleItem();
        }

        (await DetailsAsync(database, school)).ShouldBe(new());
        foreach (var (viewer, number) in may.Select((viewer, index) => (viewer, index)))
        {
            (await SetAsync(database, viewer, school, Typed with { Domain = $"s{number}.example.org" })).Value.ShouldBeTrue();
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task It_is_kept_tidy_and_history_does_not_keep_the_recovery_address(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(domain: null);
        var teacher = await database.Given.SchoolUserAsync(school);

        (await SetAsync(database, teacher, school, Typed)).Value.ShouldBeTrue();
        (await SetAsync(database, teacher, school, Typed)).Value.ShouldBeFalse("it is so already");

        (await DetailsAsync(database, school)).ShouldBe(new() { Answer = ChromebookAnswer.Yes, Domain = "school.example.org", RecoveryAddress = "head@example.net" });
        var entry = (await database.ReadAsync(db => db.History.Where(e => e.SchoolId == school.Id).ToListAsync())).ShouldHaveSingleItem();
        (entry.What, entry.Who, entry.Detail).ShouldBe((HistoryKind.ChromebookDetailsChanged, teacher.Name, "nothing said about Chromebooks to school.example.org"));
    }

    [Fact]
    public async Task An_answer_other_than_yes_clears_the_domain()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);

        await SetAsync(database, teacher, school, Typed with { Answer = ChromebookAnswer.No });

        (await DetailsAsync(database, school)).ShouldBe(new() { Answer = ChromebookAnswer.No });
    }

    [Theory]
    [InlineData("UNKNOWN", "head@example.net", typeof(NoGoogleDomain))]
    [InlineData("", "head@example.net", typeof(NoGoogleDomain))]
    [InlineData("www.", "head@example.net", typeof(NotADomain))]
    [InlineData("school.example.org", "head", typeof(NotARecoveryAddress))]
    [InlineData("school.example.org", "head@mail.school.example.org", typeof(RecoveryAddressInside))]
    public void What_is_no_domain_with_an_address_outside_it_is_refused(string domain, string address, Type why)
    {
        var (_, whyNot) = ChromebookDetailsRules.Decide(new() { Answer = ChromebookAnswer.Yes, Domain = domain, RecoveryAddress = address });

        whyNot.ShouldHaveSingleItem().ShouldBeOfType(why);
    }

    private static Task<GetHelp.Core.Result<bool>> SetAsync(TestDatabase database, Viewer viewer, School school, ChromebookDetails details) =>
        database.Get<ChromebookDetailsService>().SetAsync(viewer, school.Urn, details);

    private static Task<ChromebookDetails> DetailsAsync(TestDatabase database, School school) =>
        database.ReadAsync(async db => (await db.Schools.SingleAsync(s => s.Id == school.Id)).Chromebooks);
}
