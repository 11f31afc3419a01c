using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetHelp.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SupportSetsCaps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "GivenCap",
                table: "Allocations",
                type: "INTEGER",
                nullable: true);

            // Until now the cap was all that was known of what support had agreed.
            migrationBuilder.Sql("""
                UPDATE "Allocations" SET "GivenCap" = "Cap" WHERE "SchoolId" IN
                    (SELECT "Id" FROM "Schools" WHERE "OrderState" = 'CanOrderForSpecificCircumstances')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "GivenCap",
                table: "Allocations");
        }
    }
}
