using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class SchoolTasksTests
{
    private static readonly ChromebookDetails None = new() { Answer = ChromebookAnswer.No };

    /// <summary>Somebody of a school that orders for itself, with a colleague and nothing left to do.</summary>
    private static readonly SchoolOrdering Settled = new()
    {
        SchoolId = 1,
        Urn = Urn.From(100_001),
        School = "Ash School",
        Setting = "Primary school",
        ResponsibleBody = "Barsetshire",
        OrderState = OrderState.CanOrder,
        WhoWillOrder = WhoWillOrder.School,
        Allocations = [new(DeviceCategory.LaptopsAndTablets, 10, 10, 0)],
        Chromebooks = None,
        Stock = new Dictionary<Product, StockState>(),
        DeliverTo = new() { Name = "Ash School", ContactName = "Ada Hill", ContactEmail = "ada@example.org" },
        ViewerOrders = true,
        ViewerHasAccount = true,
        ViewerId = 1,
        ViewerBelongs = true,
        WhoOrders = ["Ada Hill", "Ben Okoro"],
        Orders = [],
    };

    private static readonly SchoolOrdering OfBody = Settled with { WhoWillOrder = WhoWillOrder.ResponsibleBody, ViewerBelongs = false, ViewerIsOfBody = true };

    private static readonly OrderBoardRow Order = new()
    {
        Number = new(7),
        ResponsibleBody = "Barsetshire",
        Contents = "2 iPads",
        Status = OrderStatus.Accepted,
        PlacedAt = new(2021, 2, 1),
        Age = "30 days",
        DueOn = new(2021, 2, 8),
    };

    public static TheoryData<string, SchoolOrdering, SchoolTaskKind[]> Schools => new()
    {
        { "nothing to do", Settled, [] },
        { "Chromebooks not said", Settled with { Chromebooks = new() }, [SchoolTaskKind.SayAboutChromebooks] },
        { "Chromebooks not known", Settled with { Chromebooks = new() { Answer = ChromebookAnswer.DoNotKnow } }, [SchoolTaskKind.CompleteChromebooks] },
        { "Chromebooks without a domain", Settled with { Chromebooks = new() { Answer = ChromebookAnswer.Yes } }, [SchoolTaskKind.CompleteChromebooks] },
        { "Chromebooks of a school that others order for", Settled with { Chromebooks = new(), WhoWillOrder = WhoWillOrder.ResponsibleBody, ViewerOrders = false }, [] },
        { "the same, to those others", OfBody with { Chromebooks = new() }, [SchoolTaskKind.SayAboutChromebooks] },
        { "Chromebooks of a school that orders for itself, to its body", OfBody with { Chromebooks = new(), WhoWillOrder = WhoWillOrder.School, ViewerOrders = false }, [] },
        { "the account is not ready", Settled with { ViewerHasAccount = false }, [SchoolTaskKind.WaitForAccount] },
        { "no account, and does not order", Settled with { ViewerHasAccount = false, ViewerOrders = false }, [] },
        { "nobody else can order", Settled with { WhoOrders = ["Ada Hill"] }, [SchoolTaskKind.LetAColleagueOrder] },
        { "one person orders, and it is not the viewer", Settled with { WhoOrders = ["Ada Hill"], ViewerOrders = false }, [] },
        { "nobody can order", Settled with { WhoOrders = [], ViewerOrders = false }, [SchoolTaskKind.SayWhoOrders] },
        { "an order is overdue", Settled with { Orders = [Order with { Overdue = true }] }, [SchoolTaskKind.ReportLate] },
        { "an order is on its way", Settled with { Orders = [Order] }, [] },
        { "an order is overdue, and was reported", Settled with { Orders = [Order with { Overdue = true, OpenReports = 1 }] }, [SchoolTaskKind.WaitForAnswer] },
        { "an order is overdue, to who may not report it", Settled with { ViewerOrders = false, Orders = [Order with { Overdue = true }] }, [] },
        { "an order is to be stopped", Settled with { Orders = [Order with { OpenRequest = OrderRequestKind.Stop }] }, [SchoolTaskKind.WaitForDecision] },
        {
            "much to do: what is the viewer's first, what is others' last",
            Settled with { Chromebooks = new(), WhoOrders = ["Ada Hill"], ViewerHasAccount = false, Orders = [Order with { OpenReports = 1 }, Order with { Number = new(6), Overdue = true }] },
            [SchoolTaskKind.ReportLate, SchoolTaskKind.SayAboutChromebooks, SchoolTaskKind.LetAColleagueOrder, SchoolTaskKind.WaitForAnswer, SchoolTaskKind.WaitForAccount]
        },
    };

    [Theory, MemberData(nameof(Schools))]
    public void What_needs_doing_follows_from_what_is_known(string situation, SchoolOrdering school, SchoolTaskKind[] tasks) =>
        SchoolTasks.Of(school).Select(task => task.Kind).ShouldBe(tasks, situation);

    [Fact]
    public void Every_kind_of_task_has_its_situation() =>
        Schools.SelectMany(row => (SchoolTaskKind[])row[2]).Distinct().Order().ShouldBe(Enum.GetValues<SchoolTaskKind>());
}
