using GetHelp.Core.Allocations;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>What somebody is written when ordering opens (spec 02 §8).</summary>
public enum OpeningLetter
{
    /// <summary>To a responsible body: nobody of the school is here, please say whom to ask.</summary>
    NameContact,

    /// <summary>The school has still to tell something before anybody can order for it.</summary>
    SomethingMissing,

    /// <summary>They would order, and have not read the privacy notice, without which the supplier makes them no account.</summary>
    ReadPrivacyNotice,

    CanOrder,

    CanOrderRouters,

    CanOrderFromPool,

    CanOrderRoutersFromPool,

    CanOrderAtCollege,

    CanOrderRoutersAtCollege,
}

/// <summary>A school that can order right now, as far as it decides who is written what.</summary>
public sealed record OpenSchool
{
    public required SchoolStatus Status { get; init; }

    /// <summary>Whether its responsible body pools what its schools have.</summary>
    public bool IsPooled { get; init; }

    public bool HasOnlyRouters { get; init; }

    /// <summary>Of further education.</summary>
    public bool IsCollege { get; init; }
}

/// <summary>Somebody who may have to be written to.</summary>
public sealed record OpeningRecipient
{
    public bool IsOfResponsibleBody { get; init; }

    /// <summary>Of whoever places the school's orders: the school itself, or its responsible body.</summary>
    public bool IsOfOrderingOrganisation { get; init; }

    public bool Orders { get; init; }

    public bool HasSeenPrivacyNotice { get; init; }

    public bool HasAccount { get; init; }

    /// <summary>Can order as soon as their organisation can.</summary>
    internal bool IsReady => Orders && HasAccount && IsOfOrderingOrganisation;
}

/// <summary>Who is told what when ordering opens for a school: the table of spec 02 §8.1, first match. When somebody's account becomes ready, the same
/// decides for each school that they order for (the original had a second table, which forgot routers: §8.2).</summary>
public static class OpeningRule
{
    /// <returns>Null when the person is told nothing.</returns>
    public static OpeningLetter? Decide(OpenSchool school, OpeningRecipient person) => (school, person) switch
    {
        ({ Status: SchoolStatus.NeedsContact }, { IsOfResponsibleBody: true }) => OpeningLetter.NameContact,
        ({ Status: SchoolStatus.NeedsInformation or SchoolStatus.SchoolContacted }, { IsOfOrderingOrganisation: true }) => OpeningLetter.SomethingMissing,
        ({ Status: SchoolStatus.ResponsibleBodyCanOrder or SchoolStatus.SchoolCanOrder }, { Orders: true, HasSeenPrivacyNotice: false }) => OpeningLetter.ReadPrivacyNotice,
        ({ Status: SchoolStatus.ResponsibleBodyCanOrder, IsPooled: true }, { IsReady: true }) =>
            school.HasOnlyRouters ? OpeningLetter.CanOrderRoutersFromPool : OpeningLetter.CanOrderFromPool,
        ({ Status: SchoolStatus.Ready or SchoolStatus.SchoolReady or SchoolStatus.ResponsibleBodyCanOrder or SchoolStatus.SchoolCanOrder }, { IsReady: true }) => (school.IsCollege, school.HasOnlyRouters) switch
        {
            (true, true) => OpeningLetter.CanOrderRoutersAtCollege,
            (true, false) => OpeningLetter.CanOrderAtCollege,
            (false, true) => OpeningLetter.CanOrderRouters,
            (false, false) => OpeningLetter.CanOrder,
        },
        _ => null,
    };

    /// <summary>The same of a local authority's social care account, on which nothing can be missing beside a person's own account.</summary>
    public static OpeningLetter? DecideSocialCare(bool hasOnlyRouters, OpeningRecipient person) => person switch
    {
        { IsOfOrderingOrganisation: false } or { Orders: false } => null,
        { HasSeenPrivacyNotice: false } => OpeningLetter.ReadPrivacyNotice,
        { IsReady: true } => hasOnlyRouters ? OpeningLetter.CanOrderRouters : OpeningLetter.CanOrder,
        _ => null,
    };

    /// <summary>Whether the letter says that they can order.</summary>
    public static bool SaysCanOrder(this OpeningLetter letter) => letter >= OpeningLetter.CanOrder;

    public static bool SaysRoutersAlone(this OpeningLetter letter) =>
        letter is OpeningLetter.CanOrderRouters or OpeningLetter.CanOrderRoutersFromPool or OpeningLetter.CanOrderRoutersAtCollege;
}

/// <summary>What is news to somebody, and what they know afterwards.</summary>
/// <param name="Fresh">To be written now: of what they can order at most one.</param>
/// <param name="Known">What holds and they were told, now or before. What holds no more is forgotten: when it holds again, it is news again.</param>
public sealed record OpeningNews(IReadOnlyList<OpeningLetter> Fresh, IReadOnlyList<OpeningLetter> Known)
{
    /// <param name="told">What they were told before.</param>
    /// <param name="opened">What follows from what has just opened.</param>
    /// <param name="holds">What follows from everything that is open now.</param>
    public static OpeningNews Of(IReadOnlyCollection<OpeningLetter> told, IEnumerable<OpeningLetter> opened, IEnumerable<OpeningLetter> holds)
    {
        var fresh = Widest(opened).Where(letter => !told.Any(before => Covers(before, letter))).ToList();
        return new(fresh, [.. Widest(holds).SelectMany(letter => PartOf(letter, [.. told, .. fresh]))]);
    }

    /// <summary>What somebody knows of something that holds: all of it, or the part that they were told.</summary>
    private static IEnumerable<OpeningLetter> PartOf(OpeningLetter holds, IReadOnlyList<OpeningLetter> told) =>
        told.Any(before => Covers(before, holds)) ? [holds] : told.Where(before => Covers(holds, before)).Take(1);

    /// <summary>Each once, and of those that say that they can order the one that says most.</summary>
    public static IEnumerable<OpeningLetter> Widest(IEnumerable<OpeningLetter> letters) =>
        letters.OrderBy(OpeningRule.SaysRoutersAlone).DistinctBy(letter => letter.SaysCanOrder() ? OpeningLetter.CanOrder : letter);

    /// <summary>Whether who was told the one knows the other. Routers alone are less than everything; how it is put makes no difference.</summary>
    private static bool Covers(OpeningLetter before, OpeningLetter letter) =>
        letter == before || (letter.SaysCanOrder() && before.SaysCanOrder() && (letter.SaysRoutersAlone() || !before.SaysRoutersAlone()));
}
