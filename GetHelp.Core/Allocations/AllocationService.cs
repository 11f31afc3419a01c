using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations;

/// <summary>What support says of whether a school may order.</summary>
public sealed record SetOrderState
{
    public required Urn Urn { get; init; }

    public required OrderState State { get; init; }

    /// <summary>How many may be ordered in all, of each category; for specific circumstances alone.</summary>
    public IReadOnlyDictionary<DeviceCategory, int> Caps { get; init; } = new Dictionary<DeviceCategory, int>();

    public required string Why { get; init; }
}

/// <summary>What support sets aside for a school.</summary>
public sealed record AdjustAllocation
{
    public required Urn Urn { get; init; }

    public required DeviceCategory Category { get; init; }

    public required int Amount { get; init; }

    public required string Why { get; init; }
}

/// <summary>How many are to be set aside of a category.</summary>
public sealed record AmountAsked(DeviceCategory Category, int To)
{
    /// <summary>The number that this was worked out from, where it was: once it is another, the asker has to work it out again.</summary>
    public int? From { get; init; }
}

/// <summary>What a row of a list asks of a school: another order state, another allocation, or both in one commit.</summary>
public sealed record ChangeSchool
{
    public required Urn Urn { get; init; }

    /// <summary>Null when it stays. Not specific circumstances, which have numbers of their own.</summary>
    public OrderState? State { get; init; }

    /// <summary>Null when the allocations stay.</summary>
    public AmountAsked? Amount { get; init; }

    public required string Why { get; init; }
}

/// <summary>Changes what a school may order. Order state, allocation and caps change in one commit, under the same lock as orders.</summary>
public sealed class AllocationService(WriteTransactions transactions)
{
    /// <summary>Sets a school's order state; the caps of both categories follow. Any state from any state.</summary>
    /// <returns>Whether that changed anything: what was so already is no news and leaves no trace.</returns>
    public Task<Result<bool>> SetOrderStateAsync(Viewer viewer, SetOrderState asked, CancellationToken cancellationToken = default) =>
        ChangeAsync(viewer, asked.Urn, asked.Why, change => SetState(change, asked.State, asked.Caps), cancellationToken);

    /// <summary>Sets another number of devices aside for a school; the cap follows in the same step, down as well as up (spec 08 A10).</summary>
    /// <inheritdoc cref="SetOrderStateAsync" path="/returns"/>
    public Task<Result<bool>> AdjustAllocationAsync(Viewer viewer, AdjustAllocation asked, CancellationToken cancellationToken = default) =>
        ChangeAsync(viewer, asked.Urn, asked.Why, change => Adjust(change, asked.Category, _ => asked.Amount), cancellationToken);

    /// <summary>Does both, the order state first.</summary>
    /// <inheritdoc cref="SetOrderStateAsync" path="/returns"/>
    public Task<Result<bool>> ChangeSchoolAsync(Viewer viewer, ChangeSchool asked, CancellationToken cancellationToken = default) =>
        ChangeAsync(viewer, asked.Urn, asked.Why, change => Both(change, asked), cancellationToken);

    /// <summary>Sets more aside within a write that changes more than this. The counters are locked by it, and what it refuses refuses the write.</summary>
    /// <param name="more">How many are added to what is set aside at that moment.</param>
    internal static Task<Result<bool>> SetAsideAsync(
        WriteTransaction write, Urn urn, DeviceCategory category, int more, string why, CancellationToken cancellationToken) =>
        ChangeAsync(write, urn, why, change => Adjust(change, category, before => before.Allocation + more), cancellationToken);

    private static Result<bool> Both(SchoolChange change, ChangeSchool asked)
    {
        Result<bool> state = asked.State is { } to ? SetState(change, to, new Dictionary<DeviceCategory, int>()) : false;
        if (state.Refused || asked.Amount is not { } amount)
        {
            return state;
        }

        var now = change.Ledger.Numbers(amount.Category).Allocation;
        Result<bool> adjusted = amount.From is { } from && now != from && now != amount.To
            ? new AllocationMovedOn(amount.Category, from, now)
            : Adjust(change, amount.Category, _ => amount.To);
        return adjusted.Refused ? adjusted : state.Value || adjusted.Value;
    }

    private static Result<bool> SetState(SchoolChange change, OrderState state, IReadOnlyDictionary<DeviceCategory, int> caps)
    {
        var whyNot = AllocationRules.WhyNot(state, caps, change.Numbers());
        if (whyNot.Count > 0)
        {
            return Result<bool>.Refuse(whyNot);
        }

        var (before, numbers) = (change.School.OrderState, change.Numbers());
        change.School.OrderState = state;
        foreach (var allocation in change.Ledger.Allocations)
        {
            allocation.Follow(state, caps.GetValueOrDefault(allocation.Category));
        }

        if (!change.IsNews)
        {
            return false;
        }

        change.Record(HistoryKind.OrderStateChanged, AllocationInWords.Change(before, state, numbers.Zip(change.Numbers())));
        return true;
    }

    private static Result<bool> Adjust(SchoolChange change, DeviceCategory category, Func<AllocationLine, int> to)
    {
        var before = change.Ledger.Numbers(category);
        var amount = to(before);
        if (AllocationRules.WhyNot(amount, before, change.Ledger.Pool?.Of(category)) is { } refusal)
        {
            return refusal;
        }

        if (amount == before.Allocation)
        {
            return false;
        }

        change.Ledger.AllocationOf(category).Adjust(amount, change.School.OrderState);
        change.Record(HistoryKind.AllocationChanged, AllocationInWords.Change(before, change.Ledger.Numbers(category)));
        change.Tell(Topic.NationalTotals);
        return true;
    }

    private Task<Result<bool>> ChangeAsync(
        Viewer viewer, Urn urn, string why, Func<SchoolChange, Result<bool>> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(viewer, write => ChangeAsync(write, urn, why, change, cancellationToken), cancellationToken);

    private static async Task<Result<bool>> ChangeAsync(
        WriteTransaction write, Urn urn, string why, Func<SchoolChange, Result<bool>> change, CancellationToken cancellationToken)
    {
        if (!write.Viewer.IsSupport)
        {
            return new NotAllowed("change what a school can order");
        }

        var ids = await write.Db.Schools.Where(s => s.Urn == urn).Select(s => s.Id).ToListAsync(cancellationToken);
        if (ids is not [var id])
        {
            return new NotFound();
        }

        var result = change(new(write, await write.LockSchoolAsync(id, cancellationToken), why));
        return Reason.WhyNot(why) is { } noReason ? Result<bool>.Refuse([.. result.Refusals, noReason]) : result;
    }

    /// <summary>A school's order state and numbers while they change.</summary>
    private sealed class SchoolChange(WriteTransaction write, SchoolLedger ledger, string why)
    {
        public SchoolLedger Ledger => ledger;

        public School School => ledger.School;

        /// <summary>Whether anything is another value than it was.</summary>
        public bool IsNews => write.Db.ChangeTracker.HasChanges();

        public IReadOnlyList<AllocationLine> Numbers() => ledger.Numbers();

        public void Tell(Topic topic) => write.Tell(topic);

        public void Record(HistoryKind what, string detail)
        {
            write.Record(what, new() { SchoolId = School.Id }, detail, Reason.OneLine(why));
            ledger.Tell(write);
        }
    }
}
