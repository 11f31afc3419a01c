using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GetHelp.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class StopCorrectAndReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "OpenReports",
                table: "Orders",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "OpenRequest",
                table: "Orders",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AnnouncedFor",
                table: "Deliveries",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DeliveryReports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    OrderId = table.Column<int>(type: "integer", nullable: false),
                    Delivery = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Problem = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Said = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    ReportedByUserId = table.Column<int>(type: "integer", nullable: true),
                    ReportedBy = table.Column<string>(type: "text", nullable: false),
                    ReportedByEmail = table.Column<string>(type: "text", nullable: false),
                    ReportedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AnsweredBy = table.Column<string>(type: "text", nullable: true),
                    Answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Contact_Name = table.Column<string>(type: "text", nullable: false),
                    Contact_Telephone = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryReports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeliveryReports_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OrderRequests",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    OrderId = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Why = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    AskedByUserId = table.Column<int>(type: "integer", nullable: true),
                    AskedBy = table.Column<string>(type: "text", nullable: false),
                    AskedByEmail = table.Column<string>(type: "text", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    DecidedBy = table.Column<string>(type: "text", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Contact_Name = table.Column<string>(type: "text", nullable: false),
                    Contact_Telephone = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrderRequests_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MissingItems",
                columns: table => new
                {
                    DeliveryReportId = table.Column<int>(type: "integer", nullable: false),
                    Product = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Quantity = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MissingItems", x => new { x.DeliveryReportId, x.Product });
                    table.CheckConstraint("CK_MissingItems_Quantity", "\"Quantity\" > 0");
                    table.ForeignKey(
                        name: "FK_MissingItems_DeliveryReports_DeliveryReportId",
                        column: x => x.DeliveryReportId,
                        principalTable: "DeliveryReports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OrderRequestLines",
                columns: table => new
                {
                    OrderRequestId = table.Column<int>(type: "integer", nullable: false),
                    Product = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Quantity = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderRequestLines", x => new { x.OrderRequestId, x.Product });
                    table.CheckConstraint("CK_OrderRequestLines_Quantity", "\"Quantity\" > 0");
                    table.ForeignKey(
                        name: "FK_OrderRequestLines_OrderRequests_OrderRequestId",
                        column: x => x.OrderRequestId,
                        principalTable: "OrderRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_DueOn",
                table: "Deliveries",
                column: "DueOn");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryReports_OneOpen",
                table: "DeliveryReports",
                columns: new[] { "OrderId", "Delivery", "Problem" },
                unique: true,
                filter: "\"AnsweredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryReports_OrderId_Id",
                table: "DeliveryReports",
                columns: new[] { "OrderId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderRequests_OneOpen",
                table: "OrderRequests",
                column: "OrderId",
                unique: true,
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_OrderRequests_OrderId_Id",
                table: "OrderRequests",
                columns: new[] { "OrderId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MissingItems");

            migrationBuilder.DropTable(
                name: "OrderRequestLines");

            migrationBuilder.DropTable(
                name: "DeliveryReports");

            migrationBuilder.DropTable(
                name: "OrderRequests");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_DueOn",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "OpenReports",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "OpenRequest",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "AnnouncedFor",
                table: "Deliveries");
        }
    }
}
