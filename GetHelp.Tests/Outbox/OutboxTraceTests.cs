using System.Diagnostics;
using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Outbox;

/// <summary>What a message does is done under the trace of the request that caused it, however much later.</summary>
public sealed class OutboxTraceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_receives_a_message_is_told_by_what_the_request_is_known_that_caused_it(DatabaseProvider provider)
    {
        var told = new List<string>();
        await using var receiver = await ReceiverAsync(told);
        await using var database = await TestDatabase.CreateAsync(provider, services => services.AddSingleton<IOutboxSender>(new CallingSender(receiver.Urls.First())));
        var causes = new List<string>();
        foreach (var _ in new[] { 1, 2 })
        {
            using var request = new Activity("a request").Start();
            causes.Add(request.TraceId.ToHexString());
            await SendAsync(database);
        }

        Activity.Current = null;
        await database.Get<OutboxDelivery>().SendDueAsync();

        told.Select(header => header.Split('-')[1]).ShouldBe(causes, ignoreOrder: true);
        told.ShouldBeUnique();
    }

    private static Task SendAsync(TestDatabase database) => database.Get<WriteTransactions>().RunAsync<bool>(Viewer.Service, write =>
    {
        write.Send(CallingSender.MessageKind, "Hello", Guid.NewGuid().ToString("N"));
        return Task.FromResult<Result<bool>>(true);
    });

    /// <summary>Somebody else's system, that keeps what it is told a call belongs to.</summary>
    private static async Task<WebApplication> ReceiverAsync(List<string> told)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = builder.Build();
        receiver.MapPost("/", (HttpRequest request) =>
        {
            lock (told)
            {
                told.Add(request.Headers.TraceParent.ToString());
            }
        });
        await receiver.StartAsync();
        return receiver;
    }

    private sealed class CallingSender(string address) : IOutboxSender
    {
        public const string MessageKind = "test.call";

        public string Kind => MessageKind;

        public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            using var http = new HttpClient();
            (await http.PostAsync(new Uri(address), null, cancellationToken)).EnsureSuccessStatusCode();
        }
    }
}
