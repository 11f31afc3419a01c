using GetHelp.Core.Orders;

namespace GetHelp.Core.People.Invitations;

/// <summary>Whom to let into an organisation.</summary>
public sealed record Invitation
{
    public required PersonDetails Person { get; init; }

    /// <summary>The accounts on which they are to order; none for somebody who may only look.</summary>
    public IReadOnlyCollection<Account> OrdersOn { get; init; } = [];
}

/// <summary>Who was let in.</summary>
public sealed record Invited
{
    public required int UserId { get; init; }

    /// <summary>As they are known here, which may be other than was typed: somebody who was here already keeps their own name.</summary>
    public required string Name { get; init; }

    /// <summary>Used this service before, for another organisation.</summary>
    public required bool WasKnown { get; init; }

    /// <summary>The accounts on which they may order.</summary>
    public required IReadOnlyList<Account> OrdersOn { get; init; }

    /// <summary>Why they may not order although that was asked for: as many people do already, or who asked has no say. They are invited all the same.</summary>
    public required IReadOnlyList<Refusal> NotOrdering { get; init; }
}
