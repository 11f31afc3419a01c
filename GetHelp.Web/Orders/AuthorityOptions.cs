using System.Runtime.CompilerServices;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>England's local authorities as options to choose from. There are 150 of them and hardly anybody chooses one: those who have
/// not share one piece of HTML.</summary>
internal static class AuthorityOptions
{
    private static readonly ConditionalWeakTable<IReadOnlyList<OrganisationName>, string> NoneChosen = [];

    public static MarkupString Of(IReadOnlyList<OrganisationName> authorities, int? chosen) =>
        new(chosen is null ? NoneChosen.GetValue(authorities, all => Options(all, chosen: null)) : Options(authorities, chosen));

    private static string Options(IEnumerable<OrganisationName> authorities, int? chosen) => string.Concat(authorities.Select(authority => Option(authority, chosen).Value));

    private static MarkupString Option(OrganisationName authority, int? chosen) => authority.Id == chosen
        ? Html.Of($"""<option value="{authority.Id}" selected>{authority.Name}</option>""")
        : Html.Of($"""<option value="{authority.Id}">{authority.Name}</option>""");
}
