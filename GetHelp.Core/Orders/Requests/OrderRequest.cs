using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Orders.Requests;

/// <summary>What can be asked of an order that is placed (seed: stopping an order or correcting a mistake). Names are stored and sent.</summary>
public enum OrderRequestKind
{
    Stop,
    Correct,
}

/// <summary>What became of a request.</summary>
public enum OrderRequestState
{
    /// <summary>Neither support nor the supplier has decided.</summary>
    Open,

    Agreed,

    Refused,

    /// <summary>Nobody decided in time: the order went on, so that it can no longer be done.</summary>
    Lapsed,
}

/// <summary>Somebody of the ordering organisation asks to stop an order, or to correct its quantities.</summary>
public sealed class OrderRequest : IVersioned
{
    private OrderRequest()
    {
    }

    public int Id { get; private set; }

    public int OrderId { get; private set; }

    public OrderRequestKind Kind { get; private set; }

    /// <summary>What is wrong and what they want instead, in their own words.</summary>
    public string Why { get; private set; } = "";

    public Contact Contact { get; private set; } = new() { Name = "", Telephone = "" };

    public int? AskedByUserId { get; private set; }

    public string AskedBy { get; private set; } = "";

    /// <summary>Where the answer goes.</summary>
    public string AskedByEmail { get; private set; } = "";

    public DateTime AskedAt { get; private set; }

    public OrderRequestState State { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why not; null while open and where it was agreed.</summary>
    public string? Answer { get; private set; }

    /// <summary>The quantities asked for; none where the order is to be stopped.</summary>
    public List<OrderRequestLine> Lines { get; private set; } = [];

    public int Version { get; private set; }

    public static OrderRequest Of(Order order, AskChange asked, Viewer by, DateTime now) => new()
    {
        OrderId = order.Id,
        Kind = asked.Kind,
        Why = History.Reason.OneLine(asked.Why),
        Contact = asked.Contact.Tidy(),
        AskedByUserId = by.UserId,
        AskedBy = by.Name,
        AskedByEmail = by.EmailAddress,
        AskedAt = now,
        Lines = asked.NewLines().Select(line => new OrderRequestLine { Product = line.Product, Quantity = line.Quantity }).ToList(),
    };

    public IReadOnlyList<LineAsked> NewLines() => [.. Lines.OrderBy(line => line.Product).Select(line => new LineAsked(line.Product, line.Quantity))];

    /// <exception cref="InvalidOperationException">It was decided before: the rules should have refused it.</exception>
    public void Decide(OrderRequestState state, string by, DateTime now, string? answer = null)
    {
        if (State != OrderRequestState.Open || state == OrderRequestState.Open)
        {
            throw new InvalidOperationException($"Request {Id} is {State} and cannot become {state}.");
        }

        (State, DecidedBy, DecidedAt, Answer) = (state, by, now, answer);
    }
}

/// <summary>So many of one product, instead of what the order holds of it.</summary>
public sealed class OrderRequestLine
{
    public int OrderRequestId { get; private set; }

    public Product Product { get; init; }

    public int Quantity { get; init; }
}

internal sealed class OrderRequestMapping : IEntityTypeConfiguration<OrderRequest>
{
    public void Configure(EntityTypeBuilder<OrderRequest> builder)
    {
        builder.Property(r => r.Why).HasMaxLength(History.Reason.MaxLength);
        builder.Property(r => r.Answer).HasMaxLength(History.Reason.MaxLength);
        builder.ComplexProperty(r => r.Contact);
        builder.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId);
        builder.HasMany(r => r.Lines).WithOne().HasForeignKey(line => line.OrderRequestId);
        builder.HasIndex(r => r.OrderId, "IX_OrderRequests_OneOpen").IsUnique().HasFilter($"\"State\" = '{nameof(OrderRequestState.Open)}'");
        builder.HasIndex(r => new { r.OrderId, r.Id });
    }
}

internal sealed class OrderRequestLineMapping : IEntityTypeConfiguration<OrderRequestLine>
{
    public void Configure(EntityTypeBuilder<OrderRequestLine> builder)
    {
        builder.HasKey(line => new { line.OrderRequestId, line.Product });
        builder.ToTable("OrderRequestLines", t => t.HasCheckConstraint("CK_OrderRequestLines_Quantity", "\"Quantity\" > 0"));
    }
}
