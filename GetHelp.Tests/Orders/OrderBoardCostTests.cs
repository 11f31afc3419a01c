using Bunit;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

/// <summary>What the board costs the database.</summary>
public sealed class OrderBoardCostTests
{
    /// <summary>The counts, the rows of the page, and what is in their orders.</summary>
    private const int StatementsOfOneReading = 3;

    [Fact]
    public async Task A_page_costs_the_same_statements_however_many_orders_there_are()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var dispose = database;
        var school = await database.Given.SchoolAsync(laptops: 1000);
        var teacher = await database.Given.SchoolUserAsync(school);
        var support = await database.Given.SupportAsync();

        foreach (var orders in new[] { 1, 30, OrderBoardQuery.PageSize })
        {
            for (var i = 0; i < orders; i++)
            {
                await database.Given.OrderAsync(school, teacher);
            }

            counter.StartAgain();
            await database.Get<OrderBoard>().ReadAsync(support, new());
            counter.Count.ShouldBe(StatementsOfOneReading);
        }
    }

    [Fact]
    public async Task A_change_costs_one_reading_however_many_boards_are_open()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var dispose = database;
        await database.Given.OrderAsync(await database.Given.SchoolAsync());
        database.Clock.Advance(TimeSpan.FromMinutes(1)); // a board reads again what changed while it was opened
        await using var screen = new Screen(database, await database.Given.SupportAsync());
        screen.Browser.NavigateTo(OrderLinks.SupportBoard);
        var boards = Enumerable.Range(0, 25)
            .Select(_ => screen.Render<OrderBoardView>(parameters => parameters.Add(b => b.Path, OrderLinks.SupportBoard).Add(b => b.Topic, Topic.Orders)))
            .ToList();
        boards.ForEach(board => board.WaitForElement("tbody tr"));

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        counter.StartAgain();
        database.Get<LiveUpdates>().Publish([Topic.Orders]);

        foreach (var board in boards)
        {
            board.WaitForAssertion(() => board.Find(".live").TextContent.ShouldContain("Changed at 10:02:00am"));
        }

        // Of the board once, and of the agent who has all these boards open once.
        counter.Count.ShouldBe(StatementsOfOneReading + 1);
    }
}
