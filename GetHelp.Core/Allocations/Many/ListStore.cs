using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using GetHelp.Core.Organisations.Register;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.Allocations.Many;

/// <summary>Keeps lists beside the register's uploads, for as long as somebody may look at them: what a school became is in its history, and
/// stays there. A list is two files of JSON lines: its rows, written once, and, from when it is taken, a journal of what became of each.</summary>
/// <remarks>The journal says what is still to be done after a process ended in the middle. A line that it wrote by half is as if it were not
/// there: the row is done again, and finds that it is so already.</remarks>
public sealed class ListStore(IOptions<RegisterImportOptions> options)
{
    private const string Rows = ".list";
    private const string Journal = ".journal";

    /// <summary>A page reads its list anew several times a second while it is being changed.</summary>
    private readonly ConcurrentDictionary<Guid, KeptList> open = [];

    private string Folder => Path.Combine(options.Value.Folder, "lists");

    internal async Task SaveAsync(SchoolList list, IEnumerable<ListRow> rows, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var unfinished = PathOf(list.Id, ".part");
        await File.WriteAllLinesAsync(unfinished, rows.Select(PortalJson.Write).Prepend(PortalJson.Write(list)), cancellationToken);
        File.Move(unfinished, PathOf(list.Id, Rows));
    }

    internal KeptList? Find(Guid id)
    {
        if (!open.TryGetValue(id, out var kept) && File.Exists(PathOf(id, Rows)))
        {
            kept = open.GetOrAdd(id, new KeptList(PathOf(id, Rows), PathOf(id, Journal)));
        }

        return kept;
    }

    /// <summary>Newest first.</summary>
    internal IReadOnlyList<SchoolList> All() => !Directory.Exists(Folder) ? [] :
        [.. Directory.EnumerateFiles(Folder, $"*{Rows}").Select(path => PortalJson.Read<SchoolList>(File.ReadLines(path).First())).OrderByDescending(list => list.GivenAt)];

    internal void Delete(Guid id)
    {
        open.TryRemove(id, out _);
        File.Delete(PathOf(id, Rows));
        File.Delete(PathOf(id, Journal));
    }

    private string PathOf(Guid id, string kind) => Path.Combine(Folder, $"{id:N}{kind}");
}

/// <summary>A list that was read, and what its journal says by now.</summary>
internal sealed class KeptList
{
    private readonly string journal;
    private readonly Lock reading = new();
    private readonly Dictionary<long, ListOutcome> outcomes = [];
    private ListTaken? taken;
    private long read;

    public KeptList(string path, string journal)
    {
        this.journal = journal;
        using var lines = File.ReadLines(path).GetEnumerator();
        lines.MoveNext();
        List = PortalJson.Read<SchoolList>(lines.Current);
        var rows = new List<ListRow>(List.Rows);
        while (lines.MoveNext())
        {
            rows.Add(PortalJson.Read<ListRow>(lines.Current));
        }

        Rows = rows;
    }

    public SchoolList List { get; }

    public IReadOnlyList<ListRow> Rows { get; }

    /// <summary>Who took it, and what became of which line; nobody and nothing as long as it waits.</summary>
    public (ListTaken? Taken, IReadOnlyDictionary<long, ListOutcome> Outcomes) Now()
    {
        lock (reading)
        {
            ReadOn();
            return (taken, new Dictionary<long, ListOutcome>(outcomes));
        }
    }

    /// <summary>Begins the journal. False when somebody has: of two presses one makes the file.</summary>
    public bool TryTake(ListTaken by)
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

    /// <summary>The line break before it ends what a process may have left half written.</summary>
    public void Append(ListOutcome outcome) => File.AppendAllText(journal, $"\n{PortalJson.Write(outcome)}\n");

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
            taken = TryRead<ListTaken>(line, out var by) ? by : null;
        }
        else if (TryRead<ListOutcome>(line, out var outcome))
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
