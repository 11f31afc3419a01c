using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.TestSupport;

/// <summary>A test of components: a database of its own, and screens on which people look at it.</summary>
public abstract class ScreenTest : IAsyncLifetime, IAsyncDisposable
{
    private readonly List<Screen> screens = [];
    private TestDatabase? database;

    protected TestDatabase Database => database!;

    protected Given Given => Database.Given;

    async Task IAsyncLifetime.InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await BeginAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var screen in screens)
        {
            await screen.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    /// <summary>What every test of the class starts from.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>A screen on which somebody looks at pages. What happened before is long over by then, or a page that opens would read that again in the
    /// middle of a test, and what the test had found on it would be of yesterday.</summary>
    protected Screen OpenAs(Viewer viewer)
    {
        LetTimePass();
        var screen = new Screen(Database, viewer);
        screens.Add(screen);
        return screen;
    }

    /// <summary>What happened before is long over: a page that opens now is not told of it any more.</summary>
    protected void LetTimePass() => Database.Clock.Advance(TimeSpan.FromSeconds(11));

    /// <summary>What the supplier tells of an order, a second after whatever happened before: pages are told of changes at a pace.</summary>
    protected async Task HappensAsync(OrderNumber number, OrderEventType type, DeliveryKind? kind = null, string? reason = null, DateOnly? newDueOn = null)
    {
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var applied = await Database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, new()
        {
            EventId = $"{number}-{type}-{kind}",
            OrderNumber = number,
            Type = type,
            Delivery = kind,
            Reason = reason,
            NewDueOn = newDueOn,
        });
        applied.Refusals.ShouldBeEmpty();
    }
}
