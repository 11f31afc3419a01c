using GetHelp.Core.Live;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace GetHelp.Web.SignIn.Sessions;

/// <summary>Looks at the session of an open page every half minute, when it is told of the person, when somebody works with the page, and at the very moments at
/// which it is to warn and to end. What is pushed to the page is no use of it.</summary>
public sealed partial class SessionWatch : IDisposable
{
    /// <summary>Where nobody tells: somebody who was removed is out within a minute, whatever happens to the notice of it.</summary>
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(30);

    private SessionPrincipal? page;
    private SessionState? session;
    private SessionNotice? notice;
    private SessionNotice? focused;
    private LiveSubscription? subscription;
    private ITimer? timer;
    private IDisposable? moves;
    private ElementReference dialog;
    private bool isLost;
    private bool isLeaving;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required SessionReader Sessions { get; init; }

    [Inject]
    public required SessionService Service { get; init; }

    [Inject]
    public required LiveUpdates Updates { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private string Here => new Uri(Navigation.Uri).PathAndQuery;

    protected override async Task OnInitializedAsync()
    {
        page = SessionPrincipal.Of((await Authentication).User);
        if (page is not null && RendererInfo.IsInteractive)
        {
            // A look that fails is made again half a minute later: the page is not taken down for it.
            subscription = Updates.Subscribe([Topic.Person(page.OwnerId)], _ => InvokeAsync(LookAsync), _ => LookAgainIn(LooksEvery));
            timer = Clock.CreateTimer(_ => subscription.Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            moves = Navigation.RegisterLocationChangingHandler(LeaveAsync);
            Viewers.Lost += OnLost;
            await LookAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (notice is not null && notice != focused)
        {
            await dialog.FocusAsync();
        }

        focused = notice;
    }

    public void Dispose()
    {
        Viewers.Lost -= OnLost;
        moves?.Dispose();
        timer?.Dispose();
        subscription?.Dispose();
    }

    private async Task LookAsync()
    {
        session = isLost ? await Sessions.FindAsync(page!.Secret) : await Sessions.FindRecentAsync(page!.Secret, page.OwnerId);
        notice = SessionNotice.Of(page, session, Now);
        LookAgainIn(UntilNextLook());
        StateHasChanged();
    }

    private async Task UsedAsync()
    {
        if (session is not null && notice is not { IsOver: true })
        {
            await Service.SeenAsync(session);
            await LookAsync();
        }
    }

    /// <summary>Somebody pressed something that is not theirs to press any more: the notice is where they are to look.</summary>
    private void OnLost(object? sender, EventArgs lost)
    {
        isLost = true; // a reading that is shared may not know of it yet
        focused = null;
        subscription?.Ring();
    }

    /// <summary>The next page is asked for anew, so that it is for whoever is signed in by then; this one is left with all that was on it.</summary>
    private ValueTask LeaveAsync(LocationChangingContext moving)
    {
        if (notice is { IsOver: true } && !isLeaving)
        {
            isLeaving = true;
            moving.PreventNavigation();
            Navigation.NavigateTo(moving.TargetLocation, forceLoad: true);
        }

        return ValueTask.CompletedTask;
    }

    private TimeSpan UntilNextLook()
    {
        TimeSpan[] moments = session is null ? [] : [session.ExpiresAt - Now - SessionRules.Warning, session.ExpiresAt - Now];
        return moments.Where(moment => moment > TimeSpan.Zero).Append(LooksEvery).Min();
    }

    private void LookAgainIn(TimeSpan time) => timer?.Change(time, Timeout.InfiniteTimeSpan);
}
