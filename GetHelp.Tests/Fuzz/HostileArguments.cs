using System.Collections;
using System.Reflection;
using System.Text;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Tests.Fuzz;

/// <summary>Makes the arguments of any command or query: every text in them is the hostile one, and everything else is by turns what is there and what
/// cannot be.</summary>
/// <param name="text">What stands wherever somebody can type.</param>
/// <param name="there">Something that is there, of each of these types.</param>
/// <param name="turn">Which of the numbers, choices and so on comes next.</param>
internal sealed class HostileArguments(string text, IReadOnlyList<object> there, int turn)
{
    private const int Deepest = 6;

    private static readonly int[] Numbers = [1, 0, -1, int.MaxValue, int.MinValue, 2, 3];

    private int next = turn;

    /// <summary>Null where a method wants something that nobody outside can bring.</summary>
    public object?[]? For(MethodInfo method, Viewer viewer)
    {
        var arguments = new List<object?>();
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType == typeof(Viewer))
            {
                arguments.Add(viewer);
            }
            else if (parameter.ParameterType == typeof(CancellationToken))
            {
                arguments.Add(CancellationToken.None);
            }
            else if (CanMake(parameter.ParameterType))
            {
                arguments.Add(Make(parameter.ParameterType, 0));
            }
            else
            {
                return null;
            }
        }

        return [.. arguments];
    }

    /// <summary>One thing, and all that is in it.</summary>
    public object? Make(Type type) => Make(type, 0);

    private static bool CanMake(Type type) =>
        !type.IsByRef && !typeof(Delegate).IsAssignableFrom(type) && type.Name is not ("WriteTransaction" or "GetHelpDbContext" or "IServiceProvider");

    private object? Make(Type type, int depth) => type switch
    {
        _ when type == typeof(string) => text,
        _ when Nullable.GetUnderlyingType(type) is { } inner => Turn(3) == 0 ? null : Make(inner, depth),
        _ when there.FirstOrDefault(type.IsInstanceOfType) is { } known && type.IsValueType => known,
        _ when type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(double) || type == typeof(short) => Convert.ChangeType(Number(type), type, null),
        _ when type == typeof(bool) => Turn(2) == 0,
        _ when type == typeof(Guid) => Turn(2) == 0 ? Guid.Empty : new Guid(Turn(int.MaxValue), 0, 0, new byte[8]),
        _ when type == typeof(DateOnly) => Turn(2) == 0 ? DateOnly.MinValue : DateOnly.MaxValue,
        _ when type == typeof(DateTime) => Turn(2) == 0 ? DateTime.UnixEpoch : DateTime.MaxValue,
        _ when type == typeof(TimeSpan) => TimeSpan.FromDays(1),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(Turn(Enum.GetValues(type).Length)),
        _ when type == typeof(byte[]) => Encoding.UTF8.GetBytes(text),
        _ when typeof(Stream).IsAssignableFrom(type) => new MemoryStream(Encoding.UTF8.GetBytes(text)),
        _ when depth > Deepest => null,
        _ when type.IsArray => Many(type.GetElementType()!, depth),
        _ when ElementOf(type) is { } element => Collection(type, element, depth),
        { IsAbstract: true } => null,
        _ => Whole(type, depth),
    };

    private int Number(Type type) => type == typeof(short) ? 1 : Numbers[Turn(Numbers.Length)];

    private int Turn(int of) => next++ % of;

    private Array Many(Type element, int depth)
    {
        var many = Array.CreateInstance(element, 2);
        for (var i = 0; i < many.Length; i++)
        {
            many.SetValue(Make(element, depth + 1), i);
        }

        return many;
    }

    private static Type? ElementOf(Type type) =>
        type != typeof(string) && type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } many
            ? many.GetGenericArguments()[0]
            : null;

    private object Collection(Type type, Type element, int depth)
    {
        if (element.IsGenericType && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(element.GetGenericArguments()))!;
            dictionary[Make(element.GetGenericArguments()[0], depth + 1)!] = Make(element.GetGenericArguments()[1], depth + 1);
            return dictionary;
        }

        var many = Many(element, depth);
        var set = typeof(HashSet<>).MakeGenericType(element);
        return type.IsInstanceOfType(many) ? many : Activator.CreateInstance(type.IsAssignableFrom(set) ? set : typeof(List<>).MakeGenericType(element), many)!;
    }

    /// <summary>A record with all that it has: by its constructor, and by what can be set at its making.</summary>
    private object? Whole(Type type, int depth)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        if (constructor is null && !type.IsValueType)
        {
            return null;
        }

        var whole = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0))
        {
            if (Make(property.PropertyType, depth + 1) is { } value)
            {
                property.SetValue(whole, value);
            }
        }

        return whole;
    }
}
