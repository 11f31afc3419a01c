using GetHelp.Core.Notifications;

namespace GetHelp.Core.People;

/// <summary>To somebody who may order from now on.</summary>
/// <param name="For">The organisation, by name.</param>
/// <param name="On">" on the social care account", where there is more than one account; otherwise nothing.</param>
/// <param name="By">Who said so, by name; null where nobody did: the first person of an organisation always orders.</param>
public sealed record MayOrderLetter(Recipient To, string For, string On, string? By) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        new MayOrderLetter(Ben, "Hogglestock School", On: "", By: "Ada Hill").Write(),
        new MayOrderLetter(Ben, "Barsetshire", " on the social care account", By: "Ada Hill").Write(),
        new MayOrderLetter(Ben, "Hogglestock School", On: "", By: null).Write(),
    ];

    private static Recipient Ben => new("Ben Marsh", "ben.marsh@example.org");

    internal static MayOrderLetter Of(Colleague person, OrganisationPeople people, MayOrderMessage said) =>
        new(new(person.Name, person.EmailAddress), people.Name, people.On(said.Account), person.IsFirst ? null : said.By);

    public Letter Write() => new()
    {
        To = To,
        Subject = $"You can order devices for {For}",
        Parts =
        [
            By is null
                ? $"You are now the first person of {For} in this service. You can order devices for it{On}, and say which colleagues can."
                : $"{By} has said that you can order devices for {For}{On}.",
            "To see how many devices are left to order, sign in with this email address.",
            new LetterLink("See what is left to order", "/home"),
            "If you should not be ordering, ask a colleague who orders to change it.",
        ],
    };
}
