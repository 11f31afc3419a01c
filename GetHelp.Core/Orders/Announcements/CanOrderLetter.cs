using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Notifications;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To who orders for a school, when ordering opens for it and nothing is in the way.</summary>
public sealed record CanOrderLetter : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        new CanOrderLetter { To = ExampleOfOpening.To, School = ExampleOfOpening.School, Urn = ExampleOfOpening.Urn, LaptopsAndTablets = 12, Routers = 3 }.Write(),
        new CanOrderLetter { To = ExampleOfOpening.To, School = ExampleOfOpening.School, Urn = ExampleOfOpening.Urn, Routers = 3 }.Write(),
        new CanOrderLetter { To = ExampleOfOpening.To, School = "Silverbridge College", Urn = ExampleOfOpening.Urn, LaptopsAndTablets = 40, IsCollege = true }.Write(),
    ];

    public required Recipient To { get; init; }

    public required string School { get; init; }

    public required Urn Urn { get; init; }

    /// <summary>How many can be ordered.</summary>
    public int LaptopsAndTablets { get; init; }

    /// <summary>How many can be ordered.</summary>
    public int Routers { get; init; }

    /// <summary>Of further education: its devices are for students, not pupils.</summary>
    public bool IsCollege { get; init; }

    private string Devices => LaptopsAndTablets == 0 ? "routers" : "devices";

    private string HowMany => AllocationQueryInWords.Devices([(DeviceCategory.LaptopsAndTablets, LaptopsAndTablets), (DeviceCategory.Routers, Routers)]);

    public Letter Write() => new()
    {
        To = To,
        Subject = $"You can now order {Devices} for {School}",
        Parts =
        [
            $"Ordering is open for {School}. You can order {HowMany}{(IsCollege ? " for its students" : "")}.",
            "You need not order all of them at once. Colleagues who order see the same number, and what one of you orders is taken off it for all.",
            new LetterLink($"Order {Devices}", $"/schools/{Urn}/order"),
        ],
    };
}

/// <summary>The school of which letters about ordering give examples.</summary>
internal static class ExampleOfOpening
{
    public const string School = "Hogglestock School";

    public static Urn Urn => Urn.From(900_001);

    public static Recipient To => new("Sam Teacher", "sam.teacher@example.org");
}
