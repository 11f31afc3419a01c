using System.Text.Json.Serialization;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.DonatedDevices;

public enum DonatedDevicesQuestion
{
    Interest,
    About,
    Queue,
    StillInterested,
    WhichSchools,
    Schools,
    DeviceTypes,
    HowMany,
    YourDetails,
    Disclaimer,
    CheckAnswers,
}

/// <summary>Which of its schools a responsible body opts in.</summary>
public enum SchoolChoice
{
    All,
    Some,
}

/// <summary>What somebody answered about donated devices. A page that only tells something is read or not, and has no answer.</summary>
public sealed record DonatedDevicesAnswers
{
    /// <summary>A no is kept by nobody: it ends the journey.</summary>
    public bool? Interested { get; init; }

    /// <inheritdoc cref="Interested"/>
    public bool? StillInterested { get; init; }

    /// <summary>Null until it is answered, and of a school.</summary>
    public SchoolChoice? Which { get; init; }

    /// <summary>Those chosen where not all are.</summary>
    public IReadOnlyList<Urn> Schools { get; init; } = [];

    public IReadOnlyList<DonatedDeviceType> DeviceTypes { get; init; } = [];

    public int? Boxes { get; init; }

    [JsonIgnore]
    public DeviceWish Wish => new() { DeviceTypes = DeviceTypes, Boxes = Boxes ?? 0 };
}

/// <summary>Does a school, or a responsible body for its schools, want donated devices, which and how many (spec 04 §7.3, §7.4).</summary>
public sealed record DonatedDevicesCourse : JourneyCourse<DonatedDevicesAnswers, DonatedDevicesQuestion>
{
    /// <summary>Whether schools can be opted in at present.</summary>
    public required bool IsTaking { get; init; }

    /// <summary>A school that opts itself in; null of a responsible body.</summary>
    public SchoolToOptIn? School { get; init; }

    /// <summary>The schools that a responsible body can opt in now; its journey carries their numbers and not their names, of which there may be 700.</summary>
    public IReadOnlyList<Urn> CanBeOptedIn { get; init; } = [];

    /// <summary>What a responsible body asked for when it opted in the first schools; the rest get the same.</summary>
    public DeviceWish? Asked { get; init; }

    /// <summary>Why nobody can be opted in now; null when somebody can.</summary>
    [JsonIgnore]
    public Refusal? WhyNobody => !IsTaking ? new DonatedDevicesClosed()
        : School is not null ? DonatedDeviceRules.WhyNotItself(School)
        : CanBeOptedIn.Count == 0 ? new NoSchoolLeft()
        : null;

    /// <summary>One school is all of them: there is nothing to choose.</summary>
    private bool HasChoice => CanBeOptedIn.Count > 1;

    public override DonatedDevicesQuestion First() => this switch
    {
        { Asked: null } => DonatedDevicesQuestion.Interest,
        { HasChoice: true } => DonatedDevicesQuestion.WhichSchools,
        _ => DonatedDevicesQuestion.CheckAnswers,
    };

    public override DonatedDevicesQuestion? Next(DonatedDevicesQuestion question, DonatedDevicesAnswers answers) => (question, answers, this) switch
    {
        (DonatedDevicesQuestion.Interest, { Interested: false }, _) => null,
        (DonatedDevicesQuestion.Interest, _, _) => DonatedDevicesQuestion.About,
        (DonatedDevicesQuestion.About, _, _) => DonatedDevicesQuestion.Queue,
        (DonatedDevicesQuestion.Queue, _, _) => DonatedDevicesQuestion.StillInterested,
        (DonatedDevicesQuestion.StillInterested, { StillInterested: false }, _) => null,
        (DonatedDevicesQuestion.StillInterested, _, { HasChoice: true }) => DonatedDevicesQuestion.WhichSchools,
        (DonatedDevicesQuestion.StillInterested, _, _) => DonatedDevicesQuestion.DeviceTypes,
        (DonatedDevicesQuestion.WhichSchools, { Which: SchoolChoice.Some }, _) => DonatedDevicesQuestion.Schools,
        (DonatedDevicesQuestion.WhichSchools or DonatedDevicesQuestion.Schools, _, { Asked: null }) => DonatedDevicesQuestion.DeviceTypes,
        (DonatedDevicesQuestion.WhichSchools or DonatedDevicesQuestion.Schools, _, _) => DonatedDevicesQuestion.CheckAnswers,
        (DonatedDevicesQuestion.DeviceTypes, _, _) => DonatedDevicesQuestion.HowMany,
        (DonatedDevicesQuestion.HowMany, _, _) => DonatedDevicesQuestion.YourDetails,
        (DonatedDevicesQuestion.YourDetails, _, _) => DonatedDevicesQuestion.Disclaimer,
        (DonatedDevicesQuestion.Disclaimer, _, _) => DonatedDevicesQuestion.CheckAnswers,
        _ => null,
    };

    public override DonatedDevicesAnswers Take(DonatedDevicesQuestion question, DonatedDevicesAnswers from, DonatedDevicesAnswers into) => question switch
    {
        DonatedDevicesQuestion.Interest => into with { Interested = from.Interested },
        DonatedDevicesQuestion.StillInterested => into with { StillInterested = from.StillInterested },
        DonatedDevicesQuestion.WhichSchools => into with { Which = from.Which },
        DonatedDevicesQuestion.Schools => into with { Schools = from.Schools },
        DonatedDevicesQuestion.DeviceTypes => into with { DeviceTypes = from.DeviceTypes },
        DonatedDevicesQuestion.HowMany => into with { Boxes = from.Boxes },
        _ => into,
    };

    public override IReadOnlyList<Refusal> WhyNot(DonatedDevicesQuestion question, DonatedDevicesAnswers answers) =>
        (WhyNobody ?? WhyNotThis(question, answers)) is { } whyNot ? [whyNot] : [];

    private Refusal? WhyNotThis(DonatedDevicesQuestion question, DonatedDevicesAnswers answers) => question switch
    {
        DonatedDevicesQuestion.Interest => answers.Interested is null ? new NotSaidWhetherInterested() : null,
        DonatedDevicesQuestion.StillInterested => answers.StillInterested is null ? new NotSaidWhetherInterested() : null,
        DonatedDevicesQuestion.WhichSchools => answers.Which is null ? new NotSaidWhichSchools() : null,
        DonatedDevicesQuestion.Schools => WhyNotSchools(answers.Schools),
        DonatedDevicesQuestion.DeviceTypes => DonatedDeviceRules.WhyNotTypes(answers.DeviceTypes),
        DonatedDevicesQuestion.HowMany => DonatedDeviceRules.WhyNotBoxes(answers.Boxes),
        _ => null,
    };

    /// <summary>Every chosen one has to be among those that can be chosen; which others there are is nobody's to learn here.</summary>
    private Refusal? WhyNotSchools(IReadOnlyList<Urn> chosen) =>
        chosen.Count == 0 ? new NoSchoolChosen()
        : chosen.Except(CanBeOptedIn).Count() is > 0 and var others ? new SchoolsNotAmongYours(others)
        : null;
}

/// <summary>Neither yes nor no.</summary>
public sealed record NotSaidWhetherInterested : Refusal
{
    public override string Message => "Choose yes if you want to go on, or no if you do not.";
}

/// <summary>Neither all nor some.</summary>
public sealed record NotSaidWhichSchools : Refusal
{
    public override string Message => "Choose whether to opt in all of your schools or some of them.";
}

/// <summary>Schools were chosen that are not the body's to opt in, or not any more.</summary>
public sealed record SchoolsNotAmongYours(int Count) : Refusal
{
    public override string Message => Count == 1
        ? "You cannot opt in one of the schools that you selected any more. Check your selection and continue."
        : $"You cannot opt in {Count:N0} of the schools that you selected any more. Check your selection and continue.";
}
