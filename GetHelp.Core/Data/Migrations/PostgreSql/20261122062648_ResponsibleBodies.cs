using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetHelp.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ResponsibleBodies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OpeningsTold_ResponsibleBodyId_UserId_Letter",
                table: "OpeningsTold");

            migrationBuilder.AddColumn<string>(
                name: "Account",
                table: "OpeningsTold",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "Education");

            migrationBuilder.CreateIndex(
                name: "IX_OpeningsTold_ResponsibleBodyId_UserId_Account_Letter",
                table: "OpeningsTold",
                columns: new[] { "ResponsibleBodyId", "UserId", "Account", "Letter" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OpeningsTold_ResponsibleBodyId_UserId_Account_Letter",
                table: "OpeningsTold");

            migrationBuilder.DropColumn(
                name: "Account",
                table: "OpeningsTold");

            migrationBuilder.CreateIndex(
                name: "IX_OpeningsTold_ResponsibleBodyId_UserId_Letter",
                table: "OpeningsTold",
                columns: new[] { "ResponsibleBodyId", "UserId", "Letter" },
                unique: true);
        }
    }
}
