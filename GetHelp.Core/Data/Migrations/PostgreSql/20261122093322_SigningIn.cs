using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetHelp.Core.Data.Migrations.PostgreSql
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
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReplacedAt",
                table: "MagicLinks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SentTo",
                table: "MagicLinks",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LimitCounts",
                columns: table => new
                {
                    Limit = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Who = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
