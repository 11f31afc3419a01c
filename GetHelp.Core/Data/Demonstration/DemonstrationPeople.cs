using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>A made-up person to sign in as.</summary>
public sealed record DemonstrationPerson
{
    public required string Name { get; init; }

    public required string EmailAddress { get; init; }

    /// <summary>What there is to see as this person.</summary>
    public required string Shows { get; init; }

    /// <summary>Where the person belongs, in words.</summary>
    public required string Organisation { get; init; }

    public Role Role { get; init; } = Role.Member;

    /// <summary>The brand of a mobile network.</summary>
    public string? MobileNetwork { get; init; }

    public IReadOnlyList<int> SchoolUrns { get; init; } = [];

    /// <summary>The three digits of a local authority.</summary>
    public string? AuthorityCode { get; init; }

    public string? TrustUid { get; init; }

    public bool OrdersDevices { get; init; } = true;

    public bool OrdersForSocialCare { get; init; }

    /// <summary>Somebody who has not read the privacy notice signs in for the first time.</summary>
    public bool HasSeenPrivacyNotice { get; init; } = true;

    /// <summary>Somebody without an account in the supplier's shop has to wait for it.</summary>
    public bool HasTechSourceAccount { get; init; } = true;

    /// <summary>Somebody who is new at their school goes through its welcome first.</summary>
    public bool IsWelcomed { get; init; } = true;
}

/// <summary>The people of the demonstration: somebody of each role, of each kind of organisation and of each state that a school can be in.
/// Names are made up; example.org belongs to nobody.</summary>
public static class DemonstrationPeople
{
    /// <summary>The made-up college. No establishment of the register has this number.</summary>
    public const int CollegeUrn = 999_001;

    public const string CollegeName = "Riverbank College (demonstration)";

    /// <summary>The made-up mobile network.</summary>
    public const string MobileNetwork = "Skylark Mobile (demonstration)";

    /// <summary>Lancashire, which has the most schools of its own.</summary>
    public const string AuthorityCode = "888";

    /// <summary>Academies Enterprise Trust, which has the most schools.</summary>
    public const string TrustUid = "2053";

    /// <summary>Blackpool, which has still to tell us who will order.</summary>
    public const string UntoldAuthorityCode = "890";

    /// <summary>Education Central Multi Academy Trust, which has still to tell us who will order.</summary>
    public const string UntoldTrustUid = "3012";

    /// <summary>Everybody, in the order in which to list them.</summary>
    public static IReadOnlyList<DemonstrationPerson> All { get; } =
    [
        OfSchool("Amira Hussain", 119714, "Millfield Science & Performing Arts College", "can order; some devices are ordered"),
        OfSchool("Tom Okafor", 119714, "Millfield Science & Performing Arts College", "the same school, for a colleague who may look but not order") with { OrdersDevices = false },
        OfSchool("Victor Adeyemi", 119714, "Millfield Science & Performing Arts College", "the same school, for a colleague whose account with the supplier is not ready") with { HasTechSourceAccount = false },
        OfSchool("Grace Lowther", 119716, "Ribblesdale School", "cannot order yet"),
        OfSchool("Daniel Pruett", 119743, "Walton-le-Dale High School", "can order for specific circumstances"),
        OfSchool("Hannah Brindle", 119751, "Up Holland High School", "cannot order, because it has reopened"),
        OfSchool("Owen Castle", 119753, "Whitworth Community High School", "has ordered everything"),
        OfSchool("Leila Farrow", 119722, "Alder Grange School", "has only routers left to order"),
        OfSchool("Marcus Thorne", 119771, "Fleetwood High School", "can order more than 150 devices at once"),
        OfSchool("Elsie Marlowe", 119771, "Fleetwood High School", "signs in for the first time: the privacy notice, then the school's welcome") with { HasSeenPrivacyNotice = false, HasTechSourceAccount = false, IsWelcomed = false },
        OfSchool("Nadia Whitlock", 119064, "Lee Royd Nursery School", "can order, but nothing is set aside for it"),
        OfSchool("Peter Ashdown", 119129, "Bowerham Primary and Lancaster Dallas Road Community Primary", "two schools") with { SchoolUrns = [119129, 119130] },
        OfSchool("Ruth Ellery", 137111, "Lostock Hall Academy and its trust", "the head of a single-academy trust's school") with { TrustUid = "3791" },
        OfSchool("Sean Maddox", CollegeUrn, CollegeName, "a further education college"),
        new()
        {
            Name = "Carol Fenwick", EmailAddress = "carol.fenwick@example.org", Organisation = "Lancashire",
            Shows = "a local authority with 537 schools, on both of its accounts", AuthorityCode = AuthorityCode, OrdersForSocialCare = true,
        },
        new()
        {
            Name = "Beth Calloway", EmailAddress = "beth.calloway@example.org", Organisation = "Lancashire",
            Shows = "the same authority, for a colleague who orders for social care only", AuthorityCode = AuthorityCode, OrdersDevices = false, OrdersForSocialCare = true,
        },
        new()
        {
            Name = "Imran Sayed", EmailAddress = "imran.sayed@example.org", Organisation = "Academies Enterprise Trust",
            Shows = "an academy trust with 54 schools", TrustUid = TrustUid,
        },
        new()
        {
            Name = "Rosa Bellingham", EmailAddress = "rosa.bellingham@example.org", Organisation = "Blackpool",
            Shows = "a local authority that has not told us who will order", AuthorityCode = UntoldAuthorityCode, OrdersForSocialCare = true,
        },
        new()
        {
            Name = "Glen Harker", EmailAddress = "glen.harker@example.org", Organisation = "Education Central Multi Academy Trust",
            Shows = "an academy trust that has not told us who will order", TrustUid = UntoldTrustUid,
        },
        new() { Name = "Jo Harding", EmailAddress = "jo.harding@example.org", Organisation = "Support", Shows = "the support team", Role = Role.Support },
        new() { Name = "Kofi Mensah", EmailAddress = "kofi.mensah@example.org", Organisation = "Support", Shows = "the support team, a second person", Role = Role.Support },
        new() { Name = "Maeve Tolland", EmailAddress = "maeve.tolland@example.org", Organisation = "Support, third line", Shows = "support's third line, which alone imports the register", Role = Role.SupportThirdLine },
        new() { Name = "Lucy Varga", EmailAddress = "lucy.varga@example.org", Organisation = "The supplier", Shows = "the supplier", Role = Role.Supplier },
        new() { Name = "Noor Aziz", EmailAddress = "noor.aziz@example.org", Organisation = MobileNetwork, Shows = "a mobile network", Role = Role.Network, MobileNetwork = MobileNetwork },
    ];

    /// <summary>The situations that the named people's schools are in.</summary>
    internal static IReadOnlyDictionary<Urn, DemonstrationSituation> Situations { get; } = new Dictionary<Urn, DemonstrationSituation>
    {
        [Urn.From(119714)] = DemonstrationSituation.CanOrder,
        [Urn.From(119716)] = DemonstrationSituation.CannotOrder,
        [Urn.From(119743)] = DemonstrationSituation.SpecificCircumstances,
        [Urn.From(119751)] = DemonstrationSituation.Reopened,
        [Urn.From(119753)] = DemonstrationSituation.EverythingOrdered,
        [Urn.From(119722)] = DemonstrationSituation.OnlyRoutersLeft,
        [Urn.From(119771)] = DemonstrationSituation.CanOrder,
        [Urn.From(119064)] = DemonstrationSituation.NothingSetAside,
        [Urn.From(119129)] = DemonstrationSituation.CanOrder,
        [Urn.From(119130)] = DemonstrationSituation.CanOrder,
        [Urn.From(137111)] = DemonstrationSituation.CanOrder,
    };

    /// <summary>What there is to see as whoever has this address; null when they are not of the demonstration.</summary>
    public static string? WhatShows(string emailAddress) => All.FirstOrDefault(person => person.EmailAddress == emailAddress)?.Shows;

    private static DemonstrationPerson OfSchool(string name, int urn, string school, string shows) => new()
    {
        Name = name,
        EmailAddress = name.ToLowerInvariant().Replace(' ', '.') + "@example.org",
        Organisation = school,
        Shows = shows,
        SchoolUrns = [urn],
    };
}
