using GetHelp.Core.People;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.People;

/// <summary>What the pages about one of an organisation's people share.</summary>
public abstract class OnePersonPage : OnePeoplePage
{
    /// <summary>Whom the page is about, as the address has it.</summary>
    [Parameter]
    public int Person { get; set; }

    protected Colleague? Colleague => People?.Find(Person);

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (People is not null && Colleague is null)
        {
            Navigation.NotFound();
        }
    }

    /// <summary>Somebody else may have removed the person meanwhile: then there is nothing left to show.</summary>
    protected async Task ReadOrLeaveAsync()
    {
        await ReadAgainAsync();
        if (People is not null && Colleague is null && !IsLeaving)
        {
            Navigation.NavigateTo(PeopleLinks.AfterRemoving(People), replace: true);
        }
    }

    /// <summary>The page's own button is on its way to somewhere else.</summary>
    protected bool IsLeaving { get; set; }

    protected bool IsViewer(Colleague colleague) => colleague.UserId == Viewer.UserId;
}
