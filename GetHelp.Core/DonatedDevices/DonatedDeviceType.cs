using GetHelp.Core.People;

namespace GetHelp.Core.DonatedDevices;

/// <summary>What sort of donated device an organisation would take (spec 04 §7.1). Names are stored.</summary>
public enum DonatedDeviceType
{
    Windows,
    Chromebook,
    AndroidTablet,
    Ipad,
}

/// <summary>What an organisation would take: devices of any of these types, and so many of them for each school.</summary>
public sealed record DeviceWish
{
    /// <summary>Donated devices come in boxes of so many.</summary>
    public const int DevicesInBox = 5;

    /// <summary>The most boxes that a school can have.</summary>
    public const int MostBoxes = 4;

    /// <summary>At least one; in the order of the enumeration.</summary>
    public required IReadOnlyList<DonatedDeviceType> DeviceTypes { get; init; }

    /// <summary>Boxes for each school, 1 to 4.</summary>
    public required int Boxes { get; init; }

    /// <summary>Devices for each school.</summary>
    public int Devices => Boxes * DevicesInBox;
}

/// <summary>How people are told of donated devices.</summary>
public static class DonatedDevicesInWords
{
    /// <summary>How many schools are named before the rest is counted.</summary>
    private const int MostNamed = 5;

    public static string Name(this DonatedDeviceType type) => type switch
    {
        DonatedDeviceType.Windows => "Windows laptops and tablets",
        DonatedDeviceType.Chromebook => "Chromebooks",
        DonatedDeviceType.AndroidTablet => "Android tablets",
        DonatedDeviceType.Ipad => "iPads",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>"10 devices: Chromebooks or iPads".</summary>
    public static string InWords(this DeviceWish wish) => $"{wish.Devices} devices: {wish.DeviceTypes.Select(Name).ToList().InWords("or")}";

    /// <summary>"Ash School and Elm School"; of many, the first few and how many others there are.</summary>
    public static string Names(IReadOnlyList<string> schools) => schools.Count <= MostNamed
        ? schools.InWords()
        : $"{string.Join(", ", schools.Take(MostNamed - 1))} and {schools.Count - MostNamed + 1:N0} others";
}
