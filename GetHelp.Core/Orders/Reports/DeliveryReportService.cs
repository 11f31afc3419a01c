using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Notifications;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders.Reports;

/// <summary>Takes reports of what is wrong with a delivery, and support's answers.</summary>
public sealed class DeliveryReportService(WriteTransactions transactions)
{
    public Task<Result<OrderNumber>> ReportAsync(Viewer viewer, ReportDelivery told, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<OrderNumber>(
            viewer,
            async write =>
            {
                if (await write.LockOrderAsync(told.Number, cancellationToken) is not { } order
                    || !await write.Db.Orders.VisibleTo(viewer).AnyAsync(o => o.Id == order.Id, cancellationToken))
                {
                    return new NotFound();
                }

                if (!viewer.OrdersFor(order))
                {
                    return new NotAllowed("report this delivery, because you do not place orders for the organisation");
                }

                var isOpen = await write.Db.DeliveryReports.AnyAsync(
                    r => r.OrderId == order.Id && r.Delivery == told.Delivery && r.Problem == told.Problem && r.AnsweredAt == null, cancellationToken);
                var whyNot = DeliveryReportRules.WhyNot(order, told, isOpen, LondonTime.DateOf(write.Now));
                if (whyNot.Count > 0)
                {
                    return Result<OrderNumber>.Refuse(whyNot);
                }

                Keep(write, order, DeliveryReport.Of(order, told, viewer, write.Now));
                return order.Number;
            },
            cancellationToken);

    /// <summary>Support answers; who reported it is written to.</summary>
    public Task<Result<OrderNumber>> AnswerAsync(Viewer viewer, int reportId, string? answer, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<OrderNumber>(
            viewer,
            async write =>
            {
                if (!viewer.IsSupport)
                {
                    return new NotAllowed("answer reports about deliveries");
                }

                var orderId = await write.Db.DeliveryReports.Where(r => r.Id == reportId).Select(r => r.OrderId).SingleOrDefaultAsync(cancellationToken);
                if (await write.LockOrderAsync(new(orderId), cancellationToken) is not { } order)
                {
                    return new NotFound();
                }

                var report = await write.Db.DeliveryReports.Include(r => r.Missing).SingleAsync(r => r.Id == reportId, cancellationToken);
                if (report.AnsweredAt is not null)
                {
                    return new AlreadyAnswered(report.AnsweredBy!, report.Answer!);
                }

                if (WhyNotAnswer(answer) is { } whyNot)
                {
                    return whyNot;
                }

                Reply(write, order, report, Reason.OneLine(answer));
                return order.Number;
            },
            cancellationToken);

    private static Refusal? WhyNotAnswer(string? answer) => Reason.OneLine(answer).Length switch
    {
        0 => new NoAnswer(),
        > Reason.MaxLength and var length => new Requests.TooMuchSaid(length),
        _ => null,
    };

    private static void Keep(WriteTransaction write, Order order, DeliveryReport report)
    {
        order.Reported();
        write.Db.DeliveryReports.Add(report);
        write.Record(HistoryKind.DeliveryReported, order.Subject(report.Delivery), Told(report));
        write.Tell([.. order.Topics(), Topic.Requests]);
    }

    private static void Reply(WriteTransaction write, Order order, DeliveryReport report, string answer)
    {
        report.Reply(answer, write.Viewer.Name, write.Now);
        order.ReportAnswered();
        write.Record(HistoryKind.ReportAnswered, order.Subject(report.Delivery), answer);
        write.Email(ReportAnsweredLetter.Of(order, report), $"email-report-{report.Id}");
        write.Tell([.. order.Topics(), Topic.Requests]);
    }

    private static string Told(DeliveryReport report) => report.Problem == DeliveryProblem.Late
        ? report.Said.Length == 0 ? "It is late" : $"It is late: {report.Said}"
        : $"{OrderInWords.Contents(report.Missing.Select(item => new LineAsked(item.Product, item.Quantity)))} missing or not complete: {report.Said}";
}
