using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders;

/// <summary>Something that stands between a school and its devices, or soon might.</summary>
public enum SchoolTaskKind
{
    /// <summary>An order should have come, and nobody has told us whether it did.</summary>
    ReportLate,

    /// <summary>Nobody has said whether the school needs Chromebooks.</summary>
    SayAboutChromebooks,

    /// <summary>Somebody has said that they do not know, or a domain is missing.</summary>
    CompleteChromebooks,

    WaitForAccount,

    SayWhoOrders,

    /// <summary>One person alone can order.</summary>
    LetAColleagueOrder,

    /// <summary>Somebody reported a delivery, and support has not answered.</summary>
    WaitForAnswer,

    /// <summary>Somebody asked to stop or correct an order, and that is not decided.</summary>
    WaitForDecision,
}

/// <summary>One line of a school's task list.</summary>
/// <param name="Order">The order that it is about; null where it is about none.</param>
public sealed record SchoolTask(SchoolTaskKind Kind, OrderBoardRow? Order = null)
{
    public TaskTurn Turn => Kind switch
    {
        SchoolTaskKind.WaitForAccount => TaskTurn.WaitingForSupplier,
        SchoolTaskKind.WaitForAnswer or SchoolTaskKind.WaitForDecision => TaskTurn.WaitingForSupport,
        SchoolTaskKind.LetAColleagueOrder or SchoolTaskKind.CompleteChromebooks => TaskTurn.Recommended,
        _ => TaskTurn.ToDo,
    };
}

/// <summary>What needs doing first for a school: a function of what is known of it, and of whose turn it is who looks.</summary>
public static class SchoolTasks
{
    /// <summary>What the viewer has to do comes first, then what is advised, then what somebody else has to do.</summary>
    public static IReadOnlyList<SchoolTask> Of(SchoolOrdering school) =>
        [.. OfOrders(school).Concat(OfChromebooks(school)).Concat(OfPeople(school)).OrderBy(task => task.Turn).ThenBy(task => task.Kind)];

    private static IEnumerable<SchoolTask> OfOrders(SchoolOrdering school) => school.Orders.Select(order => order switch
    {
        { OpenReports: > 0 } => new SchoolTask(SchoolTaskKind.WaitForAnswer, order),
        { OpenRequest: not null } => new SchoolTask(SchoolTaskKind.WaitForDecision, order),
        { Overdue: true } when school.ViewerOrders => new SchoolTask(SchoolTaskKind.ReportLate, order),
        _ => null,
    }).OfType<SchoolTask>();

    /// <summary>Asked of whoever orders for the school: the school itself, or its responsible body.</summary>
    private static IEnumerable<SchoolTask> OfChromebooks(SchoolOrdering school) => (IsTheirs(school), school.Chromebooks) switch
    {
        (false, _) or (_, { IsComplete: true }) => [],
        (_, { Answer: null }) => [new(SchoolTaskKind.SayAboutChromebooks)],
        _ => [new(SchoolTaskKind.CompleteChromebooks)],
    };

    private static IEnumerable<SchoolTask> OfPeople(SchoolOrdering school)
    {
        if (school is { ViewerOrders: true, ViewerHasAccount: false })
        {
            yield return new(SchoolTaskKind.WaitForAccount);
        }

        if (school is { ViewerBelongs: true, IsCentrallyManaged: false, WhoOrders.Count: 0 })
        {
            yield return new(SchoolTaskKind.SayWhoOrders);
        }

        if (school is { ViewerBelongs: true, IsCentrallyManaged: false, ViewerOrders: true, WhoOrders.Count: 1 })
        {
            yield return new(SchoolTaskKind.LetAColleagueOrder);
        }
    }

    private static bool IsTheirs(SchoolOrdering school) => school.IsCentrallyManaged ? school.ViewerIsOfBody : school.ViewerBelongs;
}
