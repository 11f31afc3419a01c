using GetHelp.Core.People;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace GetHelp.Web.Shared;

/// <summary>A page that shows one thing: read as the viewer while prerendering, carried over to the circuit, and read again when it changes. Where
/// there is nothing that the viewer may see, or no longer, there is no such page.</summary>
/// <typeparam name="T">What is shown: a record that Core makes for the page.</typeparam>
public abstract class ReadPage<T> : ComponentBase, IDisposable
    where T : class
{
    private string? readFor;
    private string? path;
    private int readings;

    /// <summary>What was read while prerendering, on its way to the circuit.</summary>
    [PersistentState]
    public byte[]? Carried { get; set; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>What the page shows; null until it is read.</summary>
    protected T? Shown { get; private set; }

    /// <summary>What of the page's address says what is to be read: another value is another reading.</summary>
    protected virtual string Asked => "";

    /// <summary>Null when there is no such thing that the viewer may see.</summary>
    protected abstract Task<T?> ReadAsync(Viewer viewer);

    /// <summary>The address asks for something, or for something else: the time to take a search or a page number out of it.</summary>
    protected virtual void OnAsked()
    {
    }

    protected override async Task OnParametersSetAsync()
    {
        if (readFor == Asked)
        {
            return;
        }

        readFor = Asked;
        HearOfMoves();
        OnAsked();
        var carried = CarriedOver.Unpack<Reading>(Carried);
        Carried = null;
        if (carried?.Asked == Asked)
        {
            Shown = carried.Shown;
            return;
        }

        await ShowAsync();
        if (!RendererInfo.IsInteractive)
        {
            Carried = CarriedOver.Pack(new Reading(Asked, Shown));
        }
    }

    /// <summary>After a change.</summary>
    protected async Task ReadAgainAsync()
    {
        await ShowAsync();
        StateHasChanged();
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= OnMoved;
        GC.SuppressFinalize(this);
    }

    /// <summary>A page without a parameter in its route is not always told when only its query changes.</summary>
    private void HearOfMoves()
    {
        if (path is null)
        {
            path = PathOf(Navigation.Uri);
            Navigation.LocationChanged += OnMoved;
        }
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(async () =>
    {
        if (PathOf(moved.Location) == path && readFor != Asked)
        {
            try
            {
                await OnParametersSetAsync();
                StateHasChanged();
            }
            catch (NobodySignedInException)
            {
                // The page stays as it is; the frame around it says why.
            }
#pragma warning disable CA1031 // As everything else that goes wrong on a page: the shell shows it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                await DispatchExceptionAsync(exception);
            }
        }
    });

    private static string PathOf(string address) => new Uri(address).AbsolutePath;

    private async Task ShowAsync()
    {
        var reading = ++readings;
        var read = await ReadAsync(await Viewers.GetAsync());
        if (reading != readings)
        {
            return; // Another one began meanwhile: it knows what is asked now, and as much as this one or more.
        }

        Shown = read;
        if (Shown is null)
        {
            Navigation.NotFound();
        }
    }

    private sealed record Reading(string Asked, T? Shown);
}
