using System.Data.Common;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

/// <summary>What an order costs must not grow with England: nothing that it reads is looked for in a whole table, or among all schools of a body.</summary>
public sealed class OrderPlanTests
{
    private const string Members = "(ResponsibleBodyId=? AND WhoWillOrder=? AND Status=?)";

    [Fact]
    public async Task An_order_from_a_pool_reads_no_table_from_end_to_end_and_of_the_bodys_schools_the_pools_alone()
    {
        var plans = new PlanKeeper();
        await using var database = await StatementCounter.CreateDatabaseAsync(plans);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var school = await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);
        var admin = await database.Given.ResponsibleBodyUserAsync(body);
        plans.Steps.Clear();

        await database.Given.OrderAsync(school, admin, new LineAsked(Product.Ipad, 1));
        await database.ReadAsync(db => CapNumbers.ReadAsync(db, CapsChanged.Pool(body.Id)));

        plans.Steps.Where(IsWholeTable).ShouldBeEmpty();
        plans.Steps.Count(step => step.EndsWith(Members, StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3, string.Join(Environment.NewLine, plans.Steps));
        plans.Steps.ShouldNotContain(step => step.EndsWith("(ResponsibleBodyId=?)", StringComparison.Ordinal));
    }

    /// <summary>A list that came with the statement, a sum that it has just made and the half dozen products may be read to the end.</summary>
    private static bool IsWholeTable(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal) && step is not ("SCAN p" or "SCAN p0" or "SCAN s1");

    /// <summary>Asks SQLite of each reading how it would go about it, before it does.</summary>
    private sealed class PlanKeeper : DbCommandInterceptor
    {
        public List<string> Steps { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            {
                await using var explain = command.Connection!.CreateCommand();
                (explain.CommandText, explain.Transaction) = ($"EXPLAIN QUERY PLAN {command.CommandText}", command.Transaction);
                explain.Parameters.AddRange(command.Parameters.Cast<SqliteParameter>().Select(p => new SqliteParameter(p.ParameterName, p.Value)).ToArray());
                await using var reader = await explain.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    Steps.Add(reader.GetString(3));
                }
            }

            return result;
        }
    }
}
