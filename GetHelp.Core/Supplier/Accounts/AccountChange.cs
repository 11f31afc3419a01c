using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>What happens to a person's account at the supplier. Names are stored and sent.</summary>
public enum AccountChangeKind
{
    New,
    Change,
    Remove,
}

/// <summary>One line of the user ledger: the supplier is told that a person is to have an account in its shop, TechSource, with other details,
/// or none any more. Written with what causes it and never changed, so what is sent needs nothing else (spec 08 D1, D2).</summary>
public sealed class AccountChange
{
    public const int TransactionIdMaxLength = 100;

    public long Id { get; private set; }

    public required int UserId { get; init; }

    public required AccountChangeKind Kind { get; init; }

    public required DateTime At { get; init; }

    public required AccountDetails Details { get; init; }

    /// <summary>The person's change before this one, whose details are the original ones of this; null of the first.</summary>
    public long? PreviousId { get; init; }

    public AccountChange? Previous { get; init; }

    /// <summary>When the supplier took it; null until then. The next change of the same person waits for it.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>The supplier's name for having taken it.</summary>
    public string? TransactionId { get; private set; }

    /// <summary>The supplier has taken it.</summary>
    public void Sent(DateTime now, string? transactionId) =>
        (SentAt, TransactionId) = (now, transactionId is { Length: > TransactionIdMaxLength } ? transactionId[..TransactionIdMaxLength] : transactionId);
}

internal sealed class AccountChangeMapping : IEntityTypeConfiguration<AccountChange>
{
    public void Configure(EntityTypeBuilder<AccountChange> builder)
    {
        builder.ToTable("AccountChanges");
        builder.ComplexProperty(c => c.Details, details => details.Property(d => d.EmailAddress).HasMaxLength(EmailAddress.MaxLength));
        builder.Property(c => c.TransactionId).HasMaxLength(AccountChange.TransactionIdMaxLength);
        builder.HasOne(c => c.Previous).WithMany().HasForeignKey(c => c.PreviousId);
        builder.HasIndex(c => new { c.UserId, c.Id });
        builder.HasIndex(c => c.SentAt);
    }
}
