using GetHelp.Core.Orders;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.People;

/// <summary>What the pages share on which colleagues are nominated to order on one account of a responsible body: which account.</summary>
public abstract class OneAccountPage : OnePeoplePage
{
    /// <summary>As the address has it.</summary>
    [Parameter]
    public string AccountSlug { get; set; } = "";

    protected Account Account => Slugs.Parse<Account>(AccountSlug) ?? Account.Education;

    protected bool HasTwoAccounts => People!.Accounts.Count > 1;

    /// <summary>The other of two.</summary>
    protected Account OtherAccount => Account == Account.Education ? Account.SocialCare : Account.Education;

    /// <summary>Where one orders on this account.</summary>
    protected string OrderUrl => Account == Account.SocialCare ? OrderLinks.SocialCare(Id) : ResponsibleBodyLinks.Order(Id);

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (People is not null && (Slugs.Parse<Account>(AccountSlug) is not { } account || !People.Accounts.Contains(account)))
        {
            People = null;
            Navigation.NotFound();
        }
    }
}
