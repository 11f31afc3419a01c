using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Web.Home;

/// <summary>Where a person finds their work.</summary>
public static class Landing
{
    public const string Home = "/home";
    public const string SupplierSchools = "/supplier/schools";
    public const string SupportOrders = "/support/orders";

    public static string School(Urn urn) => $"/schools/{urn}";

    public static string ResponsibleBody(int id) => $"/responsible-bodies/{id}";

    /// <summary>The one page where this person's work is; null for those who have a choice, or nothing at all.</summary>
    public static string? OnlyPage(Viewer viewer, OrganisationsOfViewer organisations) => (viewer.Role, organisations) switch
    {
        (Role.Support or Role.SupportThirdLine, _) => SupportOrders,
        (Role.Supplier, _) => SupplierSchools,
        (_, { Schools: [var school], ResponsibleBodies: [] }) => School(school.Urn),
        (_, { Schools: [], ResponsibleBodies: [var body] }) => ResponsibleBody(body.Id),
        _ => null,
    };
}
