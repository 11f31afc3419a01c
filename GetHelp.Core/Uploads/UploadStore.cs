using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using GetHelp.Core.Organisations.Register;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.Uploads;

/// <summary>What is about one line of something that was given.</summary>
public interface IOfLine
{
    /// <summary>Counted from 1, as a text editor or a spreadsheet counts.</summary>
    long Line { get; }
}

/// <summary>Keeps what people gave beside the register's uploads, for as long as somebody may look at it: what a school became is in its history, and
/// stays there. Each is two files of JSON lines: its rows, written once, and, from when it is taken, a journal of what became of each.</summary>
/// <remarks>The journal says what is still to be done after a process ended in the middle. A line that it wrote by half is as if it were not
/// there: the row is done again, and finds that it is so already.</remarks>
/// <typeparam name="THead">Who gave it, when and what.</typeparam>
/// <typeparam name="TRow">One row of it.</typeparam>
/// <typeparam name="TTaken">Who said that it is to be done.</typeparam>
/// <typeparam name="TOutcome">What became of one row.</typeparam>
/// <param name="name">The folder of its kind.</param>
public abstract class UploadStore<THead, TRow, TTaken, TOutcome>(IOptions<RegisterImportOptions> options, string name)
    where TTaken : class
    where TOutcome : IOfLine
{
    private const string Rows = ".list";
    private const string Journal = ".journal";

    /// <summary>A page reads its upload anew several times a second while it is being done.</summary>
    private readonly ConcurrentDictionary<Guid, KeptUpload<THead, TRow, TTaken, TOutcome>> open = [];

    private string Folder => Path.Combine(options.Value.Folder, name);

    internal async Task SaveAsync(Guid id, THead head, IEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var unfinished = PathOf(id, ".part");
        await File.WriteAllLinesAsync(unfinished, rows.Select(PortalJson.Write).Prepend(PortalJson.Write(head)), cancellationToken);
        File.Move(unfinished, PathOf(id, Rows));
    }

    internal KeptUpload<THead, TRow, TTaken, TOutcome>? Find(Guid id)
    {
        if (!open.TryGetValue(id, out var kept) && File.Exists(PathOf(id, Rows)))
        {
            kept = open.GetOrAdd(id, new KeptUpload<THead, TRow, TTaken, TOutcome>(PathOf(id, Rows), PathOf(id, Journal)));
        }

        return kept;
    }

    internal IReadOnlyList<THead> All() => !Directory.Exists(Folder) ? [] :
        [.. Directory.EnumerateFiles(Folder, $"*{Rows}").Select(path => PortalJson.Read<THead>(File.ReadLines(path).First()))];

    internal void Delete(Guid id)
    {
        open.TryRemove(id, out _);
        File.Delete(PathOf(id, Rows));
        File.Delete(PathOf(id, Journal));
    }

    /// <returns>How many there were.</returns>
    internal int DeleteAll(IReadOnlyCollection<Guid> ids)
    {
        foreach (var id in ids)
        {
            Delete(id);
        }

        return ids.Count;
    }

    private string PathOf(Guid id, string kind) => Path.Combine(Folder, $"{id:N}{kind}");
}

/// <summary>What was given, and what its journal says by now.</summary>
internal sealed class KeptUpload<THead, TRow, TTaken, TOutcome>
    where TTaken : class
    where TOutcome : IOfLine
{
    private readonly string journal;
    private readonly Lock reading = new();
    private readonly Dictionary<long, TOutcome> outcomes = [];
    private TTaken? taken;
    private long read;

    public KeptUpload(string path, string journal)
    {
        this.journal = journal;
        using var lines = File.ReadLines(path).GetEnumerator();
        lines.MoveNext();
        Head = PortalJson.Read<THead>(lines.Current);
        var rows = new List<TRow>();
        while (lines.MoveNext())
        {
            rows.Add(PortalJson.Read<TRow>(lines.Current));
        }

        Rows = rows;
    }

    public THead Head { get; }

    public IReadOnlyList<TRow> Rows { get; }

    /// <summary>Who took it, and what became of which line; nobody and nothing as long as it waits.</summary>
    public (TTaken? Taken, IReadOnlyDictionary<long, TOutcome> Outcomes) Now()
    {
        lock (reading)
        {
            ReadOn();
            return (taken, new Dictionary<long, TOutcome>(outcomes));
        }
    }

    /// <summary>Begins the journal. False when somebody has: of two presses one makes the file.</summary>
    public bool TryTake(TTaken by)
    {
        try
        {
            using var begun = new FileStream(journal, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            begun.Write(Encoding.UTF8.GetBytes(PortalJson.Write(by) + "\n"));
            return true;
        }
        catch (IOException) when (File.Exists(journal))
        {
            return false;
        }
    }

    /// <summary>The line break before them ends what a process may have left half written.</summary>
    public void Append(params IReadOnlyList<TOutcome> done) => File.AppendAllText(journal, $"\n{string.Join('\n', done.Select(PortalJson.Write))}\n");

    private void ReadOn()
    {
        if (!File.Exists(journal))
        {
            return;
        }

        using var stream = new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = read;
        var bytes = new byte[stream.Length - read];
        stream.ReadExactly(bytes);
        var whole = bytes.AsSpan()[..(bytes.AsSpan().LastIndexOf((byte)'\n') + 1)];
        read += whole.Length;
        foreach (var line in Encoding.UTF8.GetString(whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Take(line);
        }
    }

    private void Take(string line)
    {
        if (taken is null)
        {
            taken = TryRead<TTaken>(line, out var by) ? by : null;
        }
        else if (TryRead<TOutcome>(line, out var outcome))
        {
            outcomes.TryAdd(outcome.Line, outcome);
        }
    }

    private static bool TryRead<T>(string line, [NotNullWhen(true)] out T? value)
    {
        try
        {
            value = PortalJson.Read<T>(line)!;
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }
}
