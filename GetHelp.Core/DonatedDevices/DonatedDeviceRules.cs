using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using static GetHelp.Core.DonatedDevices.DonatedDevicesInWords;

namespace GetHelp.Core.DonatedDevices;

/// <summary>What the rules look at of a school that is to be opted in.</summary>
public sealed record SchoolToOptIn
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string Name { get; init; }

    public required int ResponsibleBodyId { get; init; }

    public required string ResponsibleBody { get; init; }

    public required WhoWillOrder WhoWillOrder { get; init; }

    public required bool IsOpen { get; init; }

    /// <summary>Whether it is in the queue already, by its own doing or its responsible body's.</summary>
    public required bool IsOptedIn { get; init; }
}

/// <summary>Who can be opted in for donated devices, by whom, and for what (spec 04 §7).</summary>
public static class DonatedDeviceRules
{
    /// <summary>Why a school cannot opt itself in; null when it can.</summary>
    public static Refusal? WhyNotItself(SchoolToOptIn school) => school switch
    {
        { IsOptedIn: true } => new AlreadyOptedIn([school.Name]),
        { IsOpen: false } => new ClosedSchools([school.Name]),
        { WhoWillOrder: WhoWillOrder.ResponsibleBody } => new OptedInCentrally(school.ResponsibleBody),
        _ => null,
    };

    /// <summary>Every reason why a responsible body cannot opt these schools in; none means that it can.</summary>
    public static IReadOnlyList<Refusal> WhyNot(int responsibleBodyId, IReadOnlyCollection<SchoolToOptIn> schools)
    {
        if (schools.Any(school => school.ResponsibleBodyId != responsibleBodyId))
        {
            // Somebody else's school is not named: it is not theirs to know of.
            return [new NotFound()];
        }

        return schools.Count == 0
            ? [new NoSchoolChosen()]
            : [
                .. Named(schools, school => school.IsOptedIn, names => new AlreadyOptedIn(names)),
                .. Named(schools, school => !school.IsOpen, names => new ClosedSchools(names)),
                .. Named(schools, school => school is { IsOpen: true, IsOptedIn: false, WhoWillOrder: WhoWillOrder.School }, names => new OptIntoThemselves(names)),
            ];
    }

    /// <summary>Every reason why this cannot be asked for; none means that it can.</summary>
    public static IReadOnlyList<Refusal> WhyNot(DeviceWish wish) =>
    [
        .. WhyNotTypes(wish.DeviceTypes) is { } types ? [types] : Array.Empty<Refusal>(),
        .. WhyNotBoxes(wish.Boxes) is { } boxes ? [boxes] : Array.Empty<Refusal>(),
    ];

    public static Refusal? WhyNotTypes(IReadOnlyCollection<DonatedDeviceType> types) =>
        types.Count > 0 && types.All(Enum.IsDefined) ? null : new NoDeviceType();

    public static Refusal? WhyNotBoxes(int? boxes) => boxes is >= 1 and <= DeviceWish.MostBoxes ? null : new NoNumberOfDevices();

    private static IEnumerable<Refusal> Named(IEnumerable<SchoolToOptIn> schools, Func<SchoolToOptIn, bool> which, Func<IReadOnlyList<string>, Refusal> refusal)
    {
        var names = schools.Where(which).Select(school => school.Name).Order(StringComparer.OrdinalIgnoreCase).ToList();
        return names.Count == 0 ? [] : [refusal(names)];
    }
}

/// <summary>Opting in is over, or has not begun.</summary>
public sealed record DonatedDevicesClosed : Refusal
{
    public override string Message => "Schools cannot be opted in for donated devices at the moment. Those that are in the queue stay in it.";
}

/// <summary>A school is in the queue once.</summary>
public sealed record AlreadyOptedIn(IReadOnlyList<string> Schools) : Refusal
{
    public override string Message => $"{Names(Schools)} {(Schools.Count == 1 ? "is" : "are")} in the queue for donated devices already.";
}

/// <summary>Nothing can be delivered to them.</summary>
public sealed record ClosedSchools(IReadOnlyList<string> Schools) : Refusal
{
    public override string Message => $"{Names(Schools)} {(Schools.Count == 1 ? "has" : "have")} closed, so devices cannot be delivered there.";
}

/// <summary>They order for themselves, and so ask for themselves.</summary>
public sealed record OptIntoThemselves(IReadOnlyList<string> Schools) : Refusal
{
    public override string Message => Schools.Count == 1
        ? $"{Names(Schools)} orders for itself, so it opts itself in."
        : $"{Names(Schools)} order for themselves, so they opt themselves in.";
}

/// <summary>Who orders for a school asks for it.</summary>
public sealed record OptedInCentrally(string ResponsibleBody) : Refusal
{
    public override string Message => $"{ResponsibleBody} orders for your school, so it is {ResponsibleBody} that can opt your school in. Ask them to.";
}

/// <summary>Some schools were to be opted in, and none was chosen.</summary>
public sealed record NoSchoolChosen : Refusal
{
    public override string Message => "Select at least one school.";
}

/// <summary>There is no school that could be opted in.</summary>
public sealed record NoSchoolLeft : Refusal
{
    public override string Message => "None of your schools can be opted in: you order for none that is not in the queue already.";
}

/// <summary>No type, or one that is none.</summary>
public sealed record NoDeviceType : Refusal
{
    public override string Message => "Select at least one type of device.";
}

/// <summary>Not one of the numbers that donated devices come in.</summary>
public sealed record NoNumberOfDevices : Refusal
{
    public override string Message => "Choose how many devices: 5, 10, 15 or 20.";
}
