using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People;

public sealed class PrivacyNoticeServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Who_reads_the_notice_has_read_it_from_then_on_and_history_keeps_it_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var teacher = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), notice: false);
        teacher.NeedsPrivacyNotice.ShouldBeTrue();
        var first = database.Clock.Now;

        (await SeenAsync(database, teacher)).ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await SeenAsync(database, teacher)).ShouldBeFalse("it was read before");

        var user = await database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == teacher.UserId));
        user.PrivacyNoticeSeenAt.ShouldBe(first);
        (await database.Get<Viewers>().FindAsync(user.Id))!.NeedsPrivacyNotice.ShouldBeFalse();
        var kept = (await database.ReadAsync(db => db.History.Where(e => e.What == HistoryKind.PrivacyNoticeSeen).ToListAsync())).ShouldHaveSingleItem();
        kept.UserId.ShouldBe(user.Id);
        kept.At.ShouldBe(first);
    }

    [Fact]
    public async Task Whoever_reads_by_a_recent_viewer_knows_it_at_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var teacher = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync(), notice: false);
        (await database.Get<Viewers>().FindRecentAsync(teacher.UserId!.Value))!.NeedsPrivacyNotice.ShouldBeTrue();

        await SeenAsync(database, teacher);

        (await database.Get<Viewers>().FindRecentAsync(teacher.UserId.Value))!.NeedsPrivacyNotice.ShouldBeFalse();
    }

    [Fact]
    public async Task Support_the_supplier_and_people_of_no_organisation_have_nothing_to_read()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();

        support.NeedsPrivacyNotice.ShouldBeFalse();
        (await database.Given.SupplierUserAsync()).NeedsPrivacyNotice.ShouldBeFalse();
        new Viewer { Name = "Nobody", Role = Role.Member }.NeedsPrivacyNotice.ShouldBeFalse();
        (await SeenAsync(database, support)).ShouldBeFalse();
    }

    private static async Task<bool> SeenAsync(TestDatabase database, Viewer viewer) => (await database.Get<PrivacyNoticeService>().SeenAsync(viewer)).Value;
}
