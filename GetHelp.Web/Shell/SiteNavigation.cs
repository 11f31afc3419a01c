using System.Security.Claims;
using GetHelp.Core.People;

namespace GetHelp.Web.Shell;

/// <summary>A place that the header links to.</summary>
public sealed record SitePlace(string Name, string Url);

/// <summary>What the header offers to whom.</summary>
public static class SiteNavigation
{
    private static readonly SitePlace[] Support =
    [
        new("Orders", "/support/orders"),
        new("Requests", "/support/requests"),
        new("Schools", "/support/schools"),
        new("Responsible bodies", "/support/responsible-bodies"),
        new("People", "/support/people"),
        new("Allocation queries", "/support/allocation-queries"),
        new("Stock", "/support/stock"),
        new("Supplier", "/support/supplier/caps"),
    ];

    private static readonly SitePlace[] ThirdLine = [.. Support, new("Register", "/support/register")];

    private static readonly SitePlace[] Supplier =
    [
        new("Schools", "/supplier/schools"),
        new("Responsible bodies", "/supplier/responsible-bodies"),
        new("Chromebooks", "/supplier/chromebooks"),
        new("Donated devices", "/supplier/donated-devices"),
        new("Accounts", "/supplier/accounts"),
        new("Tokens", "/supplier/tokens"),
    ];

    private static readonly SitePlace[] Everybody = [new("Home", "/home")];

    public static IReadOnlyList<SitePlace> For(ClaimsPrincipal person) => person.IsInRole(nameof(Role.Support)) ? Support
        : person.IsInRole(nameof(Role.SupportThirdLine)) ? ThirdLine
        : person.IsInRole(nameof(Role.Supplier)) ? Supplier
        : Everybody;
}
