using System;
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
            migrationBuilder.AddColumn<byte[]>(
                name: "BrowserHash",
                table: "MagicLinks",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReplacedAt",
                table: "MagicLinks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SentTo",
                table: "MagicLinks",
                type: "TEXT",
                maxLength: 1024,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LimitCounts",
                columns: table => new
                {
                    Limit = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Who = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LimitCounts", x => new { x.Limit, x.Who });
                });

            migrationBuilder.CreateIndex(
                name: "IX_LimitCounts_EndsAt",
                table: "LimitCounts",
                column: "EndsAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LimitCounts");

            migrationBuilder.DropColumn(
                name: "BrowserHash",
                table: "MagicLinks");

            migrationBuilder.DropColumn(
                name: "ReplacedAt",
                table: "MagicLinks");

            migrationBuilder.DropColumn(
                name: "SentTo",
                table: "MagicLinks");
        }
    }
}
