namespace GetHelp.Core.People;

/// <summary>Who may change what of a person (docs/adr/0012-whose-name-and-address.md). Everybody of an organisation keeps its telephone numbers up to
/// date; a name, and the address that somebody signs in with, are theirs, support's, and those of a colleague who could remove them.</summary>
public static class PersonRules
{
    /// <summary>Why the viewer cannot change a person's name and e-mail address; null when they can.</summary>
    public static Refusal? WhyNotChangeIdentity(this OrganisationPeople people, Viewer viewer, Colleague colleague) =>
        viewer.IsSupport || colleague.UserId == viewer.UserId ? null
        : colleague.BelongsElsewhere ? new BelongsElsewhereToo(colleague.Name)
        : colleague.IsFirst ? new FirstPersonChangesThemselves(colleague.Name)
        : people.WhyNotSayAllAbout(viewer, colleague);
}
