using GetHelp.Core.Orders;

namespace GetHelp.Core.People.Nominations;

/// <summary>Whom somebody can nominate (seed: the ordering guide of local authorities, step 1): as many as there are places left on the account,
/// all of them or none. <see cref="WhoOrdersRules"/> says how many places there are and who may give them.</summary>
public static class NominationRules
{
    /// <summary>Why the viewer can nominate nobody on this account, whoever it were; null when they can.</summary>
    public static Refusal? WhyNotNominate(this OrganisationPeople people, Viewer viewer, Account account) =>
        people.People.Count == 0 && people.Accounts.Contains(account) && viewer.IsSupport
            ? new NobodyToNominateFor(people.Name)
            : people.WhyNotAllowAnother(viewer, account);

    /// <summary>Everything that is to be put right before these people can be nominated; none means they can.</summary>
    public static IReadOnlyList<Refusal> WhyNotNominate(this OrganisationPeople people, Viewer viewer, Nomination nomination)
    {
        var wrong = nomination.Nominees.SelectMany(WhyNot).Concat(Repeated(nomination)).ToList();
        var more = nomination.Nominees.Count(nominee => people.FindBy(nominee)?.MayOrder(nomination.Account) != true);
        return
            nomination.Nominees.Count == 0 ? [new NobodyNominated()]
            : wrong.Count > 0 ? wrong
            : more == 0 ? []
            : people.WhyNotNominate(viewer, nomination.Account) is { } refusal ? [refusal]
            : more > people.PlacesLeft(nomination.Account) ? [new TooManyNominated(more, people.PlacesLeft(nomination.Account))]
            : [];
    }

    /// <summary>The colleague who has a nominee's address already; null when nobody of the organisation does.</summary>
    internal static Colleague? FindBy(this OrganisationPeople people, Nominee nominee)
    {
        var address = nominee.Person.Tidy().EmailAddress;
        return people.People.FirstOrDefault(person => person.EmailAddress == address);
    }

    private static IEnumerable<Refusal> WhyNot(Nominee nominee) => nominee.Person.WhyNot().Select(refusal => new NomineeRefused(nominee.Row, refusal));

    private static IEnumerable<Refusal> Repeated(Nomination nomination) => nomination.Nominees
        .GroupBy(nominee => nominee.Person.Tidy().EmailAddress, StringComparer.Ordinal).Where(same => same.Key.Length > 0)
        .SelectMany(same => same.Skip(1).Select(nominee => new NomineeRefused(nominee.Row, new NominatedTwice(same.First().Row))));
}
