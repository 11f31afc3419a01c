using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>What a form was posted with.</summary>
public sealed record WriteQueryDraft
{
    public required Urn Urn { get; init; }

    public required TypedQuery Typed { get; init; }

    public IReadOnlyList<GivenFile> Files { get; init; } = [];

    /// <summary>A file of the draft that is to go.</summary>
    public int? RemoveFileId { get; init; }
}

/// <summary>What support decides on a query.</summary>
public sealed record AnswerQuery
{
    public required int AllocationQueryId { get; init; }

    /// <summary>How many more of each category; all nought refuses the query.</summary>
    public IReadOnlyDictionary<DeviceCategory, int> Granted { get; init; } = new Dictionary<DeviceCategory, int>();

    /// <summary>What whoever asked is told; may be empty when all is granted.</summary>
    public string? Answer { get; init; }
}

/// <summary>Asks for more devices, and answers those who ask.</summary>
public sealed class AllocationQueryService(WriteTransactions transactions)
{
    /// <summary>Keeps what somebody wrote so far, and those of the files that can be evidence. What is wrong with the others, and with what was
    /// typed, is <see cref="AllocationQueryReader.DraftAsync"/>'s to say: nothing is lost because something else cannot be sent yet.</summary>
    /// <returns>Whether the draft can be sent as it is.</returns>
    public async Task<Result<bool>> WriteDraftAsync(Viewer viewer, WriteQueryDraft asked, CancellationToken cancellationToken = default)
    {
        // Outside of the transaction: unpacking a workbook takes its time, and nobody else is to wait for it.
        var kept = asked.Files.Select(file => EvidenceCheck.Check(file)).ToList();
        var refused = kept.SelectMany(file => file.Refusals).ToList();
        return await transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (await FindSchoolAsync(write, asked.Urn, cancellationToken) is not { } school)
                {
                    return new NotFound();
                }

                await write.Db.AllocationQueryDrafts.Where(d => d.ChangedAt < write.Now - AllocationQueryDraft.Lifetime).ExecuteDeleteAsync(cancellationToken);
                var draft = await DraftAsync(write, school.Id, cancellationToken)
                    ?? write.Db.AllocationQueryDrafts.Add(new() { Key = Guid.NewGuid(), UserId = viewer.UserId!.Value, SchoolId = school.Id }).Entity;
                draft.Files.RemoveAll(file => file.Id == asked.RemoveFileId && Remove(write, file));
                var added = kept.Where(file => !file.Refused).Select(file => Copy(file.Value)).ToList();
                var room = Math.Max(0, AllocationQueryRules.MostFiles - draft.Files.Count);
                draft.Files.AddRange(added.Take(room));
                Refusal[] tooMany = added.Count > room ? [new TooManyFiles(draft.Files.Count + added.Count - room)] : [];
                draft.Write(asked.Typed, [.. refused, .. tooMany], write.Now);
                return draft.RefusedFiles.Length == 0 && WhyNot(draft, await OpenAsync(write.Db, school.Id, cancellationToken)).Count == 0;
            },
            cancellationToken);
    }

    /// <summary>Sends a draft to support. Sending it again returns the same query.</summary>
    /// <param name="key">The draft's, as the page showed it.</param>
    /// <returns>The query's number.</returns>
    public Task<Result<int>> SendAsync(Viewer viewer, Urn urn, Guid key, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<int>(
            viewer,
            async write =>
            {
                if (await FindSchoolAsync(write, urn, cancellationToken) is not { } school)
                {
                    return new NotFound();
                }

                var sent = await write.Db.AllocationQueries.Where(q => q.Key == key && q.AskedByUserId == viewer.UserId).Select(q => q.Id).ToListAsync(cancellationToken);
                if (sent is [var id])
                {
                    return id;
                }

                if (await DraftAsync(write, school.Id, cancellationToken) is not { } draft || draft.Key != key)
                {
                    return new NotFound();
                }

                var whyNot = WhyNot(draft, await OpenAsync(write.Db, school.Id, cancellationToken));
                if (whyNot.Count > 0)
                {
                    return Result<int>.Refuse(whyNot);
                }

                var query = await BecomeAsync(write, draft, school, cancellationToken);
                write.Record(HistoryKind.AllocationQueryAsked, query.Subject, query.Asked());
                Tell(write, query);
                return query.Id;
            },
            cancellationToken);

    /// <summary>Takes a query back that support has not answered yet.</summary>
    public Task<Result<bool>> WithdrawAsync(Viewer viewer, int allocationQueryId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (await FindAsync(write, allocationQueryId, cancellationToken) is not { } query || !query.IsBy(viewer))
                {
                    return new NotFound();
                }

                if (query.State != AllocationQueryState.Open)
                {
                    return new AlreadyAnswered(query.State, query.DecidedBy!);
                }

                query.Withdraw(viewer, write.Now);
                write.Record(HistoryKind.AllocationQueryWithdrawn, query.Subject, query.Asked());
                Tell(write, query);
                return true;
            },
            cancellationToken);

    /// <summary>Grants a query in full or in part, or refuses it. What is granted is set aside in the same commit, by the same rules and with the
    /// same history as when support changes an allocation by hand; whoever asked is told by e-mail.</summary>
    public Task<Result<AllocationQueryState>> AnswerAsync(Viewer viewer, AnswerQuery asked, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<AllocationQueryState>(
            viewer,
            async write =>
            {
                if (!viewer.IsSupport)
                {
                    return new NotAllowed("answer requests for more devices");
                }

                // Whoever grants waits here for whoever grants at the same time, and then sees what that left, and whether this query is still open.
                var national = await NationalTotalReader.LockLeftAsync(write, cancellationToken);
                if (await FindAsync(write, asked.AllocationQueryId, cancellationToken) is not { } query)
                {
                    return new NotFound();
                }

                if (query.State != AllocationQueryState.Open)
                {
                    return new AlreadyAnswered(query.State, query.DecidedBy!);
                }

                var whyNot = AllocationQueryRules.WhyNotAnswer(asked.Granted, query.Lines.ToDictionary(l => l.Category, l => l.Asked), asked.Answer, national);
                if (whyNot.Count > 0)
                {
                    return Result<AllocationQueryState>.Refuse(whyNot);
                }

                var refusals = await GrantAsync(write, query, asked, cancellationToken);
                if (refusals.Count > 0)
                {
                    return Result<AllocationQueryState>.Refuse(refusals);
                }

                write.Send(AllocationQueryAnswered.Kind, new AllocationQueryAnswered(query.Id), $"allocation-query-{query.Id}-answered");
                Tell(write, query);
                return query.State;
            },
            cancellationToken);

    /// <summary>Every reason why a draft cannot be sent as it is.</summary>
    internal static IReadOnlyList<Refusal> WhyNot(AllocationQueryDraft draft, IReadOnlyDictionary<DeviceCategory, int> open) =>
        AllocationQueryRules.WhyNot(draft.Asked(), draft.Reasons, draft.Files.Count, open);

    /// <summary>The open query of each category that has one.</summary>
    internal static Task<Dictionary<DeviceCategory, int>> OpenAsync(GetHelpDbContext db, int schoolId, CancellationToken cancellationToken) =>
        db.AllocationQueryLines.Where(l => l.SchoolId == schoolId && l.IsOpen).ToDictionaryAsync(l => l.Category, l => l.AllocationQueryId, cancellationToken);

    private static async Task<IReadOnlyList<Refusal>> GrantAsync(WriteTransaction write, AllocationQuery query, AnswerQuery asked, CancellationToken cancellationToken)
    {
        var answer = string.IsNullOrWhiteSpace(asked.Answer) ? null : asked.Answer.Trim();
        if (asked.Granted.Values.All(number => number == 0))
        {
            query.Refuse(write.Viewer, write.Now, answer!);
            write.Record(HistoryKind.AllocationQueryRefused, query.Subject, query.Asked(), answer);
            return [];
        }

        query.Grant(asked.Granted, write.Viewer, write.Now, answer);
        write.Record(HistoryKind.AllocationQueryGranted, query.Subject, query.Granted(), answer);
        var refusals = new List<Refusal>();
        foreach (var line in query.Lines.Where(line => line.Granted > 0).OrderBy(line => line.Category))
        {
            var why = $"Request {query.Id} for more devices";
            refusals.AddRange((await AllocationService.SetAsideAsync(write, query.School!.Urn, line.Category, line.Granted, why, cancellationToken)).Refusals);
        }

        return refusals;
    }

    private static async Task<AllocationQuery> BecomeAsync(WriteTransaction write, AllocationQueryDraft draft, School school, CancellationToken cancellationToken)
    {
        var query = new AllocationQuery
        {
            Key = draft.Key,
            SchoolId = school.Id,
            School = school,
            ResponsibleBodyId = write.Viewer.SchoolIds.Contains(school.Id) ? null : school.ResponsibleBodyId,
            AskedByUserId = write.Viewer.UserId!.Value,
            AskedBy = write.Viewer.Name,
            AskedAt = write.Now,
            Reasons = draft.Reasons.Trim(),
            Lines = [.. draft.Asked().Where(asked => asked.Value > 0).Select(asked => new AllocationQueryLine { Category = asked.Key, SchoolId = school.Id, Asked = asked.Value })],
        };
        write.Db.AllocationQueries.Add(query);
        draft.Files.ForEach(file => file.GoWith(query));

        // The files leave the draft before it is deleted, or they would go with it.
        await write.Db.SaveChangesAsync(cancellationToken);
        write.Db.AllocationQueryDrafts.Remove(draft);
        return query;
    }

    private static bool Remove(WriteTransaction write, EvidenceFile file)
    {
        write.Db.EvidenceFiles.Remove(file);
        return true;
    }

    /// <summary>A new entity each time: the write may run more than once.</summary>
    private static EvidenceFile Copy(EvidenceFile file) =>
        new() { Name = file.Name, Type = file.Type, Length = file.Length, Content = new() { Bytes = file.Content!.Bytes } };

    /// <summary>Only people of the school, or of its responsible body, ask for it.</summary>
    private static Task<School?> FindSchoolAsync(WriteTransaction write, Urn urn, CancellationToken cancellationToken) =>
        write.Db.Schools.Where(s => s.Urn == urn).LookedAfterBy(write.Viewer).SingleOrDefaultAsync(cancellationToken);

    private static Task<AllocationQueryDraft?> DraftAsync(WriteTransaction write, int schoolId, CancellationToken cancellationToken) =>
        write.Db.AllocationQueryDrafts.Include(d => d.Files).SingleOrDefaultAsync(d => d.UserId == write.Viewer.UserId && d.SchoolId == schoolId, cancellationToken);

    private static Task<AllocationQuery?> FindAsync(WriteTransaction write, int id, CancellationToken cancellationToken) =>
        write.Db.AllocationQueries.Include(q => q.Lines).Include(q => q.School).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);

    private static void Tell(WriteTransaction write, AllocationQuery query) => write.Tell(Topic.AllocationQueries, Topic.School(query.SchoolId));
}
