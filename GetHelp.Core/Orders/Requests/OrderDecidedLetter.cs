using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Requests;

/// <summary>To who asked to stop or correct an order, once it is decided or too late.</summary>
public sealed record OrderDecidedLetter : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        Example(OrderRequestKind.Stop, OrderRequestState.Agreed).Write(),
        Example(OrderRequestKind.Correct, OrderRequestState.Agreed).Write(),
        Example(OrderRequestKind.Stop, OrderRequestState.Refused, "Its devices are being packed today.").Write(),
        Example(OrderRequestKind.Correct, OrderRequestState.Lapsed, "Chromebooks were dispatched before anybody had decided.").Write(),
    ];

    public required Recipient To { get; init; }

    public required OrderNumber Number { get; init; }

    public required OrderRequestKind Kind { get; init; }

    public required OrderRequestState State { get; init; }

    /// <summary>What the order holds now: "12 Chromebooks and 3 routers".</summary>
    public required string Contents { get; init; }

    /// <summary>Why not; null where it was agreed.</summary>
    public string? Answer { get; init; }

    internal static OrderDecidedLetter Of(Order order, OrderRequest request) => new()
    {
        To = new(request.AskedBy, request.AskedByEmail),
        Number = order.Number,
        Kind = request.Kind,
        State = request.State,
        Contents = order.Contents(),
        Answer = request.Answer,
    };

    public Letter Write() => new()
    {
        To = To,
        Subject = $"Order {Number} has {(State == OrderRequestState.Agreed ? "been" : "not been")} {Kind.Done()}",
        Parts = [$"You asked for order {Number} to be {Kind.Done()}.", Decision(), OrderLetters.Follow(Number)],
    };

    private string Decision() => this switch
    {
        { State: OrderRequestState.Agreed, Kind: OrderRequestKind.Stop } => "It has been stopped. Nothing of it will be delivered, and its devices count as not ordered.",
        { State: OrderRequestState.Agreed } => $"It has been corrected. You will receive {Contents}.",
        { State: OrderRequestState.Refused } => $"We could not do that: {Answer}",
        _ => $"It is too late for that. {Answer}",
    };

    private static OrderDecidedLetter Example(OrderRequestKind kind, OrderRequestState state, string? answer = null) => new()
    {
        To = new("Sam Teacher", "sam.teacher@example.org"),
        Number = new(42),
        Kind = kind,
        State = state,
        Contents = "4 Chromebooks and 16 iPads",
        Answer = answer,
    };
}
