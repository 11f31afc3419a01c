using GetHelp.Core.Organisations.Register;

namespace GetHelp.Web.Organisations;

/// <summary>The report of an import as plain text, for the console.</summary>
internal static class RegisterReportText
{
    private const int MostListed = 20;

    public static async Task WriteAsync(TextWriter output, RegisterReport report)
    {
        await output.WriteLineAsync($"{report.RowsRead,8:N0} rows read ({report.Encoding})");
        await output.WriteLineAsync($"{report.RowsKept,8:N0} open state-funded schools kept");
        await output.WriteLineAsync($"{report.NotOpen,8:N0} not open");
        foreach (var type in report.LeftOut)
        {
            await output.WriteLineAsync($"{type.Count,8:N0} left out: {type.Type}");
        }

        if (report.TrustLinksUsed is { } links)
        {
            await output.WriteLineAsync($"{links,8:N0} schools linked to a trust");
        }

        await WriteAsync(output, "bad rows", report.BadRows, row => $"line {row.Line}: {row.Why}");
        await WriteAsync(output, "bad trust links", report.BadTrustLinks, row => $"line {row.Line}: {row.Why}");
        await output.WriteLineAsync();
        await WriteAsync(output, "new responsible bodies", report.NewBodies, name => name);
        await WriteAsync(output, "changed responsible bodies", report.ChangedBodies, name => name);
        await WriteAsync(output, "new schools", report.New, school => $"{school.Urn} {school.Name}");
        await WriteAsync(output, "changed schools", report.Changed, school => $"{school.Urn} {school.Name}: {string.Join("; ", school.Changes.Select(c => $"{c.Field}: {c.From} → {c.To}"))}");
        await WriteAsync(output, "closed schools", report.Closed, school => $"{school.Urn} {school.Name}");
        await WriteAsync(output, "open here and not in the file (left as they are)", report.Missing, school => $"{school.Urn} {school.Name}: {school.Why}");
        await output.WriteLineAsync($"{report.Unchanged,8:N0} unchanged schools");
    }

    private static async Task WriteAsync<T>(TextWriter output, string what, Sample<T> sample, Func<T, string> inWords)
    {
        await output.WriteLineAsync($"{sample.Total,8:N0} {what}");
        foreach (var one in sample.First.Take(MostListed))
        {
            await output.WriteLineAsync($"           {inWords(one)}");
        }

        if (sample.Total > MostListed)
        {
            await output.WriteLineAsync($"           … and {sample.Total - MostListed:N0} more");
        }
    }
}
