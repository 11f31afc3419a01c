using GetHelp.Core.Orders;

namespace GetHelp.Core.People;

/// <summary>Who may place orders for an organisation, and who says so (spec 01 §3.2, spec 08 C8). The first person always may. A school has up to
/// three people in all; a responsible body's first person nominates up to five colleagues on each account. Pages ask before they offer;
/// <see cref="WhoOrdersService"/> decides, on what it has locked.</summary>
public static class WhoOrdersRules
{
    /// <summary>The most people who may order for a school, the first one among them.</summary>
    public const int PerSchool = 3;

    /// <summary>The most colleagues who may order on one account of a responsible body, beside its first person.</summary>
    public const int NominatedPerAccount = 5;

    /// <summary>Whether the viewer may see an organisation's people: as one of them, or as support.</summary>
    public static bool MaySee(Viewer viewer, OrganisationId organisation) => viewer.IsSupport || organisation.IsOf(viewer);

    /// <summary>Whether the viewer may say who orders on this account: support, and whoever orders on it.</summary>
    public static bool MaySay(this OrganisationPeople people, Viewer viewer, Account account) =>
        viewer.IsSupport || people.Find(viewer.UserId) is { } asker && (asker.IsFirst || asker.MayOrder(account));

    /// <summary>How many colleagues may be nominated beside the first person.</summary>
    public static int MostNominated(this OrganisationPeople people) => people.Organisation.IsSchool ? PerSchool - 1 : NominatedPerAccount;

    /// <summary>Whether nobody else can be nominated on this account.</summary>
    public static bool IsFull(this OrganisationPeople people, Account account) => people.PlacesLeft(account) == 0;

    /// <summary>How many more colleagues can be nominated on this account.</summary>
    public static int PlacesLeft(this OrganisationPeople people, Account account) =>
        Math.Max(0, people.MostNominated() - people.People.Count(person => person.IsNominated(account)));

    /// <summary>Why a colleague cannot be let order; null when they can.</summary>
    public static Refusal? WhyNotAllow(this OrganisationPeople people, Viewer viewer, Colleague colleague, Account account) =>
        colleague.IsFirst || colleague.MayOrder(account) ? people.WhyNotSay(viewer, account) : people.WhyNotAllowAnother(viewer, account);

    /// <summary>Why somebody who does not order yet, and may not even be here yet, cannot be let order; null when they can.</summary>
    public static Refusal? WhyNotAllowAnother(this OrganisationPeople people, Viewer viewer, Account account) =>
        people.WhyNotSay(viewer, account) ?? people.WhyNotAnother(account);

    /// <summary>Why nobody else at all can be let order, whoever says so; null when somebody can.</summary>
    internal static Refusal? WhyNotAnother(this OrganisationPeople people, Account account) => people.IsFull(account)
        ? new NobodyElseCanOrder(people.Name + people.On(account), people.Organisation.IsSchool, people.MostNominated(), Names(people.WhoOrders(account)))
        : null;

    /// <summary>Why a colleague cannot be stopped from ordering; null when they can.</summary>
    public static Refusal? WhyNotStop(this OrganisationPeople people, Viewer viewer, Colleague colleague, Account account) =>
        people.WhyNotSay(viewer, account) ?? (colleague.IsFirst ? new FirstPersonAlwaysOrders(colleague.Name, people.Name) : null);

    /// <summary>Why somebody cannot be removed from the organisation; null when they can. Everybody may leave by themselves, and support removes
    /// anybody; a colleague is removed by who could stop them from ordering. Somebody always stays to look after the orders.</summary>
    public static Refusal? WhyNotRemove(this OrganisationPeople people, Viewer viewer, Colleague colleague) =>
        viewer.IsSupport ? null
        : people.People.Count == 1 ? new LastPersonStays(people.Name)
        : colleague.UserId == viewer.UserId ? null
        : colleague.IsFirst ? new FirstPersonLeavesByThemselves(colleague.Name)
        : people.WhyNotSayAllAbout(viewer, colleague);

    /// <summary>Why the viewer has no say about all that a colleague may do: they could not stop them from ordering on each account.</summary>
    internal static Refusal? WhyNotSayAllAbout(this OrganisationPeople people, Viewer viewer, Colleague colleague) =>
        people.MaySayAllAbout(viewer, colleague) ? null
        : new NotYoursToSay(people.Name, Names(people.People.Where(person => person.OrdersOn.Count > 0)));

    private static bool MaySayAllAbout(this OrganisationPeople people, Viewer viewer, Colleague colleague) => colleague.OrdersOn.Count > 0
        ? colleague.OrdersOn.All(account => people.MaySay(viewer, account))
        : people.Accounts.Any(account => people.MaySay(viewer, account));

    private static Refusal? WhyNotSay(this OrganisationPeople people, Viewer viewer, Account account) =>
        !people.Accounts.Contains(account) ? new NotFound()
        : people.MaySay(viewer, account) ? null
        : new NotYoursToSay(people.Name + people.On(account), Names(people.WhoOrders(account)));

    private static IReadOnlyList<string> Names(IEnumerable<Colleague> people) => [.. people.Select(person => person.Name)];
}
