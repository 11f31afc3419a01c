using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Onboarding.Chromebooks;

/// <summary>Asks again about domains that were taken when nobody could be asked about them. One that turns out to be none of Google Workspace stays
/// with its school, whose pages say so: only the school knows the right one.</summary>
public sealed class UncheckedDomains(WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts, IGoogleWorkspace workspace)
{
    /// <summary>So many are asked about in one go; the others in the next.</summary>
    public const int AtOnce = 100;

    /// <returns>About how many domains there was an answer.</returns>
    public async Task<int> CheckAsync(CancellationToken cancellationToken = default)
    {
        var answered = 0;
        foreach (var domain in await DomainsAsync(cancellationToken))
        {
            var answer = await workspace.AskAsync(domain, cancellationToken);
            if (answer == WorkspaceAnswer.CouldNotBeAsked)
            {
                continue;
            }

            await KeepAsync(domain, answer == WorkspaceAnswer.Yes ? DomainCheck.IsWorkspace : DomainCheck.IsNotWorkspace, cancellationToken);
            answered++;
        }

        return answered;
    }

    private async Task<List<string>> DomainsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Unchecked(db.Schools).Select(s => s.Chromebooks.Domain!).Distinct().OrderBy(domain => domain).Take(AtOnce).ToListAsync(cancellationToken);
    }

    /// <summary>For every school of the domain that still has it.</summary>
    private Task<Result<int>> KeepAsync(string domain, DomainCheck check, CancellationToken cancellationToken) => transactions.RunAsync<int>(
        Viewer.Service,
        async write =>
        {
            var schools = await Unchecked(write.Db.Schools).Where(s => s.Chromebooks.Domain == domain).ToListAsync(cancellationToken);
            foreach (var school in schools)
            {
                school.Chromebooks = school.Chromebooks with { Check = check };
                write.Tell(Topic.School(school.Id));
                if (check == DomainCheck.IsNotWorkspace)
                {
                    write.Record(HistoryKind.ChromebookDetailsChanged, new() { SchoolId = school.Id }, $"{domain} is not a Google Workspace domain");
                }
            }

            return schools.Count;
        },
        cancellationToken);

    private static IQueryable<School> Unchecked(IQueryable<School> schools) => schools.Where(s =>
        s.Chromebooks.Domain != null && s.Chromebooks.Domain != ChromebookRules.Unknown && s.Chromebooks.Check == DomainCheck.NotChecked);
}
