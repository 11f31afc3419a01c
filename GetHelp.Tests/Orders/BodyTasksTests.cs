using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class BodyTasksTests
{
    /// <summary>Somebody who orders for a body that has told us everything and has nothing left to order.</summary>
    private static readonly ResponsibleBodyHome Settled = new()
    {
        Ordering = new()
        {
            Id = 1,
            Name = "Barsetshire",
            Kind = ResponsibleBodyKind.LocalAuthority,
            PoolsCaps = true,
            Central = 2,
            Devolved = 3,
            State = BodyOrderingState.EverythingOrdered,
            Totals = [],
            Groups = [],
            ViewerOrders = true,
            ViewerHasAccount = true,
            ViewerId = 1,
            WhoOrders = ["Ada Hill", "Ben Okoro"],
            Schools = [],
            Matching = 0,
        },
        Told = WhoWillOrder.School,
        Waiting = [],
        Orders = new(0, null, 0, 0),
        MoreDevices = new(0, 0),
        ViewerBelongs = true,
    };

    public static TheoryData<string, ResponsibleBodyHome, (BodyTaskKind Kind, int Count)[]> Homes => new()
    {
        { "nothing to do", Settled, [] },
        { "has not told us who will order", Settled with { Told = null }, [(BodyTaskKind.TellWhoWillOrder, 1)] },
        { "schools need a contact", In(SchoolStatus.NeedsContact, 12), [(BodyTaskKind.NameContacts, 12)] },
        { "their contacts are not invited", In(SchoolStatus.SchoolWillBeContacted, 2), [(BodyTaskKind.InviteContacts, 2)] },
        { "schools that it orders for have not answered for Chromebooks", In(SchoolStatus.NeedsInformation, 3), [(BodyTaskKind.CompleteChromebooks, 3)] },
        { "schools that order for themselves have not", In(SchoolStatus.SchoolContacted, 4), [(BodyTaskKind.WaitForSchools, 4)] },
        { "something is left to order", With(Settled.Ordering with { State = BodyOrderingState.CanOrder }), [(BodyTaskKind.OrderNow, 1)] },
        { "the same, to who does not order", With(Settled.Ordering with { State = BodyOrderingState.CanOrder, ViewerOrders = false }), [] },
        { "the account is not ready", With(Settled.Ordering with { State = BodyOrderingState.CanOrder, ViewerHasAccount = false }), [(BodyTaskKind.WaitForAccount, 1)] },
        { "nobody can order", With(Settled.Ordering with { ViewerOrders = false, WhoOrders = [] }), [(BodyTaskKind.SayWhoOrders, 1)] },
        { "nobody can order, and nobody needs to", With(Settled.Ordering with { ViewerOrders = false, WhoOrders = [], Central = 0 }), [] },
        { "one person alone can order", With(Settled.Ordering with { WhoOrders = ["Ada Hill"] }), [(BodyTaskKind.LetAColleagueOrder, 1)] },
        { "one person alone, who is not the viewer", With(Settled.Ordering with { WhoOrders = ["Ben Okoro"], ViewerOrders = false }), [] },
        { "orders are late", Settled with { Orders = new(5, new(2021, 2, 1), 2, 0) }, [(BodyTaskKind.ReportLate, 2)] },
        { "orders are late, to who may not report them", With(Settled.Ordering with { ViewerOrders = false }) with { Orders = new(5, new(2021, 2, 1), 2, 0) }, [] },
        { "orders are on their way", Settled with { Orders = new(5, new(2021, 2, 1), 0, 0) }, [] },
        { "something was asked about orders", Settled with { Orders = new(5, new(2021, 2, 1), 0, 3) }, [(BodyTaskKind.WaitForAnswers, 3)] },
        { "more devices are asked for", Settled with { MoreDevices = new(1, 4) }, [(BodyTaskKind.WaitForMoreDevices, 1)] },
        { "more devices were answered", Settled with { MoreDevices = new(0, 4) }, [] },
        { "social care has something left", Settled with { ViewerOrdersForSocialCare = true, SocialCareLeft = [new(DeviceCategory.Routers, 2)] }, [(BodyTaskKind.OrderForSocialCareNow, 1)] },
        { "social care has something left, for others", Settled with { SocialCareLeft = [new(DeviceCategory.Routers, 2)] }, [] },
        {
            "orders for social care alone, and has no account",
            With(Settled.Ordering with { ViewerOrders = false, ViewerHasAccount = false }) with { ViewerOrdersForSocialCare = true, SocialCareLeft = [new(DeviceCategory.Routers, 2)] },
            [(BodyTaskKind.WaitForAccount, 1)]
        },
        {
            "much to do: what is the viewer's first, what is others' last",
            Settled with { Told = null, Waiting = [new(SchoolStatus.SchoolContacted, 4), new(SchoolStatus.NeedsContact, 1)], Orders = new(5, new(2021, 2, 1), 2, 3), Ordering = Settled.Ordering with { WhoOrders = ["Ada Hill"] } },
            [(BodyTaskKind.TellWhoWillOrder, 1), (BodyTaskKind.ReportLate, 2), (BodyTaskKind.NameContacts, 1), (BodyTaskKind.LetAColleagueOrder, 1), (BodyTaskKind.WaitForSchools, 4), (BodyTaskKind.WaitForAnswers, 3)]
        },
        { "the same, to support", Settled with { Told = null, ViewerBelongs = false }, [] },
    };

    [Theory, MemberData(nameof(Homes))]
    public void What_needs_doing_follows_from_what_is_known(string situation, ResponsibleBodyHome home, (BodyTaskKind Kind, int Count)[] tasks) =>
        BodyTasks.Of(home).Select(task => (task.Kind, task.Count)).ShouldBe(tasks, situation);

    [Fact]
    public void Every_kind_of_task_has_its_situation() =>
        Homes.SelectMany(row => ((BodyTaskKind Kind, int Count)[])row[2]).Select(task => task.Kind).Distinct().Order().ShouldBe(Enum.GetValues<BodyTaskKind>());

    private static ResponsibleBodyHome In(SchoolStatus status, int schools) => Settled with { Waiting = [new(status, schools)] };

    private static ResponsibleBodyHome With(ResponsibleBodyOrdering ordering) => Settled with { Ordering = ordering };
}
