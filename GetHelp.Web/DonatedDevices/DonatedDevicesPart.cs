using GetHelp.Core.DonatedDevices;
using GetHelp.Core.People;
using GetHelp.Web.People;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.DonatedDevices;

/// <summary>A part of a page of somebody else's that tells of donated devices. That page is live, and this reads again with it.</summary>
/// <typeparam name="T">What is told.</typeparam>
public abstract class DonatedDevicesPart<T> : ComponentBase
    where T : class
{
    private object? readWith;

    /// <summary>What the page around this shows: another object whenever that was read again.</summary>
    [Parameter, EditorRequired]
    public required object With { get; set; }

    /// <summary>Null where there is nothing to tell. Read while prerendering and carried to the circuit.</summary>
    [PersistentState]
    public T? Shown { get; set; }

    [Inject]
    public required DonatedDevicesReader Reader { get; init; }

    [Inject]
    public required CurrentViewer Viewers { get; init; }

    protected abstract Task<T?> ReadAsync(Viewer viewer);

    protected override async Task OnParametersSetAsync()
    {
        var isCarriedOver = readWith is null && Shown is not null;
        if (!ReferenceEquals(readWith, With))
        {
            readWith = With;
            Shown = isCarriedOver ? Shown : await ReadAsync(await Viewers.GetRecentAsync());
        }
    }
}
