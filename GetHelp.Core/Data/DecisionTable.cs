using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace GetHelp.Core.Data;

/// <summary>A decision table of the spec, written once for C# and for SQL: the first row that holds decides.</summary>
/// <param name="otherwise">Where no row holds.</param>
internal sealed class DecisionTable<TFacts, TAnswer>(TAnswer otherwise) : IEnumerable<TAnswer>
    where TAnswer : struct, Enum
{
    private readonly List<(Expression<Func<TFacts, bool>> When, TAnswer Then)> rows = [];
    private Func<TFacts, int>? compiled;
    private Expression<Func<TFacts, int>>? number;

    /// <summary>The answer as a number: what a database can filter, group and sort by, in the order of the enumeration.</summary>
    public Expression<Func<TFacts, int>> Number => number ??= Nested();

    public void Add(Expression<Func<TFacts, bool>> when, TAnswer then) => rows.Add((when, then));

    public TAnswer Of(TFacts facts) => Answer((compiled ??= Number.Compile())(facts));

    /// <summary>The number of the answer over something that the facts are worked out from, fit to be translated.</summary>
    public Expression<Func<T, int>> Over<T>(Expression<Func<T, TFacts>> facts) => Number.Over(facts);

    /// <summary>Whether this is the answer, fit to be translated where the facts are a row's own.</summary>
    public Expression<Func<TFacts, bool>> Is(TAnswer answer) => Number.Is(Convert.ToInt32(answer, null));

    /// <summary>Back from a number that was read.</summary>
    public static TAnswer Answer(int number) => (TAnswer)Enum.ToObject(typeof(TAnswer), number);

    public IEnumerator<TAnswer> GetEnumerator() => rows.Select(row => row.Then).Append(otherwise).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Expression<Func<TFacts, int>> Nested()
    {
        var facts = Expression.Parameter(typeof(TFacts), "facts");
        var nested = Enumerable.Reverse(rows).Aggregate(
            Constant(otherwise),
            (below, row) => Expression.Condition(ReplacingExpressionVisitor.Replace(row.When.Parameters[0], facts, row.When.Body), Constant(row.Then), below));
        return Expression.Lambda<Func<TFacts, int>>(nested, facts);
    }

    private static Expression Constant(TAnswer answer) => Expression.Constant(Convert.ToInt32(answer, null));
}
