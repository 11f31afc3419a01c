using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations.Many;

public sealed class SchoolListServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_preview_says_of_every_row_what_would_change_or_why_nothing_can_and_changes_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var ash = await database.Given.SchoolAsync("Ash School", laptops: 40, ordered: 12, state: OrderState.CannotOrder);
        var elm = await database.Given.SchoolAsync("Elm School", laptops: 40, ordered: 12);
        var closed = await database.Given.SchoolAsync();
        await database.ReadAsync(db => db.Schools.Where(s => s.Id == closed.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, OrganisationStatus.Closed)));

        var list = await database.PreviewAsync(
            support,
            new(1) { Urn = $"{ash.Urn}", State = "can_order" },
            new(2) { Urn = $"{elm.Urn}", Amount = "60" },
            new(3) { Urn = $"{ash.Urn}", Amount = "60" },
            new(4) { Urn = "12345" },
            new(5) { Urn = "999999", Amount = "1" },
            new(6) { Urn = $"{closed.Urn}", Amount = "1" },
            new(7) { Why = "There is no number after the URN." });

        var view = database.Find(support, list);
        view.Lines.Select(line => $"{line.Row.Line} {line.Row.Kind}: {line.Row.Words}").ShouldBe(
        [
            "1 Changes: Order state: cannot order to can order; laptops and tablets: can order 0 to 28; routers: can order 0 to 10.",
            "2 Changes: Laptops and tablets: 40 to 60; can order 28 to 48.",
            "3 Bad: Line 1 names this school already.",
            "4 Bad: “12345” is not a URN, which has six digits.",
            "5 Bad: There is no school with the URN 999999.",
            "6 Bad: The school is closed.",
            "7 Bad: There is no number after the URN.",
        ]);
        (view.Stage, view.List.Changes, view.List.AsTheyAre, view.List.Bad).ShouldBe((ListStage.Previewed, 2, 0, 5));
        (await database.NowAsync(ash)).OrderState.ShouldBe(OrderState.CannotOrder);
        (await database.ReadAsync(db => db.History.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("many", null, null, "“many” is not a whole number.")]
    [InlineData("11", null, null, "12 laptops and tablets are already ordered. Enter 12 or more.")]
    [InlineData(null, "-29", null, "12 laptops and tablets are already ordered. Enter 12 or more.")]
    [InlineData("10001", null, null, "Laptops and tablets: enter a whole number, such as 12, of at most 10,000.")]
    [InlineData("50", "10", null, "The row has both an allocation and a change of it. Give one of them.")]
    [InlineData(null, null, null, "The row has neither an order state nor a number.")]
    [InlineData(null, null, "open", "“open” is not an order state. Write can_order, cannot_order or cannot_order_as_reopened.")]
    [InlineData("50", null, "can_order_for_specific_circumstances", "Specific circumstances need a number for each category. Set them on the school's own page.")]
    public async Task A_row_that_asks_for_what_cannot_be_says_what_is_wrong_with_it(string? amount, string? delta, string? state, string why)
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync(laptops: 40, ordered: 12);

        var list = await database.PreviewAsync(support, new GivenRow(1) { Urn = $"{school.Urn}", Amount = amount, Delta = delta, State = state });

        var row = database.Find(support, list).Lines.ShouldHaveSingleItem().Row;
        (row.Kind, row.Words, row.School).ShouldBe((ListRowKind.Bad, why, school.Name));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_ordered_from_a_pool_is_looked_at_too(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        await database.Given.SchoolAsync(laptops: 30, ordered: 30, body: body, who: WhoWillOrder.ResponsibleBody);
        var school = await database.Given.SchoolAsync(laptops: 20, ordered: 12, body: body, who: WhoWillOrder.ResponsibleBody);

        var list = await database.PasteAsync(support, ListKind.LaptopsAndTablets, $"{school.Urn} 11");

        database.Find(support, list).Lines.ShouldHaveSingleItem().Row.Words
            .ShouldBe("42 laptops and tablets are already ordered from the pool that this school is in. Enter 12 or more.");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Taking_a_list_changes_its_good_schools_each_with_its_history_and_tells_the_supplier_once_of_each(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var ash = await database.Given.SchoolAsync(laptops: 40, state: OrderState.CannotOrder);
        var elm = await database.Given.SchoolAsync(laptops: 40);
        var oak = await database.Given.SchoolAsync(laptops: 40);
        var list = await database.PreviewAsync(
            support,
            new(1) { Urn = $"{ash.Urn}", Amount = "60", State = "can_order" },
            new(2) { Urn = $"{elm.Urn}", Delta = "-10" },
            new(3) { Urn = $"{oak.Urn}", Amount = "40", State = "CanOrder" },
            new(4) { Urn = "999999", Amount = "1" });

        await database.TakeAsync(support, list);

        ((await database.NowAsync(ash)).OrderState, await CapAsync(database, ash), await CapAsync(database, elm), await CapAsync(database, oak)).ShouldBe((OrderState.CanOrder, 60, 30, 40));
        var history = await database.ReadAsync(db => db.History.OrderBy(e => e.Id).ToListAsync());
        history.Select(e => (e.SchoolId, e.What)).ShouldBe(
            [(ash.Id, HistoryKind.OrderStateChanged), (ash.Id, HistoryKind.AllocationChanged), (elm.Id, HistoryKind.AllocationChanged)]);
        history.ShouldAllBe(e => e.Why == "Year 9 is isolating" && e.UserId == support.UserId);
        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == CapsChanged.Kind))).ShouldBe(2);
        var view = database.Find(support, list);
        (view.Stage, view.Done, view.Refused, view.Taken!.Name).ShouldBe((ListStage.Done, 2, 0, support.Name));
        view.Lines.Select(line => line.Outcome?.Kind).ShouldBe([ListOutcomeKind.Changed, ListOutcomeKind.Changed, null, null]);
    }

    [Fact]
    public async Task A_second_press_and_the_same_list_once_more_change_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync(laptops: 40);
        var list = await database.PreviewAsync(support, new GivenRow(1) { Urn = $"{school.Urn}", Delta = "5" });
        await database.TakeAsync(support, list);

        database.Get<SchoolListService>().Take(support, list).Value.ShouldBeFalse();
        await database.Get<SchoolListService>().RunAsync(list);
        var again = await database.PasteAsync(support, ListKind.LaptopsAndTablets, $"{school.Urn} 45");

        (await CapAsync(database, school)).ShouldBe(45);
        database.Find(support, again).Lines.ShouldHaveSingleItem().Row.Kind.ShouldBe(ListRowKind.AsItIs);
        database.Get<SchoolListService>().Take(support, again).Value.ShouldBeFalse();
        (await database.ReadAsync(db => db.History.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_who_press_together_one_takes_the_list()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync(laptops: 40);
        var list = await database.PasteAsync(support, ListKind.LaptopsAndTablets, $"{school.Urn} 45");
        var service = database.Get<SchoolListService>();

        var presses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => service.Take(support, list).Value)));

        presses.Count(first => first).ShouldBe(1);
    }

    /// <summary>A process that ends between a school's commit and the journal's line has changed one school more than the journal says, and
    /// may have written half a line.</summary>
    [Fact]
    public async Task A_list_that_was_interrupted_goes_on_when_the_service_starts_and_changes_no_school_twice()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var (ash, elm) = (await database.Given.SchoolAsync(laptops: 40), await database.Given.SchoolAsync(laptops: 40));
        var list = await database.PreviewAsync(support, new(1) { Urn = $"{ash.Urn}", Delta = "5" }, new(2) { Urn = $"{elm.Urn}", Delta = "5" });
        database.Get<SchoolListService>().Take(support, list);
        (await database.Get<AllocationService>().AdjustAllocationAsync(support, new() { Urn = ash.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = 45, Why = "The list" })).Value.ShouldBeTrue();
        await File.AppendAllTextAsync(Directory.GetFiles(database.Uploads, "*.journal", SearchOption.AllDirectories).Single(), "\n{\"line\":1,\"ki");
        await using var next = database.AnotherNode();
        next.Find(support, list).Stage.ShouldBe(ListStage.Stopped);

        var interrupted = next.Get<SchoolListService>().Interrupted();
        await next.Get<SchoolListService>().RunAsync(interrupted.ShouldHaveSingleItem());

        (await CapAsync(database, ash), await CapAsync(database, elm)).ShouldBe((45, 45));
        next.Find(support, list).Lines.Select(line => line.Outcome!.Kind).ShouldBe([ListOutcomeKind.AsItWas, ListOutcomeKind.Changed]);
        next.Get<SchoolListService>().Interrupted().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_became_impossible_since_the_preview_is_refused_and_the_others_change()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var (ash, elm, oak) = (await database.Given.SchoolAsync(laptops: 40), await database.Given.SchoolAsync(laptops: 40), await database.Given.SchoolAsync(laptops: 40));
        var list = await database.PreviewAsync(
            support, new(1) { Urn = $"{ash.Urn}", Amount = "10" }, new(2) { Urn = $"{elm.Urn}", Delta = "5" }, new(3) { Urn = $"{oak.Urn}", Amount = "50" });
        await database.Given.OrderAsync(ash, null, new Core.Orders.LineAsked(Core.Orders.Product.Ipad, 12));
        await database.Get<AllocationService>().AdjustAllocationAsync(support, new() { Urn = elm.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = 60, Why = "Somebody else" });

        await database.TakeAsync(support, list);

        var view = database.Find(support, list);
        (view.Done, view.Refused, view.Problems).ShouldBe((1, 2, 2));
        view.Lines.Select(line => line.Outcome?.Why).ShouldBe(
        [
            "12 laptops and tablets are already ordered. Enter 12 or more.",
            "Laptops and tablets: 60 are set aside by now, not the 40 that this was worked out from.",
            null,
        ]);
        (await CapAsync(database, ash), await CapAsync(database, elm), await CapAsync(database, oak)).ShouldBe((40, 60, 50));
    }

    [Fact]
    public async Task A_college_can_be_named_by_its_UKPRN_as_long_as_no_other_has_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var (college, one, two) = (await database.Given.SchoolAsync("Exampleshire College"), await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        await UkprnAsync(college, 10_000_001);
        await UkprnAsync(one, 10_000_002);
        await UkprnAsync(two, 10_000_002);

        var list = await database.PreviewAsync(
            support,
            new(1) { Ukprn = "10000001", Delta = "20" },
            new(2) { Ukprn = "10000002", Delta = "20" },
            new(3) { Ukprn = "10000003", Delta = "20" },
            new(4) { Ukprn = "123", Delta = "20" },
            new(5) { Urn = $"{one.Urn}", Ukprn = "10000001", Delta = "20" },
            new(6) { Delta = "20" });
        await database.TakeAsync(support, list);

        (await CapAsync(database, college)).ShouldBe(120);
        database.Find(support, list).Lines.Skip(1).Select(line => line.Row.Words).ShouldBe(
        [
            "2 schools have the UKPRN 10000002. Give the URN.",
            "There is no school or college with the UKPRN 10000003.",
            "“123” is not a UKPRN, which has eight digits.",
            $"The school with the URN {one.Urn} has the UKPRN 10000002, not 10000001.",
            "Give a URN, or the UKPRN of a college.",
        ]);

        Task UkprnAsync(School school, int ukprn) =>
            database.ReadAsync(db => db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Ukprn, ukprn)));
    }

    [Fact]
    public async Task A_preview_is_two_statements_however_many_schools_there_are()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var _ = database;
        var support = await database.Given.SupportAsync();
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var lines = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            lines.Add($"{(await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody)).Urn} 45");
        }

        counter.StartAgain();
        await database.PasteAsync(support, ListKind.LaptopsAndTablets, [.. lines]);

        counter.Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_list_can_be_as_long_as_there_are_schools_in_England(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();

        var list = await database.PasteAsync(support, ListKind.LaptopsAndTablets, [.. Enumerable.Range(500_000, 22_023).Select(urn => $"{urn} 40")]);

        (database.Find(support, list).List.Bad, database.Find(support, list).Pages).ShouldBe((22_023, 441));
    }

    [Fact]
    public async Task Whoever_looks_at_a_list_is_told_of_each_school_that_it_changes()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync(laptops: 40);
        var list = await database.PasteAsync(support, ListKind.LaptopsAndTablets, $"{school.Urn} 45");
        var live = database.Get<LiveUpdates>();
        var (before, ofSchool) = (live.ChangeOf(Topic.SchoolList(list)), live.ChangeOf(Topic.School(school.Id)));

        await database.TakeAsync(support, list);

        live.ChangeOf(Topic.SchoolList(list)).ShouldBeGreaterThan(before);
        live.ChangeOf(Topic.School(school.Id)).ShouldBeGreaterThan(ofSchool);
    }

    [Fact]
    public async Task Only_support_gives_sees_and_takes_lists_and_says_why()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync();
        var list = await database.PasteAsync(support, ListKind.LaptopsAndTablets, $"{school.Urn} 45");
        var service = database.Get<SchoolListService>();
        foreach (var other in new[] { await database.Given.SchoolUserAsync(school), await database.Given.SupplierUserAsync() })
        {
            (await service.PreviewAsync(other, [new(1) { Urn = $"{school.Urn}" }], "Why")).Refused.ShouldBeTrue();
            service.Lists(other).Refused.ShouldBeTrue();
            service.Find(other, list).ShouldBeNull();
            service.Take(other, list).Refused.ShouldBeTrue();
        }

        (await service.PreviewAsync(support, [new(1) { Urn = $"{school.Urn}" }], " ")).Refusals.ShouldBe([new NoReason()]);
    }

    [Fact]
    public async Task Lists_can_be_looked_at_newest_first()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var service = database.Get<SchoolListService>();
        var old = await database.PasteAsync(support, ListKind.OpenOrdering, "100001");
        database.Clock.Advance(TimeSpan.FromDays(1));
        var recent = await database.PasteAsync(support, ListKind.OpenOrdering, "100001");
        service.Lists(support).Value.Select(list => list.Id).ShouldBe([recent, old]);
    }

    private static async Task<int> CapAsync(TestDatabase database, School school) =>
        (await database.NowAsync(school)).Allocations.Single(a => a.Category == DeviceCategory.LaptopsAndTablets).Cap;
}
