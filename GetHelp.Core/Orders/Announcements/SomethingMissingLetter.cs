using GetHelp.Core.Notifications;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To the people of a school for which ordering opens, while the school has still to tell something before anybody can order.</summary>
/// <param name="Missing">What is to be told, a line each: "Whether the school will need Chromebooks".</param>
public sealed record SomethingMissingLetter(Recipient To, string School, Urn Urn, IReadOnlyList<string> Missing) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        Example("Whether the school will need Chromebooks").Write(),
        Example("The Google domain on which its Chromebooks are enrolled", "A recovery email address outside that domain").Write(),
    ];

    public Letter Write() => new()
    {
        To = To,
        Subject = $"Before anybody can order devices for {School}",
        Parts =
        [
            $"Ordering is open for {School}. Before anybody can order, please tell us:",
            new Bullets(Missing),
            "As soon as we know, whoever orders for the school can do so.",
            new LetterLink("Tell us now", $"/schools/{Urn}"),
        ],
    };

    private static SomethingMissingLetter Example(params string[] missing) => new(ExampleOfOpening.To, ExampleOfOpening.School, ExampleOfOpening.Urn, missing);
}
