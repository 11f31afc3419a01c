using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Organisations.Changes.Recent;
using GetHelp.Core.Outbox;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Core.SignIn.SecondCodes;
using GetHelp.Core.SignIn.Sessions;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.PersonalData.Retention;

internal sealed class SignInLinkRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<MagicLink>(RetentionRules.SignInLinks, contexts, transactions)
{
    protected override IQueryable<MagicLink> Old(GetHelpDbContext db, DateTime before) => db.MagicLinks.Where(link => link.RequestedAt <= before);
}

internal sealed class SecondCodeRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<SecondCode>(RetentionRules.SecondCodes, contexts, transactions)
{
    protected override IQueryable<SecondCode> Old(GetHelpDbContext db, DateTime before) => db.SecondCodes.Where(code => code.StartedAt <= before);
}

internal sealed class SessionRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<Session>(RetentionRules.Sessions, contexts, transactions)
{
    protected override IQueryable<Session> Old(GetHelpDbContext db, DateTime before) => db.Sessions.Where(session => session.ExpiresAt <= before && session.LooksAsUserId == null);
}

internal sealed class SignInCountRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<LimitCount>(RetentionRules.SignInCounts, contexts, transactions)
{
    protected override IQueryable<LimitCount> Old(GetHelpDbContext db, DateTime before) => db.LimitCounts.Where(count => count.EndsAt <= before);
}

internal sealed class SigningInRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<HistoryEntry>(RetentionRules.SigningIn, contexts, transactions)
{
    protected override IQueryable<HistoryEntry> Old(GetHelpDbContext db, DateTime before) => db.History.Where(entry => entry.What == HistoryKind.SignedIn && entry.At <= before);
}

internal sealed class MadeChangeRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<MadeChange>(RetentionRules.MadeChanges, contexts, transactions)
{
    protected override IQueryable<MadeChange> Old(GetHelpDbContext db, DateTime before) => db.MadeChanges.Where(change => change.MadeAt <= before);
}

/// <summary>That a message was sent stays, and with it its key: the same cause must not send it twice. What was in it goes.</summary>
internal sealed class LetterRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<OutboxMessage>(RetentionRules.Letters, contexts, transactions)
{
    private const string Nothing = "{}";

    protected override IQueryable<OutboxMessage> Old(GetHelpDbContext db, DateTime before) => db.Outbox.Where(message => message.SentAt <= before && message.Payload != Nothing);

    protected override async Task<int> RemoveAsync(GetHelpDbContext db, DateTime before, CancellationToken cancellationToken)
    {
        await db.OutboxAttempts.Where(attempt => Old(db, before).Any(message => message.Id == attempt.MessageId)).ExecuteDeleteAsync(cancellationToken);
        return await Old(db, before).ExecuteUpdateAsync(
            message => message.SetProperty(m => m.Payload, Nothing).SetProperty(m => m.LastOutcome, (string?)null), cancellationToken);
    }
}

internal sealed class EvidenceRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<EvidenceFile>(RetentionRules.Evidence, contexts, transactions)
{
    protected override IQueryable<EvidenceFile> Old(GetHelpDbContext db, DateTime before) =>
        db.EvidenceFiles.Where(file => db.AllocationQueries.Any(query => query.Id == file.AllocationQueryId && query.DecidedAt <= before));
}

internal sealed class DraftRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<AllocationQueryDraft>(RetentionRules.Drafts, contexts, transactions)
{
    protected override IQueryable<AllocationQueryDraft> Old(GetHelpDbContext db, DateTime before) => db.AllocationQueryDrafts.Where(draft => draft.ChangedAt <= before);
}

/// <summary>A journey that was completed stays: it holds no answers any more, and says that somebody has been through it.</summary>
internal sealed class JourneyRetention(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
    : RowRetention<Journey>(RetentionRules.Journeys, contexts, transactions)
{
    protected override IQueryable<Journey> Old(GetHelpDbContext db, DateTime before) => db.Journeys.Where(journey => journey.State != JourneyState.Completed && journey.ChangedAt <= before);
}
