using System.Reflection;

namespace GetHelp.Core.Notifications;

/// <summary>A kind of letter, and examples of it.</summary>
/// <param name="Template">The template's name: "DeliveryComingLetter".</param>
public sealed record LetterExample(string Template, IReadOnlyList<Letter> Letters);

/// <summary>Every letter that the portal can send. Nobody lists them: a template is found because it is one.</summary>
public static class LetterExamples
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<LetterExample> All { get; } =
    [
        .. typeof(ILetterTemplate).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(ILetterTemplate)) && !type.IsInterface)
            .Select(type => new LetterExample(type.Name, ExamplesOf(type)))
            .OrderBy(example => example.Template, StringComparer.Ordinal),
    ];

    private static IReadOnlyList<Letter> ExamplesOf(Type template) => typeof(LetterExamples)
        .GetMethod(nameof(ExamplesOfTemplate), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(template)
        .CreateDelegate<Func<IReadOnlyList<Letter>>>()();

    private static IReadOnlyList<Letter> ExamplesOfTemplate<T>()
        where T : ILetterTemplate => T.Examples;
}
