using System.Linq.Expressions;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.YourSchools;

/// <summary>One responsible body's open schools as the database filters, counts and sorts them.</summary>
internal sealed class SchoolsOfBody(GetHelpDbContext db, int responsibleBodyId, PoolFacts pool)
{
    private static readonly Expression<Func<SchoolStatusFacts, bool>> CanOrderNow = facts => facts.CanOrderNow;

    private readonly Expression<Func<School, SchoolStatusFacts>> facts = SchoolStatusSql.Facts(db, pool);

    /// <summary>Whether those that it orders for share a pool.</summary>
    public bool Pools => pool.IsThere;

    /// <summary>The number of a school's status.</summary>
    public Expression<Func<School, int>> Status => SchoolStatusRule.Table.Over(facts);

    public IQueryable<School> All => db.Schools.AsNoTracking().Where(s => s.ResponsibleBodyId == responsibleBodyId && s.Status == OrganisationStatus.Open);

    public IQueryable<School> Filtered(SchoolGridQuery query)
    {
        var schools = All.Matching(query.Search);
        schools = query.WhoWillOrder is { } who ? schools.Where(s => s.WhoWillOrder == who) : schools;
        schools = query.Group is { } group ? schools.Where(OrderingGroupSql.Table.Is(group)) : schools;
        schools = query.Status is { } status ? schools.Where(Status.Is((int)status)) : schools;
        schools = query.Setting is { } setting ? schools.Where(SchoolSettings.Table.Is(setting)) : schools;
        schools = query.CanOrder is { } can ? schools.Where(CanOrderNow.Over(facts).Is(can)) : schools;
        return query.Chromebooks is { } said ? schools.Where(Said(said)) : schools;
    }

    /// <summary>By name where nothing else decides.</summary>
    public IQueryable<School> Sorted(IQueryable<School> schools, SchoolGridQuery query) => InTurn(schools, query).ThenBy(s => s.Name).ThenBy(s => s.Id);

    private IOrderedQueryable<School> InTurn(IQueryable<School> schools, SchoolGridQuery query)
    {
        return query.Sort switch
        {
            SchoolGridColumn.School => By(s => s.Name),
            SchoolGridColumn.Setting => By(SchoolSettings.Table.Number),
            SchoolGridColumn.WhoWillOrder => By(s => s.WhoWillOrder == WhoWillOrder.School ? 0 : 1),
            SchoolGridColumn.Contact => By(s => s.Contact!.Name ?? ""),
            SchoolGridColumn.LaptopsAndTablets => By(SetAside(DeviceCategory.LaptopsAndTablets)),
            SchoolGridColumn.Routers => By(SetAside(DeviceCategory.Routers)),
            SchoolGridColumn.Chromebooks => By(s => s.Chromebooks.Answer == null ? 0 : s.Chromebooks.Answer == ChromebookAnswer.DoNotKnow ? 1 : s.Chromebooks.Answer == ChromebookAnswer.Yes ? 2 : 3),
            SchoolGridColumn.GoogleDomain => By(s => s.Chromebooks.Domain ?? ""),
            SchoolGridColumn.RecoveryAddress => By(s => s.Chromebooks.RecoveryAddress ?? ""),
            SchoolGridColumn.Status => By(Status),
            _ => By(OrderingGroupSql.Table.Number),
        };

        IOrderedQueryable<School> By<TKey>(Expression<Func<School, TKey>> key) => query.Descending ? schools.OrderByDescending(key) : schools.OrderBy(key);
    }

    private static Expression<Func<School, int>> SetAside(DeviceCategory category) => s => s.Allocations.Where(a => a.Category == category).Sum(a => a.Amount);

    private static Expression<Func<School, bool>> Said(ChromebookFilter said) => said switch
    {
        ChromebookFilter.Yes => s => s.Chromebooks.Answer == ChromebookAnswer.Yes,
        ChromebookFilter.No => s => s.Chromebooks.Answer == ChromebookAnswer.No,
        ChromebookFilter.DoNotKnow => s => s.Chromebooks.Answer == ChromebookAnswer.DoNotKnow,
        _ => s => s.Chromebooks.Answer == null,
    };
}
