using GetHelp.Core.Allocations;
using GetHelp.Core.Orders.Announcements;
using Shouldly;
using Xunit;
using static GetHelp.Core.Allocations.SchoolStatus;
using static GetHelp.Core.Orders.Announcements.OpeningLetter;

namespace GetHelp.Tests.Orders.Announcements;

/// <summary>Spec 02 §8.1, row by row, and §8.2, which follows from it.</summary>
public sealed class OpeningRuleTests
{
    private static readonly OpeningRecipient Ready = new() { IsOfOrderingOrganisation = true, Orders = true, HasSeenPrivacyNotice = true, HasAccount = true };
    private static readonly OpeningRecipient OfBody = new() { IsOfResponsibleBody = true };

    public static TheoryData<SchoolStatus> Every => [.. Enum.GetValues<SchoolStatus>()];

    [Fact]
    public void A_responsible_body_is_asked_to_name_a_contact_of_a_school_that_has_nobody() => Decide(NeedsContact, OfBody).ShouldBe(NameContact);

    [Fact]
    public void Nobody_else_is_asked_to_name_one() => Decide(NeedsContact, Ready).ShouldBeNull();

    [Theory, InlineData(NeedsInformation), InlineData(SchoolContacted)]
    public void Everybody_of_who_orders_is_told_that_something_is_missing_whether_they_order_or_not(SchoolStatus status)
    {
        Decide(status, Ready).ShouldBe(SomethingMissing);
        Decide(status, new() { IsOfOrderingOrganisation = true }).ShouldBe(SomethingMissing);
    }

    [Theory, InlineData(NeedsInformation), InlineData(SchoolContacted)]
    public void Nobody_else_is_told_that_something_is_missing(SchoolStatus status) => Decide(status, OfBody).ShouldBeNull();

    [Theory, InlineData(ResponsibleBodyCanOrder), InlineData(SchoolCanOrder)]
    public void Whoever_orders_and_has_not_read_the_privacy_notice_is_asked_to_read_it(SchoolStatus status)
    {
        Decide(status, Ready with { HasSeenPrivacyNotice = false, HasAccount = false }).ShouldBe(ReadPrivacyNotice);
        Decide(status, Ready with { HasSeenPrivacyNotice = false }, pooled: true).ShouldBe(ReadPrivacyNotice);
        Decide(status, Ready with { HasSeenPrivacyNotice = false, Orders = false }).ShouldBeNull();
    }

    [Fact]
    public void From_a_pool_it_is_said_that_it_is_one()
    {
        Decide(ResponsibleBodyCanOrder, Ready, pooled: true).ShouldBe(CanOrderFromPool);
        Decide(ResponsibleBodyCanOrder, Ready, pooled: true, routers: true).ShouldBe(CanOrderRoutersFromPool);
        Decide(ResponsibleBodyCanOrder, Ready, pooled: true, college: true).ShouldBe(CanOrderFromPool);
    }

    [Theory, InlineData(Core.Allocations.SchoolStatus.Ready), InlineData(SchoolReady), InlineData(ResponsibleBodyCanOrder), InlineData(SchoolCanOrder)]
    public void Whoever_is_ready_to_order_is_told_that_they_can(SchoolStatus status)
    {
        Decide(status, Ready).ShouldBe(CanOrder);
        Decide(status, Ready, routers: true).ShouldBe(CanOrderRouters);
        Decide(status, Ready, college: true).ShouldBe(CanOrderAtCollege);
        Decide(status, Ready, college: true, routers: true).ShouldBe(CanOrderRoutersAtCollege);
    }

    [Theory, MemberData(nameof(Every))]
    public void Nobody_is_told_that_they_can_order_who_does_not_or_has_no_account_or_belongs_elsewhere(SchoolStatus status)
    {
        OpeningRecipient[] notReady = [Ready with { Orders = false }, Ready with { HasAccount = false }, Ready with { IsOfOrderingOrganisation = false }];

        notReady.ShouldAllBe(person => !IsTold(status, person));
    }

    [Theory, InlineData(SchoolWillBeContacted), InlineData(Ordered)]
    public void Of_these_nobody_is_told_anything(SchoolStatus status)
    {
        Decide(status, Ready).ShouldBeNull();
        Decide(status, OfBody).ShouldBeNull();
    }

    private static bool IsTold(SchoolStatus status, OpeningRecipient person) => Decide(status, person) is { } letter && letter.SaysCanOrder();

    private static OpeningLetter? Decide(SchoolStatus status, OpeningRecipient person, bool pooled = false, bool routers = false, bool college = false) =>
        OpeningRule.Decide(new() { Status = status, IsPooled = pooled, HasOnlyRouters = routers, IsCollege = college }, person);
}

/// <summary>At most one "can order" for each change of somebody's situation.</summary>
public sealed class OpeningNewsTests
{
    [Fact]
    public void What_somebody_was_never_told_is_news() => Of([], [CanOrder]).ShouldBe(([CanOrder], [CanOrder]));

    [Fact]
    public void What_they_were_told_and_still_holds_is_none() => Of([CanOrder], [CanOrder]).ShouldBe(([], [CanOrder]));

    [Fact]
    public void However_it_is_put_that_they_can_order_is_the_same_news() => Of([CanOrder], [CanOrderFromPool]).ShouldBe(([], [CanOrderFromPool]));

    [Fact]
    public void Laptops_after_routers_alone_are_news() => Of([CanOrderRouters], [CanOrder]).ShouldBe(([CanOrder], [CanOrder]));

    [Fact]
    public void Routers_alone_after_laptops_are_none_and_laptops_are_news_afterwards() => Of([CanOrder], [CanOrderRouters]).ShouldBe(([], [CanOrderRouters]));

    [Fact]
    public void Of_several_that_say_they_can_order_one_is_sent() => Of([], [CanOrderRouters, CanOrder, CanOrder]).ShouldBe(([CanOrder], [CanOrder]));

    [Fact]
    public void Something_missing_is_news_beside_it() => Of([CanOrder], [CanOrder, SomethingMissing]).ShouldBe(([SomethingMissing], [CanOrder, SomethingMissing]));

    [Fact]
    public void What_holds_no_more_is_forgotten_and_so_is_news_when_it_holds_again() => Of([CanOrder, NameContact], []).ShouldBe(([], []));

    [Fact]
    public void Routers_that_were_told_stay_told_beside_laptops_that_were_not()
    {
        var news = OpeningNews.Of([CanOrderRouters], [], [CanOrder]);

        (Text(news.Fresh), Text(news.Known)).ShouldBe(("", "CanOrderRouters"));
    }

    [Fact]
    public void Routers_that_open_beside_laptops_that_nobody_was_told_of_are_told_once()
    {
        var news = OpeningNews.Of([], [CanOrderRouters], [CanOrder, CanOrderRouters]);

        (Text(news.Fresh), Text(news.Known)).ShouldBe(("CanOrderRouters", "CanOrderRouters"));
    }

    [Fact]
    public void What_holds_and_did_not_open_now_is_no_news_and_not_taken_for_told()
    {
        var news = OpeningNews.Of([], [], [CanOrder]);

        (Text(news.Fresh), Text(news.Known)).ShouldBe(("", ""));
    }

    private static (OpeningLetter[] Fresh, OpeningLetter[] Known) Of(OpeningLetter[] told, OpeningLetter[] opened)
    {
        var news = OpeningNews.Of(told, opened, opened);
        return ([.. news.Fresh], [.. news.Known]);
    }

    private static string Text(IEnumerable<OpeningLetter> letters) => string.Join(' ', letters);
}

file static class NewsAssertions
{
    public static void ShouldBe(this (OpeningLetter[] Fresh, OpeningLetter[] Known) actual, (OpeningLetter[] Fresh, OpeningLetter[] Known) expected)
    {
        actual.Fresh.ShouldBe(expected.Fresh);
        actual.Known.ShouldBe(expected.Known, ignoreOrder: true);
    }
}
