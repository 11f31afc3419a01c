using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
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

    /// <summary>The cap of one category, in devices; from nought to what is set aside (spec 02 §10.1). Of a member of a pool more can be ordered
    /// than is set aside for it: what it may add to the pool is still this.</summary>
    /// <param name="taken">How many are gone, by the greater of the two counts: what is set aside for a school that may not order is its own to
    /// cover what the supplier counts, so that nobody else in its pool pays for it.</param>
    /// <param name="given">What support agreed for specific circumstances; only that state looks at it.</param>
    public static int Cap(OrderState state, int allocation, int taken, int given = 0) => state switch
    {
        OrderState.CanOrder => allocation,
        OrderState.CanOrderForSpecificCircumstances => Math.Min(given, allocation),
        _ => Math.Min(taken, allocation),
    };
}

/// <summary>What is set aside in one category, and what has become of it. All numbers are whole devices.</summary>
public abstract class Allowance : IVersioned
{
    /// <summary>The most that can be set aside for one school in one category: no school of England has as many pupils.</summary>
    public const int Most = 10_000;

    public DeviceCategory Category { get; private set; }

    /// <summary>The most the Department has set aside.</summary>
    public int Amount { get; private set; }

    /// <summary>How many may be ordered in all right now, those already ordered included.</summary>
    public int Cap { get; private set; }

    /// <summary>The cap that support agreed for specific circumstances; null in every other state. Kept as it was agreed,
    /// so that the cap can follow when the allocation changes (docs/adr/0008-caps-follow.md).</summary>
    public int? GivenCap { get; private set; }

    /// <summary>How many have been ordered so far, as our own orders count.</summary>
    public int Ordered { get; private set; }

    /// <summary>How many have been ordered so far, as the supplier last said; 0 until it says.</summary>
    public int Used { get; private set; }

    /// <summary>How many are gone: the greater of the two counts, so that neither side's mistake sells a device twice.</summary>
    public int Taken => Math.Max(Ordered, Used);

    /// <summary>How many can still be ordered of its own.</summary>
    public int Left => Math.Max(0, Cap - Taken);

    public int Version { get; private set; }

    /// <summary>Takes on the cap that a state implies.</summary>
    /// <param name="given">The cap agreed for specific circumstances; any other state forgets it.</param>
    public void Follow(OrderState state, int given)
    {
        GivenCap = state == OrderState.CanOrderForSpecificCircumstances ? given : null;
        Follow(state);
    }

    /// <summary>Sets another amount aside; the cap follows in the same step.</summary>
    public void Adjust(int amount, OrderState state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        Amount = amount;
        Follow(state);
    }

    /// <summary>Counts devices that were just ordered.</summary>
    /// <param name="left">How many can still be ordered, of its own or of the pool that it is in.</param>
    /// <exception cref="InvalidOperationException">More than is left: the rules should have refused it.</exception>
    public void Order(int quantity, int left)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        Ordered = quantity <= left ? Ordered + quantity : throw new InvalidOperationException($"{quantity} asked, {left} left.");
    }

    /// <summary>Gives back devices that will not come. Where the school may not order it has nothing left before or after.</summary>
    public void GiveBack(int quantity, OrderState state)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        Ordered = quantity <= Ordered ? Ordered - quantity : throw new InvalidOperationException($"{quantity} given back, {Ordered} ordered.");
        Follow(state);
    }

    /// <summary>Keeps how many the supplier says have been ordered; where the school may not order, the cap follows.</summary>
    public void Report(int used, OrderState state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(used);
        Used = used;
        Follow(state);
    }

    /// <summary>Hands on what is set aside to another, or takes it over.</summary>
    /// <param name="quantity">Positive when it receives, negative when it gives.</param>
    /// <param name="keepCap">It gives of what it may not order anyway; otherwise the cap that support agreed moves with the amount.</param>
    internal void Move(int quantity, OrderState state, bool keepCap = false)
    {
        Amount += quantity;
        GivenCap = GivenCap is { } given && !keepCap ? Math.Max(0, given + quantity) : GivenCap;
        Follow(state);
    }

    /// <summary>What a new one begins with.</summary>
    protected void Begin(DeviceCategory category, int amount, OrderState state, int ordered, int given)
    {
        (Category, Amount, Ordered) = (category, amount, ordered);
        Follow(state, given);
    }

    private void Follow(OrderState state) => Cap = CapRule.Cap(state, Amount, Taken, GivenCap ?? 0);
}

/// <summary>What is set aside for one school in one category.</summary>
public sealed class Allocation : Allowance
{
    private Allocation()
    {
    }

    public int SchoolId { get; private set; }

    public School? School { get; private set; }

    /// <summary>An allocation with the cap that the school's state implies.</summary>
    /// <param name="given">The cap agreed for specific circumstances.</param>
    public static Allocation Of(DeviceCategory category, int amount, OrderState state, int ordered = 0, int given = 0)
    {
        var allocation = new Allocation();
        allocation.Begin(category, amount, state, ordered, given);
        return allocation;
    }
}

/// <summary>What is set aside for a local authority's children with social care needs in one category. No school's numbers are in it.</summary>
public sealed class SocialCareAllocation : Allowance
{
    private SocialCareAllocation()
    {
    }

    public int ResponsibleBodyId { get; private set; }

    /// <inheritdoc cref="Allocation.Of"/>
    public static SocialCareAllocation Of(DeviceCategory category, int amount, OrderState state, int ordered = 0, int given = 0)
    {
        var allocation = new SocialCareAllocation();
        allocation.Begin(category, amount, state, ordered, given);
        return allocation;
    }
}

/// <summary>The numbers of one category.</summary>
/// <param name="Used">How many have been ordered, as the supplier counts.</param>
public sealed record AllocationLine(DeviceCategory Category, int Allocation, int Cap, int Ordered, int Used = 0)
{
    /// <inheritdoc cref="Allowance.Taken"/>
    public int Taken => Math.Max(Ordered, Used);

    public int Left => Math.Max(0, Cap - Taken);

    public static AllocationLine Of(Allowance allowance) => new(allowance.Category, allowance.Amount, allowance.Cap, allowance.Ordered, allowance.Used);
}

internal sealed class AllocationMapping : IEntityTypeConfiguration<Allocation>
{
    public void Configure(EntityTypeBuilder<Allocation> builder)
    {
        builder.HasKey(a => new { a.SchoolId, a.Category });
        builder.HasOne(a => a.School).WithMany(s => s.Allocations).HasForeignKey(a => a.SchoolId);

        // Not Ordered <= Cap: a member of a pool may have drawn on the others' part. That the pool is not oversold no row can say alone.
        builder.Count("CK_Allocations_Numbers", "\"Ordered\" >= 0 AND \"Used\" >= 0 AND \"Cap\" >= 0 AND \"Cap\" <= \"Amount\"");
    }
}

internal sealed class SocialCareAllocationMapping : IEntityTypeConfiguration<SocialCareAllocation>
{
    public void Configure(EntityTypeBuilder<SocialCareAllocation> builder)
    {
        builder.HasKey(a => new { a.ResponsibleBodyId, a.Category });
        builder.HasOne<ResponsibleBody>().WithMany(b => b.SocialCareAllocations).HasForeignKey(a => a.ResponsibleBodyId);
        builder.Count("CK_SocialCareAllocations_NeverOversold", "\"Used\" >= 0 AND \"Ordered\" >= 0 AND \"Ordered\" <= \"Cap\" AND \"Cap\" <= \"Amount\"");
    }
}

internal static class AllowanceMapping
{
    public static void Count<T>(this EntityTypeBuilder<T> builder, string name, string check)
        where T : Allowance
    {
        builder.Ignore(a => a.Left).Ignore(a => a.Taken);
        builder.ToTable(t => t.HasCheckConstraint(name, check));
    }
}
