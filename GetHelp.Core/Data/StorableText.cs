using System.Buffers;
using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GetHelp.Core.Data;

/// <summary>Text as both databases keep it, and as people can read it. Rules refuse or tidy what somebody types; this is behind all of them, for every
/// statement: PostgreSQL ends one that has a NUL or half a character in it with an error, and SQLite keeps what no page can show.</summary>
internal sealed class StorableText : DbCommandInterceptor
{
    /// <summary>Control characters but for those of lines and columns; and what may be half a character.</summary>
    private static readonly SearchValues<char> Doubtful = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(c => IsUnseen(c) || char.IsSurrogate(c))]);

    private StorableText()
    {
    }

    public static StorableText Instance { get; } = new();

    /// <summary>The same text where it can be kept as it is. What cannot be seen becomes a space, half a character what stands for one.</summary>
    public static string Of(string text) => text.AsSpan().ContainsAny(Doubtful) ? Clean(text) : text;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    private static void Clean(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            object? kept = parameter.Value switch
            {
                string text => Of(text),
                string[] texts => Array.ConvertAll(texts, Of),
                List<string> texts => texts.ConvertAll(Of),
                var other => other,
            };
            if (!ReferenceEquals(kept, parameter.Value))
            {
                parameter.Value = kept;
            }
        }
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.IsBmp && IsUnseen((char)rune.Value) ? " " : rune.ToString()); // half a character is enumerated as what stands for one
        }

        return clean.ToString();
    }

    private static bool IsUnseen(char c) => char.IsControl(c) && c is not ('\t' or '\n' or '\r');
}
