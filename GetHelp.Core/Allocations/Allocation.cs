using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Allocations;

/// <summary>The two kinds of device that are counted apart (spec 02 §1).</summary>
public enum DeviceCategory
{
    /// <summary>Laptops and tablets of every make together; the supplier's Std_Device.</summary>
    LaptopsAndTablets,

    /// <summary>4G wireless routers; the supplier's Coms_Device.</summary>
    Routers,
}

/// <summary>Whether a school may order (spec 02 §2). Support may set any state from any state; nobody else may.</summary>
public enum OrderState
{
    CannotOrder,
    CannotOrderAsReopened,
    CanOrderForSpecificCircumstances,
    CanOrder,
}

/// <summary>What an order state implies for a cap (spec 02 §2).</summary>
public static class CapRule
{
    public static bool MayOrder(this OrderState state) =>
        state is OrderState.CanOrder or OrderState.CanOrderForSpecificCircumstances;

    /// <summary>The cap of one category, in devices. Never below what is ordered: the supplier refuses such a cap (spec 08 A11, A12).</summary>
    /// <param name="given">What support agreed for specific circumstances; only that state looks at it.</param>
    public static int Cap(OrderState state, int allocation, int ordered, int given = 0) => Math.Max(ordered, state switch
    {
        OrderState.CanOrder => allocation,
        OrderState.CanOrderForSpecificCircumstances => Math.Min(given, allocation),
        _ => ordered,
    });
}

/// <summary>What is set aside for one school in one category. All numbers are whole devices.</summary>
public sealed class Allocation : IVersioned
{
    /// <summary>The most that can be set aside for one school in one category: no school of England has as many pupils.</summary>
    public const int Most = 10_000;

    private Allocation()
    {
    }

    public int SchoolId { get; private set; }

    public DeviceCategory Category { get; private set; }

    /// <summary>The most the Department has set aside.</summary>
    public int Amount { get; private set; }

    /// <summary>How many may be ordered in all right now, those already ordered included.</summary>
    public int Cap { get; private set; }

    /// <summary>The cap that support agreed for specific circumstances; null in every other state. Kept as it was agreed,
    /// so that the cap can follow when the allocation changes (docs/adr/0008-caps-follow.md).</summary>
    public int? GivenCap { get; private set; }

    /// <summary>How many have been ordered so far.</summary>
    public int Ordered { get; private set; }

    /// <summary>How many can still be ordered.</summary>
    public int Left => Math.Max(0, Cap - Ordered);

    public int Version { get; private set; }

    /// <summary>An allocation with the cap that the school's state implies.</summary>
    /// <param name="given">The cap agreed for specific circumstances.</param>
    public static Allocation Of(DeviceCategory category, int amount, OrderState state, int ordered = 0, int given = 0)
    {
        var allocation = new Allocation { Category = category, Amount = amount, Ordered = ordered };
        allocation.Follow(state, given);
        return allocation;
    }

    /// <summary>Takes on the cap that a state of the school implies.</summary>
    /// <param name="given">The cap agreed for specific circumstances; any other state forgets it.</param>
    public void Follow(OrderState state, int given)
    {
        GivenCap = state == OrderState.CanOrderForSpecificCircumstances ? given : null;
        Follow(state);
    }

    /// <summary>Sets another amount aside; the cap follows in the same step.</summary>
    /// <exception cref="InvalidOperationException">More is ordered already: the rules should have refused it.</exception>
    public void Adjust(int amount, OrderState state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        Amount = amount >= Ordered ? amount : throw new InvalidOperationException($"{amount} to be set aside, {Ordered} ordered.");
        Follow(state);
    }

    /// <summary>Counts devices that were just ordered.</summary>
    /// <exception cref="InvalidOperationException">More than is left: the rules should have refused it.</exception>
    public void Order(int quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        Ordered = quantity <= Left ? Ordered + quantity : throw new InvalidOperationException($"{quantity} asked, {Left} left.");
    }

    /// <summary>Gives back devices that will not come. Where the school may not order it has nothing left before or after.</summary>
    public void GiveBack(int quantity, OrderState state)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        Ordered = quantity <= Ordered ? Ordered - quantity : throw new InvalidOperationException($"{quantity} given back, {Ordered} ordered.");
        Follow(state);
    }

    private void Follow(OrderState state) => Cap = CapRule.Cap(state, Amount, Ordered, GivenCap ?? 0);
}

/// <summary>The numbers of one category.</summary>
public sealed record AllocationLine(DeviceCategory Category, int Allocation, int Cap, int Ordered)
{
    public int Left => Math.Max(0, Cap - Ordered);
}

internal sealed class AllocationMapping : IEntityTypeConfiguration<Allocation>
{
    public void Configure(EntityTypeBuilder<Allocation> builder)
    {
        builder.HasKey(a => new { a.SchoolId, a.Category });
        builder.Ignore(a => a.Left);
        builder.HasOne<Organisations.School>().WithMany(s => s.Allocations).HasForeignKey(a => a.SchoolId);
        builder.ToTable(t => t.HasCheckConstraint("CK_Allocations_NeverOversold", "\"Ordered\" >= 0 AND \"Ordered\" <= \"Cap\""));
    }
}
