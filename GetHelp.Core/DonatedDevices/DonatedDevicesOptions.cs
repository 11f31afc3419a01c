namespace GetHelp.Core.DonatedDevices;

/// <summary>The section "DonatedDevices" of the settings.</summary>
public sealed class DonatedDevicesOptions
{
    public const string Section = "DonatedDevices";

    /// <summary>Whether schools can still be opted in. Closing hides the way in and refuses whoever finds it; who is in the queue stays in it.</summary>
    public bool IsOpen { get; set; } = true;
}
