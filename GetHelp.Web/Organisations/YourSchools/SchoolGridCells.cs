using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Web.Allocations;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared;
using GetHelp.Web.Shared.Grid;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>The columns of the grid, and what each shows of a school.</summary>
internal static class SchoolGridCells
{
    /// <summary>What somebody sees who has not chosen columns: a recovery address is looked at once, and a setting is in most names.</summary>
    public static IReadOnlyList<SchoolGridColumn> Usual { get; } =
        [.. Enum.GetValues<SchoolGridColumn>().Except([SchoolGridColumn.Setting, SchoolGridColumn.OrderState, SchoolGridColumn.RecoveryAddress])];

    private static readonly SchoolGridColumn[] Editable =
        [SchoolGridColumn.WhoWillOrder, SchoolGridColumn.Contact, SchoolGridColumn.Chromebooks, SchoolGridColumn.GoogleDomain, SchoolGridColumn.RecoveryAddress];

    /// <param name="query">Where a school's name leads knows which schools were looked at.</param>
    /// <param name="mayChange">Whether cells can be changed.</param>
    public static IReadOnlyList<GridColumn<SchoolGridRow>> Columns(IEnumerable<SchoolGridColumn> chosen, SchoolGridQuery query) =>
    [
        .. chosen.Select(column => new GridColumn<SchoolGridRow>(column.Title(), CellOf(column, query))
        {
            SortKey = column.Slug(),
            IsRowHeader = column == SchoolGridColumn.School,
            IsNumber = column is SchoolGridColumn.LaptopsAndTablets or SchoolGridColumn.Routers,
            Edits = Editable.Contains(column) ? column.Slug() : null,
        }),
    ];

    private static Func<SchoolGridRow, MarkupString> CellOf(SchoolGridColumn column, SchoolGridQuery query) => column switch
    {
        SchoolGridColumn.School => row => School(row, query),
        SchoolGridColumn.Setting => row => Html.Of($"{row.Setting.InWords()}"),
        SchoolGridColumn.WhoWillOrder => row => Html.Of($"{row.WhoWillOrder.Words()}"),
        SchoolGridColumn.Contact => Contact,
        SchoolGridColumn.OrderState => row => Tags.Html(row.OrderState.Tone(), row.OrderState.Words()),
        SchoolGridColumn.LaptopsAndTablets => row => Numbers(row.LaptopsAndTablets, row.IsPooled),
        SchoolGridColumn.Routers => row => Numbers(row.Routers, row.IsPooled),
        SchoolGridColumn.Chromebooks => row => row.Chromebooks.Answer is null ? Quiet(row.Chromebooks.Answer.Said()) : Html.Of($"{row.Chromebooks.Answer.Said()}"),
        SchoolGridColumn.GoogleDomain => Domain,
        SchoolGridColumn.RecoveryAddress => row => Html.Of($"""<span class="address">{row.Chromebooks.RecoveryAddress}</span>"""),
        _ => row => Tags.Html(row.Status.Tone(), row.Status.WordsToBody()),
    };

    private static MarkupString School(SchoolGridRow row, SchoolGridQuery query) =>
        Html.Of($"""<span class="name"><a href="{YourSchoolsLinks.School(query, row.Urn)}">{row.Name}</a> <span class="quiet">{(row.Town is null ? $"{row.Urn}" : $"{row.Urn}, {row.Town}")}</span></span>""");

    private static MarkupString Contact(SchoolGridRow row) => row.Contact is { } contact
        ? Html.Of($"""<span>{contact.Name} <span class="address quiet">{Breakable.Parts(contact.EmailAddress)}</span> <span class="quiet">{contact.Access.Words()}</span></span>""")
        : Quiet("No contact yet");

    private static MarkupString Numbers(AllocationLine line, bool isPooled) => line.Allocation == 0 && line.Ordered == 0
        ? Html.Of($"0")
        : Html.Of($"""<span>{line.Allocation.ToString("N0")} {OfWhich(line, isPooled)}</span>""");

    /// <summary>What can be ordered for one that shares a pool is the pool's.</summary>
    private static MarkupString OfWhich(AllocationLine line, bool isPooled) =>
        isPooled ? Quiet($"{line.Ordered:N0} ordered") : Html.Of($"{Quiet($"{line.Left:N0} to order")} {Quiet($"{line.Ordered:N0} ordered")}");

    private static MarkupString Domain(SchoolGridRow row) =>
        row.Chromebooks.Domain is not { } domain ? default
        : ChromebookRules.IsUnknown(domain) ? Tags.Html(Tone.Attention, "No domain")
        : Breakable.Of(domain);

    private static MarkupString Quiet(string words) => Html.Of($"""<span class="quiet">{words}</span>""");
}
