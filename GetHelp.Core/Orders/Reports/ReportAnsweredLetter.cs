using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Reports;

/// <summary>To who reported that something is wrong with a delivery, once support has answered.</summary>
/// <param name="Told">What they reported, in our words.</param>
public sealed record ReportAnsweredLetter(Recipient To, OrderNumber Number, string Told, string Answer) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        new ReportAnsweredLetter(
            new("Sam Teacher", "sam.teacher@example.org"),
            new(42),
            "missing from the delivery of Chromebooks: 2 Chromebooks",
            "The supplier sends the two missing Chromebooks on Monday.").Write(),
    ];

    internal static ReportAnsweredLetter Of(Order order, DeliveryReport report) =>
        new(new(report.ReportedBy, report.ReportedByEmail), order.Number, report.InWords(), report.Answer ?? "");

    public Letter Write() => new()
    {
        To = To,
        Subject = $"Our answer about your delivery, order {Number}",
        Parts = [$"You told us: {Told}.", $"Our answer: {Answer}", OrderLetters.Follow(Number)],
    };
}
