using GetHelp.Core.SignIn.Sessions;

namespace GetHelp.Core.PersonalData.Retention;

/// <summary>How long something is kept.</summary>
/// <param name="Name">Unique: runs are recorded by it.</param>
/// <param name="What">What goes, in plain words.</param>
/// <param name="Why">Why it is kept so long, and no longer.</param>
public sealed record RetentionRule(string Name, string What, string Why, TimeSpan Keeps)
{
    private const int DaysOfYear = 365;

    /// <summary>"30 days", "2 years".</summary>
    public string InWords => Keeps.Days % DaysOfYear != 0 ? $"{Keeps.Days} days" : Keeps.Days == DaysOfYear ? "1 year" : $"{Keeps.Days / DaysOfYear} years";
}

/// <summary>The one table of how long things are kept. What goes by a rule is an <see cref="IRetention"/>'s to know.</summary>
public static class RetentionRules
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static RetentionRule SignInLinks { get; } = new(
        "sign-in links", "Sign-in links, used or not", "A month is enough to look into a link that was misused", TimeSpan.FromDays(30));

    public static RetentionRule SecondCodes { get; } = new(
        "second codes", "Codes that were asked for beside a link", "A month is enough to look into one that was misused", SignInLinks.Keeps);

    public static RetentionRule Sessions { get; } = new(
        "sessions", "In which browser somebody was signed in, once that is over", "A browser that slept for days is told what happened", SessionRules.KeptAfterwards);

    public static RetentionRule SignInCounts { get; } = new(
        "sign-in counts", "How often links were asked for and tried, as hashes", "It counts for an hour; after that it is of no use", TimeSpan.FromDays(2));

    public static RetentionRule SigningIn { get; } = new(
        "signing in", "That somebody signed in, in the history", "Misuse is found late at times; after that nobody asks any more", 2 * Year);

    public static RetentionRule Letters { get; } = new(
        "letters", "What was written in letters and messages that were sent, and what came of each attempt", "Long enough to find out why one did not arrive", TimeSpan.FromDays(90));

    public static RetentionRule Workbooks { get; } = new(
        "workbooks", "Workbooks that responsible bodies gave, with their schools' contacts", "What became of each school is in its history", TimeSpan.FromDays(14));

    public static RetentionRule MadeChanges { get; } = new(
        "undo", "What undoes a change of schools, with their contacts of before", "It can be undone for a day; what was changed is in each school's history", TimeSpan.FromDays(2));

    public static RetentionRule Lists { get; } = new(
        "lists", "Lists of schools that support gave, and who gave them", "What became of each school is in its history", TimeSpan.FromDays(14));

    public static RetentionRule RegisterFiles { get; } = new(
        "register files", "Files of the register that were uploaded and never applied, with the names of headteachers", "By then the register is another one", TimeSpan.FromDays(14));

    public static RetentionRule Evidence { get; } = new(
        "evidence", "Files that were sent with a request for more devices, once it is decided", "A decision can be questioned for a year", Year);

    public static RetentionRule Drafts { get; } = new(
        "drafts", "Requests for more devices that were begun and never sent, with their files", "Whoever comes back after a term begins anew", TimeSpan.FromDays(90));

    public static RetentionRule Journeys { get; } = new(
        "journeys", "Answers to questions that nobody went on with", "Whoever comes back after a term begins anew", Onboarding.Journey.Lifetime);

    public static RetentionRule RemovedPeople { get; } = new(
        "removed people", "People who were removed from the service: they are erased", "They may be invited again, and orders of theirs may be asked about", Year);

    /// <summary>In the order in which they are carried out.</summary>
    public static IReadOnlyList<RetentionRule> All { get; } =
        [SignInLinks, SecondCodes, SignInCounts, Sessions, SigningIn, Letters, Workbooks, MadeChanges, Lists, RegisterFiles, Evidence, Drafts, Journeys, RemovedPeople];
}
