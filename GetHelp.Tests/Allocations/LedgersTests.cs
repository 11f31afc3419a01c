using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace GetHelp.Tests.Allocations;

public sealed class LedgersTests
{
    /// <summary>Where a write began by reading something else of the school. (On SQLite nobody else writes meanwhile.)</summary>
    [PostgreSqlFact]
    public async Task A_ledger_has_the_school_as_it_is_under_the_lock_whatever_was_read_of_it_before()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        var (school, support) = (await database.Given.SchoolAsync(laptops: 40, ordered: 3), await database.Given.SupportAsync());

        var cap = await database.Get<WriteTransactions>().RunAsync<int>(support, async write =>
        {
            (await write.Db.Schools.SingleAsync(s => s.Id == school.Id)).OrderState.ShouldBe(OrderState.CanOrder);
            await CloseAsync(database, school);
            var ledger = await write.LockSchoolAsync(school.Id);
            ledger.AllocationOf(DeviceCategory.LaptopsAndTablets).Adjust(60, ledger.State);
            return ledger.Numbers(DeviceCategory.LaptopsAndTablets).Cap;
        });

        cap.Value.ShouldBe(3, "it cannot order any more");
    }

    private static async Task CloseAsync(TestDatabase database, School school) => (await database.Get<AllocationService>().SetOrderStateAsync(
        await database.Given.SupportAsync(), new() { Urn = school.Urn, State = OrderState.CannotOrder, Why = "A test" })).Value.ShouldBeTrue();
}
