using System.Linq.Expressions;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Orders;

/// <summary>The one place that says whose orders, and whose schools, a viewer may see.</summary>
public static class OrderVisibility
{
    /// <summary>Support and the supplier see every order; a person sees those of their schools and of their responsible bodies.</summary>
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Viewer viewer) => viewer.SeesEverything ? orders : orders.Where(Theirs(viewer));

    /// <summary>Support sees every school; a person sees their own and those of their responsible bodies.</summary>
    public static IQueryable<School> VisibleTo(this IQueryable<School> schools, Viewer viewer) => viewer.SeesEverything ? schools : schools.LookedAfterBy(viewer);

    /// <summary>A person's own schools, and those of their responsible bodies: where they may speak for the school. Nobody else has any.</summary>
    public static IQueryable<School> LookedAfterBy(this IQueryable<School> schools, Viewer viewer)
    {
        var (ids, bodies) = (viewer.SchoolIds.ToList(), viewer.ResponsibleBodyIds.ToList());
        return schools.Where(s => ids.Contains(s.Id) || bodies.Contains(s.ResponsibleBodyId));
    }

    private static Expression<Func<Order, bool>> Theirs(Viewer viewer)
    {
        var (schools, bodies) = (viewer.SchoolIds.ToList(), viewer.ResponsibleBodyIds.ToList());
        return order => schools.Contains(order.SchoolId ?? 0) || bodies.Contains(order.ResponsibleBodyId);
    }
}
