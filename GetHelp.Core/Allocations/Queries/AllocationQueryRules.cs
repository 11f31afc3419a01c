using System.Globalization;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>What can be asked for and what can be granted. Pages ask before they ask to apply; <see cref="AllocationQueryService"/> decides, on
/// what it has locked.</summary>
public static class AllocationQueryRules
{
    /// <summary>The most characters that reasons may have.</summary>
    public const int MostReasons = 2_000;

    /// <summary>The most characters that an answer may have.</summary>
    public const int LongestAnswer = 2_000;

    /// <summary>The most files of evidence with one query.</summary>
    public const int MostFiles = 5;

    /// <summary>Every reason why this cannot be asked; none means yes.</summary>
    /// <param name="asked">How many more of each category; -1 for what is no number.</param>
    /// <param name="open">The open query of each category that has one.</param>
    public static IReadOnlyList<Refusal> WhyNot(
        IReadOnlyDictionary<DeviceCategory, int> asked, string? reasons, int files, IReadOnlyDictionary<DeviceCategory, int> open) =>
    [
        .. AllocationRules.Categories.Where(category => asked.GetValueOrDefault(category) is < 0 or > Allowance.Most)
            .Select(category => new NotANumberOfDevices(category)),
        .. asked.Values.All(number => number == 0) ? new Refusal[] { new NothingAskedFor() } : [],
        .. AllocationRules.Categories.Where(category => asked.GetValueOrDefault(category) > 0 && open.ContainsKey(category))
            .Select(category => new AlreadyAsked(category, open[category])),
        .. (reasons?.Trim().Length ?? 0) switch
        {
            0 => [new NoReasonsGiven()],
            > MostReasons and var length => [new ReasonsTooLong(length)],
            _ => Array.Empty<Refusal>(),
        },
        .. files > MostFiles ? new Refusal[] { new TooManyFiles(files) } : [],
    ];

    /// <summary>Every reason why an answer cannot be given; none means yes.</summary>
    /// <param name="granted">How many more of each category; all nought refuses the query.</param>
    /// <param name="asked">What the query asks for.</param>
    /// <param name="national">What is left of the national total of each category; one that has none set has no limit.</param>
    public static IReadOnlyList<Refusal> WhyNotAnswer(
        IReadOnlyDictionary<DeviceCategory, int> granted, IReadOnlyDictionary<DeviceCategory, int> asked, string? answer, IReadOnlyDictionary<DeviceCategory, int> national)
    {
        var length = answer?.Trim().Length ?? 0;
        return
        [
            .. AllocationRules.Categories.Select(category => WhyNot(category, granted.GetValueOrDefault(category), asked.GetValueOrDefault(category))).OfType<Refusal>(),
            .. AllocationRules.Categories.Where(category => national.TryGetValue(category, out var left) && granted.GetValueOrDefault(category) > Math.Max(0, left))
                .Select(category => new MoreThanNationalTotal(category, granted[category], Math.Max(0, national[category]))),
            .. length > LongestAnswer ? new Refusal[] { new AnswerTooLong(length) } : [],
            .. length == 0 && asked.Any(a => granted.GetValueOrDefault(a.Key) < a.Value) ? new Refusal[] { new NoAnswer() } : [],
        ];
    }

    /// <summary>A whole number as somebody typed it: nought for nothing, -1, which every rule refuses, for what is none.</summary>
    public static int Number(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? 0
        : int.TryParse(typed.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number
        : -1;

    private static Refusal? WhyNot(DeviceCategory category, int granted, int asked) =>
        granted < 0 ? new NotANumberOfDevices(category)
        : granted > asked ? new MoreThanAsked(category, asked)
        : null;
}

/// <summary>How many pupils a school has, roughly.</summary>
public enum SizeBand
{
    /// <summary>Nobody counted them.</summary>
    Unknown,
    UpTo100,
    UpTo200,
    UpTo400,
    UpTo800,
    UpTo1600,
    Over1600,
}

/// <summary>Which schools are of a size. Our own decision, for nobody publishes bands for this: each is twice as wide as the one before, so that
/// a school has at most twice the pupils of another in its band, whether it is small or large.</summary>
public static class SizeBands
{
    public static SizeBand Of(int? pupils) => pupils switch
    {
        null => SizeBand.Unknown,
        <= 100 => SizeBand.UpTo100,
        <= 200 => SizeBand.UpTo200,
        <= 400 => SizeBand.UpTo400,
        <= 800 => SizeBand.UpTo800,
        <= 1_600 => SizeBand.UpTo1600,
        _ => SizeBand.Over1600,
    };

    /// <summary>"201 to 400 pupils".</summary>
    public static string Words(this SizeBand band) => band switch
    {
        SizeBand.Unknown => "an unknown number of pupils",
        SizeBand.UpTo100 => "up to 100 pupils",
        SizeBand.Over1600 => "more than 1,600 pupils",
        _ => $"{Bounds(band).From:N0} to {Bounds(band).To:N0} pupils",
    };

    /// <summary>The schools of a band.</summary>
    internal static IQueryable<AllocationQuery> OfSchoolsLike(this IQueryable<AllocationQuery> queries, Phase phase, SizeBand band)
    {
        var (from, to) = Bounds(band);
        return band == SizeBand.Unknown
            ? queries.Where(q => q.School!.Phase == phase && q.School.Pupils == null)
            : queries.Where(q => q.School!.Phase == phase && q.School.Pupils >= from && q.School.Pupils <= to);
    }

    private static (int From, int To) Bounds(SizeBand band) => band switch
    {
        SizeBand.UpTo100 => (0, 100),
        SizeBand.UpTo200 => (101, 200),
        SizeBand.UpTo400 => (201, 400),
        SizeBand.UpTo800 => (401, 800),
        SizeBand.UpTo1600 => (801, 1_600),
        SizeBand.Over1600 => (1_601, int.MaxValue),
        _ => (0, 0),
    };
}

/// <summary>Not a whole number from nought to <see cref="Allowance.Most"/>.</summary>
public sealed record NotANumberOfDevices(DeviceCategory Category) : Refusal
{
    public override string Message => $"{Category.Name()}: enter how many more, as a whole number such as 12, of at most {Allowance.Most:N0}.";
}

/// <summary>A query about no device.</summary>
public sealed record NothingAskedFor : Refusal
{
    public override string Message => "Enter how many more you need of at least one kind of device.";
}

/// <summary>One question at a time: the school has an open query in this category.</summary>
public sealed record AlreadyAsked(DeviceCategory Category, int AllocationQueryId) : Refusal
{
    public override string Message =>
        $"There is an open request for more {Category.Name().ToLowerInvariant()} for this school already. Wait for its answer, or withdraw it first.";
}

/// <summary>Nothing says why.</summary>
public sealed record NoReasonsGiven : Refusal
{
    public override string Message => "Say why the school needs more.";
}

/// <summary>Longer than <see cref="AllocationQueryRules.MostReasons"/>.</summary>
public sealed record ReasonsTooLong(int Length) : Refusal
{
    public override string Message => $"Say why in at most {AllocationQueryRules.MostReasons:N0} characters. You have used {Length:N0}.";
}

/// <summary>More than <see cref="AllocationQueryRules.MostFiles"/>.</summary>
public sealed record TooManyFiles(int Files) : Refusal
{
    public override string Message => $"Add at most {AllocationQueryRules.MostFiles} files. You have added {Files}: remove some first.";
}

/// <summary>An answer grants at most what is asked for.</summary>
public sealed record MoreThanAsked(DeviceCategory Category, int Asked) : Refusal
{
    public override string Message => Asked == 0 ? $"{Category.Name()}: none are asked for." : $"{Category.Name()}: grant at most the {Asked:N0} asked for.";
}

/// <summary>The Department has only so many devices for all of England.</summary>
public sealed record MoreThanNationalTotal(DeviceCategory Category, int Granted, int Left) : Refusal
{
    public override string Message => Left == 0
        ? $"{Category.Count(Granted)}: nothing is left of the national total."
        : $"{Category.Count(Granted)}: only {Left:N0} {(Left == 1 ? "is" : "are")} left of the national total. Grant {Left:N0} or fewer.";
}

/// <summary>Whoever does not get all that they asked for is told why.</summary>
public sealed record NoAnswer : Refusal
{
    public override string Message => "Say why not all of it is granted. The school reads it.";
}

/// <summary>Longer than <see cref="AllocationQueryRules.LongestAnswer"/>.</summary>
public sealed record AnswerTooLong(int Length) : Refusal
{
    public override string Message => $"Answer in at most {AllocationQueryRules.LongestAnswer:N0} characters. You have used {Length:N0}.";
}

/// <summary>Somebody else was quicker.</summary>
public sealed record AlreadyAnswered(AllocationQueryState State, string By) : Refusal
{
    public override string Message => $"{By} has {State.ToString().ToLowerInvariant()} this request already.";
}
