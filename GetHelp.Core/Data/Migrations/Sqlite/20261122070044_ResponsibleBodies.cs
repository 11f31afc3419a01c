using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetHelp.Core.Data.Migrations.Sqlite
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

            migrationBuilder.AddColumn<int>(
                name: "ContactId",
                table: "Schools",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DefaultWhoWillOrder",
                table: "ResponsibleBodies",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OrderedBy",
                table: "Orders",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Account",
                table: "OpeningsTold",
                type: "TEXT",
                maxLength: 50,
                nullable: false,
                defaultValue: "Education");

            migrationBuilder.CreateTable(
                name: "ProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Xml = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SchoolContacts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SchoolId = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    EmailAddress = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    TelephoneNumber = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SchoolContacts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SchoolContacts_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SchoolGridChoices",
                columns: table => new
                {
                    UserId = table.Column<int>(type: "INTEGER", nullable: false),
                    Columns = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SchoolGridChoices", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_SchoolGridChoices_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Schools_ContactId",
                table: "Schools",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_CreatedAt",
                table: "Outbox",
                column: "CreatedAt",
                filter: "\"SentAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OpeningsTold_ResponsibleBodyId_UserId_Account_Letter",
                table: "OpeningsTold",
                columns: new[] { "ResponsibleBodyId", "UserId", "Account", "Letter" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SchoolContacts_SchoolId_Role",
                table: "SchoolContacts",
                columns: new[] { "SchoolId", "Role" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Schools_SchoolContacts_ContactId",
                table: "Schools",
                column: "ContactId",
                principalTable: "SchoolContacts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Schools_SchoolContacts_ContactId",
                table: "Schools");

            migrationBuilder.DropTable(
                name: "ProtectionKeys");

            migrationBuilder.DropTable(
                name: "SchoolContacts");

            migrationBuilder.DropTable(
                name: "SchoolGridChoices");

            migrationBuilder.DropIndex(
                name: "IX_Schools_ContactId",
                table: "Schools");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_CreatedAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_OpeningsTold_ResponsibleBodyId_UserId_Account_Letter",
                table: "OpeningsTold");

            migrationBuilder.DropColumn(
                name: "ContactId",
                table: "Schools");

            migrationBuilder.DropColumn(
                name: "DefaultWhoWillOrder",
                table: "ResponsibleBodies");

            migrationBuilder.DropColumn(
                name: "OrderedBy",
                table: "Orders");

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
