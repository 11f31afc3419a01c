using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To the people of a responsible body, when ordering opens for schools of which they have still to tell something.</summary>
public sealed record BodySomethingMissingLetter(Recipient To, string Body, int BodyId, IReadOnlyList<string> Schools) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
        [new BodySomethingMissingLetter(new("Robin Admin", "robin.admin@example.org"), "Barsetshire", 1, [ExampleOfOpening.School, "Plumstead Episcopi School"]).Write()];

    public Letter Write() => new()
    {
        To = To,
        Subject = $"Before anybody can order devices for schools of {Body}",
        Parts =
        [
            $"Ordering is open for schools for which {Body} orders. Of these we have still to know whether they will need Chromebooks, and where to enrol them:",
            NamesOfSchools.Bullets(Schools),
            "As soon as we know, whoever orders for them can do so.",
            new LetterLink("Tell us now", $"/responsible-bodies/{BodyId}/order"),
        ],
    };
}
