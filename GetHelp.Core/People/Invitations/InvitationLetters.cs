using GetHelp.Core.Notifications;

namespace GetHelp.Core.People.Invitations;

/// <summary>To somebody who has not used this service yet.</summary>
/// <param name="For">The organisation, by name.</param>
/// <param name="By">Who invited them, by name.</param>
/// <param name="MayDo">What they may do there, in a sentence or two.</param>
/// <param name="NominatesOf">The responsible body whose first person they are, who nominates the others; null for everybody else.</param>
public sealed record InvitationLetter(Recipient To, string For, string By, string MayDo, int? NominatesOf = null) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        new InvitationLetter(Dee, "Hogglestock School", "Ada Hill", WhatTheyMayDo.Order("")).Write(),
        new InvitationLetter(Dee, "Barsetshire", "Ada Hill", WhatTheyMayDo.Order(" on the social care account")).Write(),
        new InvitationLetter(Dee, "Hogglestock School", "Ada Hill", WhatTheyMayDo.Look(["Ada Hill", "Ben Marsh"])).Write(),
        new InvitationLetter(Dee, "Hogglestock School", "Jo Harding", WhatTheyMayDo.First).Write(),
        new InvitationLetter(Dee, "Barsetshire", "Jo Harding", WhatTheyMayDo.First, NominatesOf: 1).Write(),
    ];

    private static Recipient Dee => new("Dee Low", "dee.low@example.org");

    internal static InvitationLetter Of(Colleague person, OrganisationPeople people, InvitationMessage invited) =>
        new(new(person.Name, person.EmailAddress), people.Name, invited.By, WhatTheyMayDo.Of(person, people), person.IsFirst ? people.Organisation.ResponsibleBodyId : null);

    public Letter Write() => new()
    {
        To = To,
        Subject = $"{For}: your invitation to Get help with technology",
        Parts =
        [
            $"{By} has invited you to use Get help with technology for {For}. It is where laptops, tablets and 4G routers for children and young people are ordered.",
            MayDo,
            "There is no password. Sign in with this email address, and we send you a link each time.",
            new LetterLink("Sign in", "/sign-in"),
            .. Nominating(),
            $"If you have nothing to do with {For}, you need do nothing, or tell us.",
            new LetterLink("Contact us", "/contact"),
        ],
    };

    private IEnumerable<LetterPart> Nominating() => NominatesOf is { } body
        ?
        [
            $"Up to {WhoOrdersRules.NominatedPerAccount} colleagues can order on your behalf. Nominate them before ordering opens, so that the supplier can make their accounts in time.",
            new LetterLink("Nominate colleagues", $"/responsible-bodies/{body}/people/nominate/education"),
        ]
        : [];
}

/// <summary>To somebody who uses this service for others already, and now for this organisation too.</summary>
/// <param name="For">The organisation, by name.</param>
/// <param name="By">Who added them, by name.</param>
/// <param name="MayDo">What they may do there, in a sentence or two.</param>
public sealed record AddedLetter(Recipient To, string For, string By, string MayDo) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        new AddedLetter(Ben, "Hogglestock School", "Ada Hill", WhatTheyMayDo.Order("")).Write(),
        new AddedLetter(Ben, "Hogglestock School", "Ada Hill", WhatTheyMayDo.Look(["Ada Hill"])).Write(),
    ];

    private static Recipient Ben => new("Ben Marsh", "ben.marsh@example.org");

    internal static AddedLetter Of(Colleague person, OrganisationPeople people, InvitationMessage invited) =>
        new(new(person.Name, person.EmailAddress), people.Name, invited.By, WhatTheyMayDo.Of(person, people));

    public Letter Write() => new()
    {
        To = To,
        Subject = $"{For} is among your organisations now",
        Parts =
        [
            $"{By} has added you to the people of {For} in Get help with technology. You keep what you have there already.",
            MayDo,
            "Sign in with this email address, as before, to find it among your organisations.",
            new LetterLink("See your organisations", "/home"),
            $"If you have nothing to do with {For}, tell us.",
            new LetterLink("Contact us", "/contact"),
        ],
    };
}

/// <summary>What a letter says of somebody's place in an organisation.</summary>
internal static class WhatTheyMayDo
{
    public const string First = "You can order devices for it, see its orders and deliveries, and say which colleagues can order.";

    public static string Of(Colleague person, OrganisationPeople people) =>
        person.IsFirst ? First
        : person.OrdersOn.Count == 0 ? Look([.. people.People.Where(colleague => colleague.OrdersOn.Count > 0).Select(colleague => colleague.Name)])
        : Order(person.OrdersOn.Count == people.Accounts.Count ? "" : people.On(person.OrdersOn[0]));

    /// <param name="on">" on the social care account", for who orders on one account of two.</param>
    public static string Order(string on) => $"You can order devices for it{on}, and see its orders and deliveries.";

    /// <param name="whoCan">Who can order, by name.</param>
    public static string Look(IReadOnlyList<string> whoCan) =>
        $"You can see what is set aside for it, its orders and its deliveries. You cannot order: if you should, ask {(whoCan.Count == 0 ? "our support team" : whoCan.InWords("or"))}.";
}
