using GetHelp.Core.Data;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Onboarding.Chromebooks;

public sealed class UncheckedDomainsTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_domain_is_asked_about_until_there_is_an_answer_once_for_all_of_its_schools(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var workspace = database.Get<FakeWorkspace>();
        var (first, second) = (await database.Given.SchoolAsync(domain: "shared.example.org"), await database.Given.SchoolAsync(domain: "shared.example.org"));
        var wrong = await database.Given.SchoolAsync(domain: "wrong.example.org");
        await database.Given.SchoolAsync(domain: "UNKNOWN");
        await database.Given.SchoolAsync(domain: null);
        workspace.Answer("shared.example.org", WorkspaceAnswer.CouldNotBeAsked);
        workspace.Answer("wrong.example.org", WorkspaceAnswer.No);

        (await database.Get<UncheckedDomains>().CheckAsync()).ShouldBe(1);
        (await ChecksAsync(database, first, second, wrong)).ShouldBe([DomainCheck.NotChecked, DomainCheck.NotChecked, DomainCheck.IsNotWorkspace]);
        workspace.Answer("shared.example.org", WorkspaceAnswer.Yes);
        (await database.Get<UncheckedDomains>().CheckAsync()).ShouldBe(1);

        (await ChecksAsync(database, first, second, wrong)).ShouldBe([DomainCheck.IsWorkspace, DomainCheck.IsWorkspace, DomainCheck.IsNotWorkspace]);
        workspace.Asked.ShouldBe(["shared.example.org", "wrong.example.org", "shared.example.org"]);
        (await database.ReadAsync(db => db.History.SingleAsync(e => e.SchoolId == wrong.Id))).Detail.ShouldBe("wrong.example.org is not a Google Workspace domain");
    }

    [Fact]
    public void Pages_say_that_a_domain_turned_out_wrong() =>
        ChromebookWords.Of(new() { Answer = ChromebookAnswer.Yes, Domain = "wrong.example.org", RecoveryAddress = "head@example.net", Check = DomainCheck.IsNotWorkspace })
            .ShouldStartWith("Google does not know wrong.example.org");

    private static async Task<IReadOnlyList<DomainCheck>> ChecksAsync(TestDatabase database, params School[] schools)
    {
        var ids = schools.Select(school => school.Id).ToList();
        return await database.ReadAsync(db => db.Schools.Where(s => ids.Contains(s.Id)).OrderBy(s => s.Id).Select(s => s.Chromebooks.Check).ToListAsync());
    }
}
