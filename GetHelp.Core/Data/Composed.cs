using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace GetHelp.Core.Data;

/// <summary>Puts expressions together that are written apart, so that a query can be said in words that are defined elsewhere.</summary>
internal static class Composed
{
    /// <summary>The first one over what the second one works out.</summary>
    public static Expression<Func<T, TResult>> Over<T, TValue, TResult>(this Expression<Func<TValue, TResult>> first, Expression<Func<T, TValue>> value) =>
        Expression.Lambda<Func<T, TResult>>(ReplacingExpressionVisitor.Replace(first.Parameters[0], value.Body, first.Body), value.Parameters);

    /// <summary>The first one, with the second one in the place of its last parameter.</summary>
    public static Expression<Func<T, TResult>> With<T, TValue, TResult>(this Expression<Func<T, TValue, TResult>> first, Expression<Func<T, TValue>> value) =>
        Expression.Lambda<Func<T, TResult>>(Put(first, value), first.Parameters[0]);

    /// <inheritdoc cref="With{T,TValue,TResult}"/>
    public static Expression<Func<T, TOther, TResult>> With<T, TOther, TValue, TResult>(
        this Expression<Func<T, TOther, TValue, TResult>> first, Expression<Func<T, TValue>> value) =>
        Expression.Lambda<Func<T, TOther, TResult>>(Put(first, value), first.Parameters[0], first.Parameters[1]);

    /// <summary>Whether it is this, which is a parameter of the statement.</summary>
    public static Expression<Func<T, bool>> Is<T, TValue>(this Expression<Func<T, TValue>> value, TValue wanted)
        where TValue : struct
    {
        Expression<Func<T, TValue, bool>> same = (_, found) => found.Equals(wanted);
        return same.With(value);
    }

    /// <summary>Whether it is one of these, each written into the statement: a list as a parameter would have it written anew each time.</summary>
    public static Expression<Func<T, bool>> IsOneOf<T, TValue>(this Expression<Func<T, TValue>> value, IEnumerable<TValue> these) => Expression.Lambda<Func<T, bool>>(
        these.Select(one => (Expression)Expression.Equal(value.Body, Expression.Constant(one, typeof(TValue)))).Aggregate(Expression.OrElse), value.Parameters);

    private static Expression Put(LambdaExpression first, LambdaExpression value) => ReplacingExpressionVisitor.Replace(
        first.Parameters[^1], ReplacingExpressionVisitor.Replace(value.Parameters[0], first.Parameters[0], value.Body), first.Body);
}
