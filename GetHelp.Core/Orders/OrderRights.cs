using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Orders;

/// <summary>The one place that says who may place orders, and who may speak for one that is placed (spec 02 §6, §9).</summary>
public static class OrderRights
{
    /// <summary>Whether the viewer may place orders for a school: as one of its people when it orders for itself, as one of its responsible
    /// body's when that orders for it.</summary>
    public static bool MayOrderFor(this Viewer viewer, School school) => viewer.MayOrderFor(school.WhoWillOrder, school.Id, school.ResponsibleBodyId);

    /// <inheritdoc cref="MayOrderFor(Viewer, School)"/>
    public static bool MayOrderFor(this Viewer viewer, WhoWillOrder who, int schoolId, int responsibleBodyId) => who == WhoWillOrder.School
        ? viewer.OrdersForSchoolIds.Contains(schoolId)
        : viewer.OrdersForResponsibleBodyIds.Contains(responsibleBodyId);

    /// <summary>The places that let their people order for a school, as <see cref="MayOrderFor(Viewer, School)"/> says it.</summary>
    internal static IQueryable<Membership> OrderingFor(this IQueryable<Membership> memberships, School school)
    {
        var (id, body, central) = (school.Id, school.ResponsibleBodyId, school.WhoWillOrder == WhoWillOrder.ResponsibleBody);
        return memberships.Where(m => m.OrdersDevices && m.User!.DeletedAt == null && (central ? m.ResponsibleBodyId == body : m.SchoolId == id));
    }

    /// <summary>Whether the viewer is of the organisation that ordered and places orders for it: whoever does may ask to stop or correct an
    /// order and report what is wrong with a delivery, whichever of them placed it and whoever orders now.</summary>
    public static bool OrdersFor(this Viewer viewer, Order order) => order.Account == Account.SocialCare
        ? viewer.OrdersForSocialCareOfIds.Contains(order.ResponsibleBodyId)
        : (order.SchoolId is { } school && viewer.OrdersForSchoolIds.Contains(school)) || viewer.OrdersForResponsibleBodyIds.Contains(order.ResponsibleBodyId);

    /// <summary>Why the viewer may not place orders for a school that they can see; null when they may.</summary>
    internal static Refusal? WhyNot(this Viewer viewer, School school) =>
        viewer.MayOrderFor(school) ? viewer.WhyNotYet()
        : school.WhoWillOrder == WhoWillOrder.ResponsibleBody && viewer.SchoolIds.Contains(school.Id) ? new OrderedCentrally(school.ResponsibleBody!.Name)
        : school.WhoWillOrder == WhoWillOrder.School && viewer.ResponsibleBodyIds.Contains(school.ResponsibleBodyId) ? new OrderedBySchool(school.Name)
        : new NotAllowed("place orders for this school");

    /// <summary>Why the viewer may not place orders on a local authority's social care account; null when they may.</summary>
    internal static Refusal? WhyNotSocialCare(this Viewer viewer, int responsibleBodyId) =>
        viewer.OrdersForSocialCareOfIds.Contains(responsibleBodyId) ? viewer.WhyNotYet() : new NotAllowed("place orders for social care");

    /// <summary>Whoever may order can do so once the supplier has an account for them, whatever the organisation (spec 02 §9.1).</summary>
    private static AccountNotReady? WhyNotYet(this Viewer viewer) => viewer.HasTechSourceAccount ? null : new();
}

/// <summary>The supplier has still to confirm the account in its shop.</summary>
public sealed record AccountNotReady : Refusal
{
    public override string Message =>
        "Your account with the supplier is not ready yet, so you cannot order. It is made within 1 working day: we will email you, and then you can order here.";
}

/// <summary>The school's responsible body orders for it.</summary>
public sealed record OrderedCentrally(string ResponsibleBody) : Refusal
{
    public override string Message => $"{ResponsibleBody} places the orders for your school. Ask them for what you need.";
}

/// <summary>The school orders for itself.</summary>
public sealed record OrderedBySchool(string School) : Refusal
{
    public override string Message => $"{School} places its own orders. To order for it, change who will order first.";
}
