using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GetHelp.Tests.Outbox;

/// <summary>What the tests of the outbox do to it.</summary>
internal static class OutboxTest
{
    public static Task<TestDatabase> DatabaseAsync(DatabaseProvider provider, params IOutboxSender[] senders) =>
        TestDatabase.CreateAsync(provider, services => services.AddSenders(senders));

    /// <summary>Another process on the same database.</summary>
    public static ServiceProvider AnotherNode(this TestDatabase database, params IOutboxSender[] senders)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(database.Clock).AddGetHelpCore();
        services.AddSingleton<IOptions<DatabaseOptions>>(Options.Create(database.Options));
        services.AddSenders(senders);
        return services.BuildServiceProvider();
    }

    public static Task WriteAsync(this TestDatabase database, string kind, params string[] keys) =>
        database.Get<WriteTransactions>().RunAsync<bool>(Viewer.Service, write =>
        {
            foreach (var key in keys)
            {
                write.Send(kind, new { Said = key }, key);
            }

            return Task.FromResult<Result<bool>>(true);
        });

    public static Task SendDueAsync(this TestDatabase database) => database.Get<OutboxDelivery>().SendDueAsync();

    public static Task<OutboxMessage> MessageAsync(this TestDatabase database, string key) =>
        database.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.IdempotencyKey == key));

    public static Task<List<OutboxAttempt>> AttemptsAsync(this TestDatabase database) =>
        database.ReadAsync(db => db.OutboxAttempts.AsNoTracking().OrderBy(a => a.Id).ToListAsync());

    private static void AddSenders(this IServiceCollection services, IOutboxSender[] senders)
    {
        services.RemoveAll<IOutboxSender>(); // those of the portal want more than an outbox
        foreach (var sender in senders)
        {
            services.AddSingleton(sender);
        }
    }
}
