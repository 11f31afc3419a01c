using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To support: ordering has opened on a local authority's social care account, and the authority has nobody who could be told.</summary>
public sealed record NobodyForSocialCareLetter(Recipient To, string Authority, int AuthorityId) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples => [new NobodyForSocialCareLetter(new("support", "help@example.org"), "Barsetshire", 1).Write()];

    public Letter Write() => new()
    {
        To = To,
        Subject = $"Nobody to tell that {Authority} can order for social care",
        Parts =
        [
            $"Ordering has opened on the social care account of {Authority}, and nobody of the authority is in the service to be told. Whoever is invited first can order.",
            new LetterLink("Invite somebody", $"/responsible-bodies/{AuthorityId}/people/invite"),
        ],
    };
}
