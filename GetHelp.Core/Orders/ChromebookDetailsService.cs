using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>Keeps what is known of a school's Chromebooks: whether it will need any, and where they are enrolled.</summary>
public sealed class ChromebookDetailsService(WriteTransactions transactions)
{
    /// <summary>Says it for a school: its own people may, those of its responsible body, and support.</summary>
    /// <returns>Whether that changed anything.</returns>
    public Task<Result<bool>> SetAsync(Viewer viewer, Urn urn, ChromebookDetails details, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(viewer, write => SetAsync(write, urn, details, acceptsNoLicences: false, cancellationToken), cancellationToken);

    /// <summary>The same in a write that does more.</summary>
    /// <param name="acceptsNoLicences">Somebody has read what it means to have no domain.</param>
    internal static async Task<Result<bool>> SetAsync(
        WriteTransaction write, Urn urn, ChromebookDetails details, bool acceptsNoLicences, CancellationToken cancellationToken)
    {
        var school = await SchoolOfAsync(write.Db, write.Viewer, urn, cancellationToken);
        if (school is null)
        {
            return new NotFound();
        }

        var (now, whyNot) = ChromebookDetailsRules.Decide(details, acceptsNoLicences);
        if (whyNot.Count > 0)
        {
            return Result<bool>.Refuse(whyNot);
        }

        var before = school.Chromebooks;
        now = now with { Check = now.Check == DomainCheck.NotChecked && now.Domain == before.Domain ? before.Check : now.Check };
        if (before == now)
        {
            return false;
        }

        school.Chromebooks = now;
        Open(write, school.Id, before.IsComplete, now.IsComplete);
        if (before with { Check = now.Check } != now)
        {
            write.Record(HistoryKind.ChromebookDetailsChanged, new() { SchoolId = school.Id }, $"{InWords(before)} to {InWords(now)}");
        }

        write.Tell(Topic.School(school.Id), Topic.Chromebooks);
        return true;
    }

    /// <summary>A school of which nothing more has to be known can order, if nothing else is in the way.</summary>
    private static void Open(WriteTransaction write, int schoolId, bool before, bool now)
    {
        if (now && !before)
        {
            write.Openings.School(schoolId);
        }
        else if (before && !now)
        {
            write.Openings.ClosedSchool(schoolId);
        }
    }

    /// <summary>A school for which this viewer may say it; null when there is none.</summary>
    internal static Task<School?> SchoolOfAsync(GetHelpDbContext db, Viewer viewer, Urn urn, CancellationToken cancellationToken)
    {
        var theirs = viewer.IsSupport ? db.Schools : db.Schools.LookedAfterBy(viewer);
        return theirs.SingleOrDefaultAsync(s => s.Urn == urn, cancellationToken);
    }

    /// <summary>Without the recovery address: history is read by many, and outlives whoever reads that mailbox.</summary>
    private static string InWords(ChromebookDetails details) => details.Answer switch
    {
        ChromebookAnswer.Yes when ChromebookRules.IsUnknown(details.Domain) => "Chromebooks on a domain that nobody knows",
        ChromebookAnswer.Yes => details.Domain ?? "Chromebooks without a domain",
        ChromebookAnswer.No => "no Chromebooks",
        ChromebookAnswer.DoNotKnow => "not known whether Chromebooks",
        _ => "nothing said about Chromebooks",
    };
}

/// <summary>What may be kept of a school's Chromebooks (spec 02 §7).</summary>
public static class ChromebookDetailsRules
{
    /// <summary>The details as they are kept, or every reason why not: only a yes has a domain.</summary>
    public static (ChromebookDetails Details, IReadOnlyList<Refusal> WhyNot) Decide(ChromebookDetails asked, bool acceptsNoLicences = false) => asked.Answer switch
    {
        null => (asked, [new NoChromebookAnswer()]),
        ChromebookAnswer.Yes => DecideDomain(asked, acceptsNoLicences),
        _ => (new() { Answer = asked.Answer }, []),
    };

    private static (ChromebookDetails Details, IReadOnlyList<Refusal> WhyNot) DecideDomain(ChromebookDetails asked, bool acceptsNoLicences)
    {
        var binding = new ChromebookBinding { Domain = asked.Domain?.Trim() ?? "", RecoveryAddress = asked.RecoveryAddress, AcceptsNoLicences = acceptsNoLicences };
        if (binding.IsUnknown && !acceptsNoLicences)
        {
            // What one order has to go without is nothing to remember of the school.
            return (asked, [new NoGoogleDomain()]);
        }

        var whyNot = ChromebookRules.WhyNot(binding);
        var tidy = binding.Tidied();
        return whyNot.Count > 0
            ? (asked, whyNot)
            : (new() { Answer = ChromebookAnswer.Yes, Domain = tidy.Domain, RecoveryAddress = tidy.RecoveryAddress, Check = binding.IsUnknown ? DomainCheck.NotChecked : asked.Check }, []);
    }
}

/// <summary>Neither yes nor no.</summary>
public sealed record NoChromebookAnswer : Refusal
{
    public override string Message => "Choose whether the school will need Chromebooks.";
}
