using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To the people of a responsible body, when ordering opens for schools that order for themselves and have nobody here.</summary>
public sealed record NameContactLetter(Recipient To, string Body, int BodyId, IReadOnlyList<string> Schools) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
        [new NameContactLetter(new("Robin Admin", "robin.admin@example.org"), "Barsetshire", 1, [ExampleOfOpening.School]).Write()];

    public Letter Write() => new()
    {
        To = To,
        Subject = "Please name somebody who orders for your schools",
        Parts =
        [
            "Ordering is open for these schools. They order for themselves, and nobody of them is in this service yet:",
            NamesOfSchools.Bullets(Schools),
            $"Please tell us whom to invite, or have {Body} order for them.",
            new LetterLink("Name contacts", $"/responsible-bodies/{BodyId}/schools?status=needs-contact"),
        ],
    };
}
