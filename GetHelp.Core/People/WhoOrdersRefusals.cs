namespace GetHelp.Core.People;

/// <summary>As many people order as may.</summary>
/// <param name="For">The organisation, and the account where it has two.</param>
/// <param name="Most">How many may be nominated beside the first person.</param>
/// <param name="Names">Who orders now, the first person first.</param>
public sealed record NobodyElseCanOrder(string For, bool IsSchool, int Most, IReadOnlyList<string> Names) : Refusal
{
    public override string Message => IsSchool
        ? $"Up to {Most + 1} people can order for {For}. Now they are {Names.InWords()}. Stop one of them first."
        : $"The first person and up to {Most} colleagues can order for {For}. Now they are {Names.InWords()}. Stop a colleague first.";
}

/// <summary>The first person cannot be stopped from ordering.</summary>
public sealed record FirstPersonAlwaysOrders(string Person, string Organisation) : Refusal
{
    public override string Message => $"{Person} is the first person of {Organisation}, who can always order.";
}

/// <summary>A colleague cannot remove the first person.</summary>
public sealed record FirstPersonLeavesByThemselves(string Person) : Refusal
{
    public override string Message => $"{Person} is the first person. They can remove themselves, or support can.";
}

/// <summary>Without this person nobody would look after the organisation's orders.</summary>
public sealed record LastPersonStays(string Organisation) : Refusal
{
    public override string Message => $"You are the only person of {Organisation} here. Ask support to add somebody before you leave.";
}

/// <summary>Only who orders says who else does.</summary>
/// <param name="For">The organisation, and the account where it has two.</param>
/// <param name="Names">Whom to ask.</param>
public sealed record NotYoursToSay(string For, IReadOnlyList<string> Names) : Refusal
{
    public override string Message => Names.Count == 0
        ? $"Only support can change who orders for {For}: nobody orders for it yet."
        : $"Only people who order for {For} can change this. Ask {Names.InWords("or")}.";
}

/// <summary>Several names within a sentence.</summary>
public static class NamesInWords
{
    /// <summary>"Ada Hill, Ben Okoro and Cy Marsh".</summary>
    public static string InWords(this IReadOnlyList<string> names, string last = "and") =>
        names.Count < 2 ? names.FirstOrDefault("") : $"{string.Join(", ", names.SkipLast(1))} {last} {names[^1]}";
}
