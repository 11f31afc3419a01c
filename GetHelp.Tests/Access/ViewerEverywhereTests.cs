using System.Reflection;
using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Access;

/// <summary>Core refuses by the viewer, so every question and every command has to be told who asks.</summary>
public sealed class ViewerEverywhereTests
{
    /// <summary>What reads or writes the database and is not told who asks, each with its reason. There should be few.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["Viewers"] = "makes the viewer",
        ["SignInService"] = "nobody is signed in yet",
        ["SecondCodeService"] = "nobody is signed in yet",
        ["ExternalSignInService"] = "nobody is signed in yet",
        ["SessionReader"] = "the session says who asks",
        ["SessionService.SeenAsync"] = "the session says who asks",
        ["SessionService.SignOutAsync"] = "the session says who asks",
        ["LookService.StopAsync"] = "the session says who asks",
        ["LookService.EndOverdueAsync"] = "the service itself, every minute",
        ["DatabaseSetup"] = "before anybody comes",
        ["DemonstrationData"] = "before anybody comes",
        ["ExamplePeople"] = "the development mailbox, before anybody is signed in",
        ["ApiTokens.AdmitAsync"] = "a system, known by its token alone",
        ["OrganisationNames.LocalAuthoritiesAsync"] = "the public list of local authorities",
        ["CapCallBook"] = "the service itself, which tells the supplier caps",
        ["SchoolListService.RunAsync"] = "the service itself, on behalf of who took the list",
        ["RegisterImportService.FailInterruptedAsync"] = "before anybody comes",
        ["RetentionService.LookAsync"] = "a command of whoever runs the service",
        ["RetentionService.RunAsync"] = "the service itself, at night, and a command of whoever runs it",
        ["RetentionService.RunIfDueAsync"] = "the service itself, at night",
        ["EveningBefore"] = "the service itself, every evening",
        ["UncheckedDomains"] = "the service itself, when Google answers again",
        ["OutboxAge"] = "how long a message has waited",
        ["OutboxQueue"] = "the service itself, which sends",
    };

    [Fact]
    public void Every_query_and_every_command_is_told_who_asks()
    {
        var nobodys = Reaching().Where(method => !method.GetParameters().Any(IsTold)).ToList();

        nobodys.Where(method => !Exceptions.ContainsKey(method.DeclaringType!.Name) && !Exceptions.ContainsKey(Name(method))).Select(Name).Distinct()
            .ShouldBeEmpty("give these a Viewer to refuse by; what really has nobody to ask is an exception here, with its reason");
        Exceptions.Keys.Where(known => !nobodys.Any(method => method.DeclaringType!.Name == known || Name(method) == known)).ShouldBeEmpty("these are no exceptions any more");
    }

    /// <summary>What others call of the classes that have the database, or the way to write to it.</summary>
    private static IEnumerable<MethodInfo> Reaching() =>
        from type in typeof(Viewer).Assembly.GetTypes()
        where type is { IsPublic: true, IsAbstract: false, IsClass: true } && type.GetConstructors().Any(constructor => constructor.GetParameters().Any(HasDatabase))
        where type != typeof(WriteTransactions) && !type.GetInterfaces().Any(edge => edge.Name is "IOutboxSender" or "IBeforeCommit")
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && IsAsync(method.ReturnType)
        select method;

    private static bool HasDatabase(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(WriteTransactions) || parameter.ParameterType == typeof(IDbContextFactory<GetHelpDbContext>);

    private static bool IsAsync(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    /// <summary>A step of a write is told by the write.</summary>
    private static bool IsTold(ParameterInfo parameter) => parameter.ParameterType == typeof(Viewer) || parameter.ParameterType == typeof(WriteTransaction);

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
