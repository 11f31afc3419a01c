using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations;

/// <summary>What support says of a local authority's social care account.</summary>
public sealed record SetSocialCare
{
    public required int ResponsibleBodyId { get; init; }

    public required OrderState State { get; init; }

    /// <summary>How many are set aside, of each category.</summary>
    public required IReadOnlyDictionary<DeviceCategory, int> Amounts { get; init; }

    /// <inheritdoc cref="SetOrderState.Caps"/>
    public IReadOnlyDictionary<DeviceCategory, int> Caps { get; init; } = new Dictionary<DeviceCategory, int>();

    public required string Why { get; init; }
}

/// <summary>Changes what a local authority may order for children with social care needs: order state, allocations and caps in one commit,
/// by the rules of a school's and under the same lock as its orders.</summary>
public sealed class SocialCareService(WriteTransactions transactions)
{
    /// <returns>Whether that changed anything: what was so already is no news and leaves no trace.</returns>
    public Task<Result<bool>> SetAsync(Viewer viewer, SetSocialCare asked, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (!viewer.IsSupport)
                {
                    return new NotAllowed("change what a local authority can order for social care");
                }

                if (!await write.Db.ResponsibleBodies.AnyAsync(
                    b => b.Id == asked.ResponsibleBodyId && b.Kind == ResponsibleBodyKind.LocalAuthority, cancellationToken))
                {
                    return new NotFound();
                }

                var ledger = await write.LockSocialCareAsync(asked.ResponsibleBodyId, cancellationToken);
                var whyNot = WhyNot(asked, Numbers(ledger));
                return whyNot.Count > 0 ? Result<bool>.Refuse(whyNot) : Change(write, ledger, asked);
            },
            cancellationToken);

    /// <summary>Everything that is to be put right before this can be set; none means it can.</summary>
    /// <param name="numbers">The account's numbers as they are.</param>
    public static IReadOnlyList<Refusal> WhyNot(SetSocialCare asked, IReadOnlyCollection<AllocationLine> numbers)
    {
        var amounts = AllocationRules.Categories.Select(c => AllocationRules.WhyNot(Amount(asked, c), numbers.Of(c))).OfType<Refusal>().ToList();
        return
        [
            .. amounts,
            .. amounts.Count > 0 ? [] : AllocationRules.WhyNot(asked.State, asked.Caps, [.. AllocationRules.Categories.Select(c => numbers.Of(c) with { Allocation = Amount(asked, c) })]),
            .. new[] { Reason.WhyNot(asked.Why) }.OfType<Refusal>(),
        ];
    }

    private static int Amount(SetSocialCare asked, DeviceCategory category) => asked.Amounts.GetValueOrDefault(category, -1);

    private static IReadOnlyList<AllocationLine> Numbers(SocialCareLedger ledger) =>
        [.. AllocationRules.Categories.Select(ledger.Allocations.Select(AllocationLine.Of).Of)];

    private static bool Change(WriteTransaction write, SocialCareLedger ledger, SetSocialCare asked)
    {
        var (before, numbers) = (ledger.State, Numbers(ledger));
        ledger.Body.SocialCareOrderState = asked.State;
        foreach (var category in AllocationRules.Categories.Where(c => Amount(asked, c) > 0 || ledger.Allocations.Any(a => a.Category == c)))
        {
            var allocation = ledger.AllocationOf(category);
            allocation.Adjust(Amount(asked, category), asked.State);
            allocation.Follow(asked.State, asked.Caps.GetValueOrDefault(category));
        }

        if (!write.Db.ChangeTracker.HasChanges())
        {
            return false;
        }

        var (about, why) = (new HistorySubject { ResponsibleBodyId = ledger.Body.Id }, Reason.OneLine(asked.Why));
        var now = Numbers(ledger);
        write.Record(HistoryKind.OrderStateChanged, about, $"Social care. {AllocationInWords.Change(before, asked.State, numbers.Zip(now))}", why);
        foreach (var (was, line) in numbers.Zip(now).Where(n => n.First.Allocation != n.Second.Allocation))
        {
            write.Record(HistoryKind.AllocationChanged, about, $"Social care. {AllocationInWords.Change(was, line)}", why);
        }

        ledger.Tell(write);
        return true;
    }
}
