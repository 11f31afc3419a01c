using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Shared;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shared;

public sealed class CarriedOverTests
{
    /// <summary>What a hub message may have.</summary>
    private const int Limit = 32 * 1024;

    [Fact]
    public async Task A_page_of_fifty_schools_fits_into_a_message_and_arrives_as_it_was()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        for (var i = 0; i < ManagedSchoolsQuery.PageSize; i++)
        {
            await database.Given.SchoolAsync($"St Bartholomew and All Angels Church of England Primary School {i}", body: body, who: WhoWillOrder.ResponsibleBody);
        }

        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        var page = (await database.Get<ResponsibleBodyOrderingReader>().FindAsync(viewer, new() { ResponsibleBodyId = body.Id }))!;

        var packed = CarriedOver.Pack(page);

        packed.Length.ShouldBeLessThan(Limit / 4);
        var arrived = CarriedOver.Unpack<ResponsibleBodyOrdering>(packed)!;
        arrived.Schools.ShouldBe(page.Schools);
        arrived.Totals.ShouldBe(page.Totals);
    }

    [Fact]
    public void Nothing_was_carried_where_nothing_was_packed() => CarriedOver.Unpack<School>(null).ShouldBeNull();
}
