using System.Linq.Expressions;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Orders;

/// <summary>The one place that says whose orders, and whose schools, a viewer may see.</summary>
public static class OrderVisibility
{
    /// <summary>Support and the supplier see every order; a person sees those of their schools, those that
    /// arrive there, and those of their responsible bodies.</summary>
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Viewer viewer) => viewer.SeesEverything ? orders : orders.Where(Theirs(viewer));

    /// <summary>Support sees every school; a person sees their own and those of their responsible bodies.</summary>
    public static IQueryable<School> VisibleTo(this IQueryable<School> schools, Viewer viewer) => viewer.SeesEverything ? schools : schools.LookedAfterBy(viewer);

    /// <summary>A person's own schools, and those of their responsible bodies: where they may speak for the school. Nobody else has any.</summary>
    public static IQueryable<School> LookedAfterBy(this IQueryable<School> schools, Viewer viewer)
    {
        var (ids, bodies) = (viewer.SchoolIds.ToList(), viewer.ResponsibleBodyIds.ToList());
        return schools.Where(s => ids.Contains(s.Id) || bodies.Contains(s.ResponsibleBodyId));
    }

    /// <summary>The orders of one school, and those from its responsible body's pool that arrive there.</summary>
    public static IQueryable<Order> OfSchool(this IQueryable<Order> orders, int schoolId) => orders.Where(o => o.SchoolId == schoolId || o.DeliverToSchoolId == schoolId);

    /// <inheritdoc cref="OfSchool(IQueryable{Order}, int)"/>
    public static IQueryable<Order> OfSchool(this IQueryable<Order> orders, IQueryable<School> school)
    {
        var ids = school.Select(s => (int?)s.Id);
        return orders.Where(o => ids.Contains(o.SchoolId) || ids.Contains(o.DeliverToSchoolId));
    }

    private static Expression<Func<Order, bool>> Theirs(Viewer viewer)
    {
        var (schools, bodies) = (viewer.SchoolIds.ToList(), viewer.ResponsibleBodyIds.ToList());
        return order => schools.Contains(order.SchoolId ?? 0) || schools.Contains(order.DeliverToSchoolId ?? 0) || bodies.Contains(order.ResponsibleBodyId);
    }
}
