using System.Diagnostics;
using System.Reflection;
using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace GetHelp.Tests.Fuzz;

/// <summary>Every command and every query that Core offers to pages, with what pages would never bring, by two of those who may ask something by turns.</summary>
public sealed class CommandFuzzTests(ITestOutputHelper output)
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task No_command_and_no_query_breaks_and_nothing_is_kept_that_cannot_be_read(DatabaseProvider provider)
    {
        var watch = Stopwatch.StartNew();
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await SceneAsync(database);
        var problems = new SortedSet<string>();
        var (turn, calls) = (0, 0);
        foreach (var ((service, method), index) in Offered(database).Select((offered, index) => (offered, index)))
        {
            foreach (var text in Hostile.For(provider, index))
            {
                foreach (var viewer in (Viewer[])[scene.Viewers[turn % scene.Viewers.Count], scene.Viewers[(turn + 1) % scene.Viewers.Count]])
                {
                    if (new HostileArguments(text, scene.There, turn++).For(method, viewer) is { } arguments)
                    {
                        calls++;
                        await CallAsync(service, method, arguments, problems, text);
                    }
                }
            }
        }

        output.WriteLine($"{calls:N0} calls on {provider}: {watch.Elapsed.TotalSeconds:N0} s");
        await StoredText.ShouldBeReadableAsync(database);
        problems.ShouldBeEmpty();
    }

    private static async Task CallAsync(object service, MethodInfo method, object?[] arguments, SortedSet<string> problems, string text)
    {
        try
        {
            await FinishAsync(method.Invoke(service, arguments));
        }
#pragma warning disable CA1031 // All that goes wrong is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var real = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            var where = real.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("GetHelp.Core", StringComparison.Ordinal))?.Trim();
            problems.Add($"{service.GetType().Name}.{method.Name}: {real.GetType().Name} {real.Message.Split('\n')[0]} {where}");
        }
    }

    private static async Task FinishAsync(object? answer)
    {
        if (answer is Task task)
        {
            await task;
        }
        else if (answer?.GetType().GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) is { } rows)
        {
            await (Task)typeof(CommandFuzzTests).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(rows.GetGenericArguments()).Invoke(null, [answer])!;
        }
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (var _ in rows)
        {
            // Reading them is all.
        }
    }

    private static IEnumerable<(object Service, MethodInfo Method)> Offered(TestDatabase database) =>
        from registered in new ServiceCollection().AddGetHelpCore()
        where registered.ServiceType is { IsPublic: true, ContainsGenericParameters: false } type && type.Assembly == typeof(Viewer).Assembly && !registered.IsKeyedService && type != typeof(WriteTransactions)
        from method in registered.ServiceType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsGenericMethod && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Viewer))
        select (database.Services.GetRequiredService(registered.ServiceType), method);

    private static async Task<(IReadOnlyList<Viewer> Viewers, IReadOnlyList<object> There)> SceneAsync(TestDatabase database)
    {
        var given = database.Given;
        var body = await given.ResponsibleBodyAsync(pools: true);
        await given.SocialCareAsync(body);
        var school = await given.SchoolAsync(body: body);
        await given.ContactAsync(school, "Una Lathom", chosen: true);
        var (teacher, admin) = (await given.SchoolUserAsync(school), await given.ResponsibleBodyUserAsync(body, socialCare: true));
        var order = await given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 1));
        return ([teacher, admin, await given.ThirdLineAsync(), await given.SupplierUserAsync()], [school.Urn, order]);
    }
}
