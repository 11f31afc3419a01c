using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Web.Allocations;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>How the grid of a responsible body's schools says what it shows.</summary>
internal static class YourSchoolsWords
{
    public static string Title(this SchoolGridColumn column) => column switch
    {
        SchoolGridColumn.School => "School",
        SchoolGridColumn.Setting => "Setting",
        SchoolGridColumn.WhoWillOrder => "Who orders",
        SchoolGridColumn.Contact => "Contact",
        SchoolGridColumn.OrderState => "Order state",
        SchoolGridColumn.LaptopsAndTablets => "Laptops and tablets",
        SchoolGridColumn.Routers => "Routers",
        SchoolGridColumn.Chromebooks => "Chromebooks",
        SchoolGridColumn.GoogleDomain => "Google domain",
        SchoolGridColumn.RecoveryAddress => "Recovery address",
        _ => "Status",
    };

    public static string Words(this WhoWillOrder who) => who == WhoWillOrder.School ? "The school" : "You, centrally";

    /// <summary>Where a school is on its way, as its responsible body reads it.</summary>
    public static string WordsToBody(this SchoolStatus status) => status == SchoolStatus.ResponsibleBodyCanOrder ? "You can order" : status.Words();

    public static string Said(this ChromebookAnswer? answer) => answer switch
    {
        ChromebookAnswer.Yes => "Yes",
        ChromebookAnswer.No => "No",
        ChromebookAnswer.DoNotKnow => "Not known yet",
        _ => "Nobody has said",
    };

    public static string Words(this ChromebookFilter said) => said switch
    {
        ChromebookFilter.Yes => Said(ChromebookAnswer.Yes),
        ChromebookFilter.No => Said(ChromebookAnswer.No),
        ChromebookFilter.DoNotKnow => Said(ChromebookAnswer.DoNotKnow),
        _ => Said(null),
    };

    public static string Words(this OrderingGroup group) => group switch
    {
        OrderingGroup.SpecificCircumstances => "can order for specific circumstances",
        OrderingGroup.CanOrder => "can order",
        _ => "cannot order yet",
    };

    public static string InWords(this SchoolSetting setting) => setting.Words() ?? "Another setting";

    /// <summary>How far a contact has come; what stands after their address.</summary>
    public static string Words(this ContactAccess access) => access switch
    {
        ContactAccess.SignedIn => "Has signed in",
        ContactAccess.Invited => "Invited, not signed in yet",
        _ => "Not invited yet",
    };
}
