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

        return Keep(write, school, now);
    }

    /// <summary>Keeps what was decided of one school.</summary>
    /// <returns>Whether that changed anything.</returns>
    internal static bool Keep(WriteTransaction write, School school, ChromebookDetails now)
    {
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

    /// <summary>What becomes of the details when parts of them are said anew, one cell at a time: a yes may wait for its domain, and a domain for
    /// its recovery address, but what is there is right.</summary>
    internal static (ChromebookDetails Details, IReadOnlyList<Refusal> WhyNot) Change(ChromebookDetails now, ChromebookParts asked)
    {
        var typed = asked.Domain is null || ChromebookRules.IsUnknown(asked.Domain) ? asked.Domain : ChromebookRules.Clean(asked.Domain);
        var (domain, address) = (Part(typed, now.Domain), Part(asked.RecoveryAddress, now.RecoveryAddress));
        var answer = asked.SaysAnswer ? asked.Answer : !string.IsNullOrEmpty(asked.Domain) ? ChromebookAnswer.Yes : now.Answer;
        if (answer != ChromebookAnswer.Yes)
        {
            return !string.IsNullOrWhiteSpace(asked.Domain) || !string.IsNullOrWhiteSpace(asked.RecoveryAddress)
                ? (now, [new DomainWithoutChromebooks()])
                : (answer == now.Answer ? now : new() { Answer = answer }, []);
        }

        var isUnchanged = domain == now.Domain && address == now.RecoveryAddress;
        var binding = new ChromebookBinding { Domain = domain ?? "", RecoveryAddress = address, AcceptsNoLicences = asked.AcceptsNoLicences };
        IReadOnlyList<Refusal> whyNot = isUnchanged || domain is null ? []
            : binding.IsUnknown && !asked.AcceptsNoLicences ? [new NoGoogleDomain()]
            : address is null ? ChromebookRules.WhyNotDomain(binding)
            : ChromebookRules.WhyNot(binding);
        var tidy = binding.Tidied();
        return whyNot.Count > 0 ? (now, whyNot)
            : isUnchanged ? (now with { Answer = answer }, [])
            : (new() { Answer = answer, Domain = domain is null ? null : tidy.Domain, RecoveryAddress = tidy.RecoveryAddress }, []);
    }

    /// <summary>What was typed, where something was said; empty clears.</summary>
    private static string? Part(string? typed, string? now) => typed is null ? now : typed.Trim() is { Length: > 0 } text ? text : null;

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

/// <summary>Parts of what is said about Chromebooks, each of which may be left as it is.</summary>
internal sealed record ChromebookParts
{
    /// <summary>Whether anything is said of the answer; it may be that there is none.</summary>
    public bool SaysAnswer { get; init; }

    public ChromebookAnswer? Answer { get; init; }

    /// <summary>Null where nothing is said of it; empty clears it.</summary>
    public string? Domain { get; init; }

    /// <summary>Null where nothing is said of it; empty clears it.</summary>
    public string? RecoveryAddress { get; init; }

    /// <summary>Somebody has read what it means to have no domain.</summary>
    public bool AcceptsNoLicences { get; init; }
}

/// <summary>Neither yes nor no.</summary>
public sealed record NoChromebookAnswer : Refusal
{
    public override string Message => "Choose whether the school will need Chromebooks.";
}

/// <summary>Only a school that will need Chromebooks has a domain for them.</summary>
public sealed record DomainWithoutChromebooks : Refusal
{
    public override string Message => "A Google domain and a recovery email address belong to a school that will need Chromebooks. Answer yes to that, or leave these empty.";
}
