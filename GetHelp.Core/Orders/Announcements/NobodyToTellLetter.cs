using GetHelp.Core.Notifications;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>A school, and the number by which it is found.</summary>
public sealed record NamedSchool(string Name, Urn Urn);

/// <summary>To support: ordering has opened for schools, and neither they nor their responsible bodies have anybody who could be told.</summary>
public sealed record NobodyToTellLetter(Recipient To, IReadOnlyList<NamedSchool> Schools) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
        [new NobodyToTellLetter(new("support", "help@example.org"), [new(ExampleOfOpening.School, ExampleOfOpening.Urn)]).Write()];

    public Letter Write() => new()
    {
        To = To,
        Subject = Schools.Count == 1 ? $"Nobody to tell that {Schools[0].Name} can order" : $"Nobody to tell that {Schools.Count:N0} schools can order",
        Parts =
        [
            "Ordering has opened, and nobody of the school or of its responsible body is in the service to be told:",
            NamesOfSchools.Bullets([.. Schools.Select(school => $"{school.Name} ({school.Urn})")]),
            new LetterLink("Find the school", Schools.Count == 1 ? $"/support/schools/{Schools[0].Urn}" : "/support/schools"),
        ],
    };
}
