using System.Linq.Expressions;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Allocations;

/// <summary>The two facts of a school's status that its pool decides on, where it is in one.</summary>
/// <param name="IsThere">Whether the responsible body has a pool at all.</param>
internal readonly record struct PoolFacts(bool IsThere, bool HasLeft, bool HasOrdered)
{
    /// <param name="totals">Null where there is no pool.</param>
    public static PoolFacts Of(IReadOnlyList<PoolTotals>? totals) =>
        totals is null ? default : new(IsThere: true, totals.Any(t => t.Left > 0), totals.Any(t => t.Taken > 0));
}

/// <summary>What a school's status follows from, as a database works it out: for open schools of one responsible body.</summary>
internal static class SchoolStatusSql
{
    public static Expression<Func<School, SchoolStatusFacts>> Facts(GetHelpDbContext db, PoolFacts pool)
    {
        var (pools, poolHasLeft, poolHasOrdered) = pool;
        return school => new()
        {
            WhoWillOrder = school.WhoWillOrder,
            HasPeople = db.Memberships.Any(m => m.SchoolId == school.Id && m.User!.DeletedAt == null),
            HasContact = school.ContactId != null,
            ChromebooksComplete = school.Chromebooks.Answer == ChromebookAnswer.No
                || (school.Chromebooks.Answer == ChromebookAnswer.Yes && school.Chromebooks.Domain != null
                    && (school.Chromebooks.Domain == ChromebookRules.Unknown || school.Chromebooks.RecoveryAddress != null)),
            CanOrderNow = (school.OrderState == OrderState.CanOrder || school.OrderState == OrderState.CanOrderForSpecificCircumstances)
                && (pools && school.WhoWillOrder == WhoWillOrder.ResponsibleBody ? poolHasLeft : school.Allocations.Any(a => a.Cap > a.Ordered && a.Cap > a.Used)),
            HasOrdered = pools && school.WhoWillOrder == WhoWillOrder.ResponsibleBody ? poolHasOrdered : school.Allocations.Any(a => a.Ordered > 0 || a.Used > 0),
        };
    }
}
