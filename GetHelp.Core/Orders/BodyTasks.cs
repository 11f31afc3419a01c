using GetHelp.Core.Allocations;

namespace GetHelp.Core.Orders;

/// <summary>Something that stands between a responsible body's schools and their devices, or soon might.</summary>
public enum BodyTaskKind
{
    /// <summary>It has not told us who will order.</summary>
    TellWhoWillOrder,

    /// <summary>Orders should have come, and nobody has told us whether they did.</summary>
    ReportLate,

    /// <summary>Schools that order for themselves, of which nobody is here and nobody is named.</summary>
    NameContacts,

    /// <summary>Somebody of the school is named, and is not here.</summary>
    InviteContacts,

    /// <summary>Schools that it orders for, of which it is not known whether they need Chromebooks, or on which domain.</summary>
    CompleteChromebooks,

    /// <summary>Nobody of the body may order for the schools that it orders for.</summary>
    SayWhoOrders,

    OrderNow,

    OrderForSocialCareNow,

    /// <summary>One person alone can order.</summary>
    LetAColleagueOrder,

    /// <summary>Schools that order for themselves, and have still to say something about Chromebooks.</summary>
    WaitForSchools,

    /// <summary>Requests about orders, and reports of deliveries, that are not answered.</summary>
    WaitForAnswers,

    /// <summary>Requests for more devices that are not answered.</summary>
    WaitForMoreDevices,

    WaitForAccount,
}

/// <summary>One line of a responsible body's task list.</summary>
/// <param name="Count">Of how many schools, orders or requests it speaks; 1 where it speaks of none.</param>
public sealed record BodyTask(BodyTaskKind Kind, int Count = 1)
{
    public TaskTurn Turn => Kind switch
    {
        BodyTaskKind.LetAColleagueOrder => TaskTurn.Recommended,
        BodyTaskKind.WaitForSchools => TaskTurn.WaitingForSchools,
        BodyTaskKind.WaitForAnswers or BodyTaskKind.WaitForMoreDevices => TaskTurn.WaitingForSupport,
        BodyTaskKind.WaitForAccount => TaskTurn.WaitingForSupplier,
        _ => TaskTurn.ToDo,
    };
}

/// <summary>What needs doing first for a responsible body: a function of what is known of its schools, and of who looks.</summary>
public static class BodyTasks
{
    /// <summary>What the viewer has to do comes first, then what is advised, then what somebody else has to do. Nothing to whoever is not of the body.</summary>
    public static IReadOnlyList<BodyTask> Of(ResponsibleBodyHome home) => !home.ViewerBelongs ? [] :
    [
        .. OfSchools(home).Concat(OfPeople(home)).Concat(OfOrders(home)).Where(task => task.Count > 0).OrderBy(task => task.Turn).ThenBy(task => task.Kind),
    ];

    private static IEnumerable<BodyTask> OfSchools(ResponsibleBodyHome home) =>
    [
        new(BodyTaskKind.TellWhoWillOrder, home.Told is null ? 1 : 0),
        new(BodyTaskKind.NameContacts, home.Count(SchoolStatus.NeedsContact)),
        new(BodyTaskKind.InviteContacts, home.Count(SchoolStatus.SchoolWillBeContacted)),
        new(BodyTaskKind.CompleteChromebooks, home.Count(SchoolStatus.NeedsInformation)),
        new(BodyTaskKind.WaitForSchools, home.Count(SchoolStatus.SchoolContacted)),
    ];

    private static IEnumerable<BodyTask> OfPeople(ResponsibleBodyHome home)
    {
        var ordering = home.Ordering;
        if (ordering is { ViewerOrders: true, ViewerHasAccount: false } || home is { ViewerOrdersForSocialCare: true, Ordering.ViewerHasAccount: false })
        {
            yield return new(BodyTaskKind.WaitForAccount);
        }

        if (ordering is { Central: > 0, WhoOrders.Count: 0 })
        {
            yield return new(BodyTaskKind.SayWhoOrders);
        }

        if (ordering is { Central: > 0, ViewerOrders: true, WhoOrders.Count: 1 })
        {
            yield return new(BodyTaskKind.LetAColleagueOrder);
        }
    }

    private static IEnumerable<BodyTask> OfOrders(ResponsibleBodyHome home) =>
    [
        new(BodyTaskKind.OrderNow, home.Ordering.ViewerCanOrderNow ? 1 : 0),
        new(BodyTaskKind.OrderForSocialCareNow, home.ViewerCanOrderForSocialCareNow ? 1 : 0),
        new(BodyTaskKind.ReportLate, home.Ordering.ViewerOrders ? home.Orders.Late : 0),
        new(BodyTaskKind.WaitForAnswers, home.Orders.AwaitingAnswer),
        new(BodyTaskKind.WaitForMoreDevices, home.MoreDevices.Open),
    ];
}
