using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetHelp.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SigningIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "MobileNetworkId",
                table: "Users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MobileNetworks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Brand = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MobileNetworks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Users_MobileNetworkId",
                table: "Users",
                column: "MobileNetworkId");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Users_NetworkOfRole",
                table: "Users",
                sql: "(\"Role\" = 'Network') = (\"MobileNetworkId\" IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_MobileNetworks_Brand",
                table: "MobileNetworks",
                column: "Brand",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Users_MobileNetworks_MobileNetworkId",
                table: "Users",
                column: "MobileNetworkId",
                principalTable: "MobileNetworks",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Users_MobileNetworks_MobileNetworkId",
                table: "Users");

            migrationBuilder.DropTable(
                name: "MobileNetworks");

            migrationBuilder.DropIndex(
                name: "IX_Users_MobileNetworkId",
                table: "Users");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Users_NetworkOfRole",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "MobileNetworkId",
                table: "Users");
        }
    }
}
