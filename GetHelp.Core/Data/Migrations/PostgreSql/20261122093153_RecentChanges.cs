using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetHelp.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class RecentChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "DeliverToSchoolId",
                table: "Orders",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MadeChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: false),
                    UserId = table.Column<int>(type: "integer", nullable: true),
                    MadeAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    What = table.Column<string>(type: "text", nullable: false),
                    Reverse = table.Column<string>(type: "text", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    UndoneByUserId = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MadeChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MadeChanges_ResponsibleBodies_ResponsibleBodyId",
                        column: x => x.ResponsibleBodyId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MadeChanges_Users_UndoneByUserId",
                        column: x => x.UndoneByUserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_MadeChanges_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_DeliverToSchoolId",
                table: "Orders",
                column: "DeliverToSchoolId");

            migrationBuilder.CreateIndex(
                name: "IX_MadeChanges_ResponsibleBodyId_MadeAt",
                table: "MadeChanges",
                columns: new[] { "ResponsibleBodyId", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MadeChanges_UndoneByUserId",
                table: "MadeChanges",
                column: "UndoneByUserId");

            migrationBuilder.CreateIndex(
                name: "IX_MadeChanges_UserId",
                table: "MadeChanges",
                column: "UserId");

            migrationBuilder.AddForeignKey(
                name: "FK_Orders_Schools_DeliverToSchoolId",
                table: "Orders",
                column: "DeliverToSchoolId",
                principalTable: "Schools",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Orders_Schools_DeliverToSchoolId",
                table: "Orders");

            migrationBuilder.DropTable(
                name: "MadeChanges");

            migrationBuilder.DropIndex(
                name: "IX_Orders_DeliverToSchoolId",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "DeliverToSchoolId",
                table: "Orders");
        }
    }
}
