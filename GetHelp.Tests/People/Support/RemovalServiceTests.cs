using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.People.Support;
using GetHelp.Core.SignIn;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People.Support;

public sealed class RemovalServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Who_is_removed_signs_in_no_more_belongs_nowhere_and_leaves_the_next_one_first(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, rowan, elm) = (await database.Given.SupportAsync(), await database.Given.SchoolAsync("Rowan"), await database.Given.SchoolAsync("Elm"));
        var ada = await database.Given.SchoolUserAsync(rowan, name: "Ada Hill");
        await database.Given.JoinAsync(ada, elm);
        var ben = await database.Given.SchoolUserAsync(rowan, orders: false, name: "Ben Okoro");
        await database.Get<SignInService>().RequestLinkAsync(new() { EmailAddress = ada.EmailAddress });

        (await database.Get<RemovalService>().RemoveAsync(agent, ada.UserId!.Value, "  Left\nin March ")).Value.ShouldBeTrue();

        (await database.Get<Viewers>().FindAsync(ada.UserId!.Value)).ShouldBeNull();
        (await database.Get<SignInService>().RequestLinkAsync(new() { EmailAddress = ada.EmailAddress })).Refused.ShouldBeTrue();
        (await database.ReadAsync(db => db.MagicLinks.AnyAsync())).ShouldBeFalse();
        (await database.Get<Viewers>().FindAsync(ben.UserId!.Value)).ShouldNotBeNull().OrdersForSchoolIds.ShouldBe([rowan.Id]);
        (await database.Get<PeopleReader>().OfSchoolAsync(agent, rowan.Urn)).ShouldNotBeNull().People.ShouldHaveSingleItem().IsFirst.ShouldBeTrue();
        var known = (await database.Get<SupportPersonReader>().FindAsync(agent, ada.UserId!.Value)).ShouldNotBeNull();
        known.Places.Select(place => (place.Name, place.OrdersDevices)).ShouldBe([("Elm", false), ("Rowan", false)]);
        known.History[0].What.ShouldSatisfyAllConditions(
            entry => entry.What.ShouldBe(HistoryKind.PersonLeftService),
            entry => entry.Who.ShouldBe(agent.Name),
            entry => entry.Why.ShouldBe("Left in March"));
        (await database.Get<RemovalService>().RemoveAsync(agent, ada.UserId!.Value, "Again")).Value.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_supplier_hears_of_it_and_whoever_is_invited_again_begins_anew(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, school) = (await database.Given.SupportAsync(), await database.Given.SchoolAsync());
        var ada = await database.Given.SchoolUserAsync(school, notice: false, account: false);
        await database.Get<PrivacyNoticeService>().SeenAsync(ada);

        await database.Get<RemovalService>().RemoveAsync(agent, ada.UserId!.Value, "Left");

        (await database.ReadAsync(db => db.AccountChanges.OrderBy(c => c.Id).Select(c => c.Kind).ToListAsync())).ShouldBe([AccountChangeKind.New, AccountChangeKind.Remove]);
        var back = await database.Get<InvitationService>().InviteAsync(agent, OrganisationId.School(school.Id), new() { Person = new() { Name = ada.Name, EmailAddress = ada.EmailAddress } });
        back.Value.UserId.ShouldBe(ada.UserId!.Value);
        (await database.Get<Viewers>().FindAsync(ada.UserId!.Value)).ShouldNotBeNull().HasSeenPrivacyNotice.ShouldBeFalse();
    }

    [Fact]
    public async Task Removing_needs_a_reason_somebody_to_remove_and_another_agent_than_oneself()
    {
        await using var database = await TestDatabase.CreateAsync();
        var agent = await database.Given.SupportAsync();
        var other = await database.Given.SupportAsync();
        var service = database.Get<RemovalService>();

        (await service.RemoveAsync(agent, agent.UserId!.Value, "Because")).Refusals.ShouldBe([new CannotRemoveYourself()]);
        (await service.RemoveAsync(agent, other.UserId!.Value, " ")).Refusals.ShouldBe([new NoReason()]);
        (await service.RemoveAsync(agent, 999_999, "Because")).Refusals.ShouldBe([new NotFound()]);
        (await service.RemoveAsync(agent, other.UserId!.Value, "Works elsewhere now")).Value.ShouldBeTrue();
    }
}
