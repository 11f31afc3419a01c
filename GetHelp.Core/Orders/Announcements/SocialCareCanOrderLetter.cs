using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To who orders for a local authority's children with social care needs, when ordering opens on that account.</summary>
public sealed record SocialCareCanOrderLetter : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        new SocialCareCanOrderLetter { To = ExampleOfOpening.To, Authority = "Barsetshire", AuthorityId = 1, LaptopsAndTablets = 120, Routers = 15 }.Write(),
        new SocialCareCanOrderLetter { To = ExampleOfOpening.To, Authority = "Barsetshire", AuthorityId = 1, Routers = 15 }.Write(),
    ];

    public required Recipient To { get; init; }

    public required string Authority { get; init; }

    public required int AuthorityId { get; init; }

    /// <summary>How many can be ordered.</summary>
    public int LaptopsAndTablets { get; init; }

    /// <summary>How many can be ordered.</summary>
    public int Routers { get; init; }

    private string Devices => LaptopsAndTablets == 0 ? "routers" : "devices";

    private string HowMany => AllocationQueryInWords.Devices([(DeviceCategory.LaptopsAndTablets, LaptopsAndTablets), (DeviceCategory.Routers, Routers)]);

    public Letter Write() => new()
    {
        To = To,
        Subject = $"You can now order {Devices} for social care in {Authority}",
        Parts =
        [
            $"Ordering is open on the social care account of {Authority}. You can order {HowMany} for children and young people with a social worker, and for care leavers.",
            "No school's devices are counted here. What schools need is ordered on the education account.",
            "You need not order all of them at once. Colleagues who order on this account see the same number, and what one of you orders is taken off it for all.",
            new LetterLink($"Order {Devices} for social care", $"/responsible-bodies/{AuthorityId}/social-care/order"),
        ],
    };
}
