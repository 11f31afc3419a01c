using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetHelp.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class OrderingInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Allocations_NeverOversold",
                table: "Allocations");

            migrationBuilder.AddColumn<string>(
                name: "Chromebooks_Answer",
                table: "Schools",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Chromebooks_Domain",
                table: "Schools",
                type: "character varying(253)",
                maxLength: 253,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Chromebooks_RecoveryAddress",
                table: "Schools",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ShipTo",
                table: "Schools",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SupplierChange",
                table: "Schools",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "WhoWillOrder",
                table: "Schools",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "PoolsCaps",
                table: "ResponsibleBodies",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "SocialCareOrderState",
                table: "ResponsibleBodies",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SoldTo",
                table: "ResponsibleBodies",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SupplierChange",
                table: "ResponsibleBodies",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AlterColumn<int>(
                name: "SchoolId",
                table: "Orders",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AddColumn<string>(
                name: "Account",
                table: "Orders",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "GoogleDomain",
                table: "Orders",
                type: "character varying(253)",
                maxLength: 253,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecoveryAddress",
                table: "Orders",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Orders",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "OrdersForSocialCare",
                table: "Memberships",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "ResponsibleBodyId",
                table: "History",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Used",
                table: "Allocations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "SocialCareAllocations",
                columns: table => new
                {
                    Category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: false),
                    Amount = table.Column<int>(type: "integer", nullable: false),
                    Cap = table.Column<int>(type: "integer", nullable: false),
                    GivenCap = table.Column<int>(type: "integer", nullable: true),
                    Ordered = table.Column<int>(type: "integer", nullable: false),
                    Used = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SocialCareAllocations", x => new { x.ResponsibleBodyId, x.Category });
                    table.CheckConstraint("CK_SocialCareAllocations_NeverOversold", "\"Used\" >= 0 AND \"Ordered\" >= 0 AND \"Ordered\" <= \"Cap\" AND \"Cap\" <= \"Amount\"");
                    table.ForeignKey(
                        name: "FK_SocialCareAllocations_ResponsibleBodies_ResponsibleBodyId",
                        column: x => x.ResponsibleBodyId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Schools_ShipTo",
                table: "Schools",
                column: "ShipTo",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Schools_SupplierChange",
                table: "Schools",
                column: "SupplierChange");

            migrationBuilder.CreateIndex(
                name: "IX_ResponsibleBodies_SoldTo",
                table: "ResponsibleBodies",
                column: "SoldTo",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResponsibleBodies_SupplierChange",
                table: "ResponsibleBodies",
                column: "SupplierChange");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_GoogleDomain",
                table: "Orders",
                column: "GoogleDomain");

            migrationBuilder.CreateIndex(
                name: "IX_History_ResponsibleBodyId_Id",
                table: "History",
                columns: new[] { "ResponsibleBodyId", "Id" });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Allocations_Numbers",
                table: "Allocations",
                sql: "\"Ordered\" >= 0 AND \"Used\" >= 0 AND \"Cap\" >= 0 AND \"Cap\" <= \"Amount\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SocialCareAllocations");

            migrationBuilder.DropIndex(
                name: "IX_Schools_ShipTo",
                table: "Schools");

            migrationBuilder.DropIndex(
                name: "IX_Schools_SupplierChange",
                table: "Schools");

            migrationBuilder.DropIndex(
                name: "IX_ResponsibleBodies_SoldTo",
                table: "ResponsibleBodies");

            migrationBuilder.DropIndex(
                name: "IX_ResponsibleBodies_SupplierChange",
                table: "ResponsibleBodies");

            migrationBuilder.DropIndex(
                name: "IX_Orders_GoogleDomain",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_History_ResponsibleBodyId_Id",
                table: "History");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Allocations_Numbers",
                table: "Allocations");

            migrationBuilder.DropColumn(
                name: "Chromebooks_Answer",
                table: "Schools");

            migrationBuilder.DropColumn(
                name: "Chromebooks_Domain",
                table: "Schools");

            migrationBuilder.DropColumn(
                name: "Chromebooks_RecoveryAddress",
                table: "Schools");

            migrationBuilder.DropColumn(
                name: "ShipTo",
                table: "Schools");

            migrationBuilder.DropColumn(
                name: "SupplierChange",
                table: "Schools");

            migrationBuilder.DropColumn(
                name: "WhoWillOrder",
                table: "Schools");

            migrationBuilder.DropColumn(
                name: "PoolsCaps",
                table: "ResponsibleBodies");

            migrationBuilder.DropColumn(
                name: "SocialCareOrderState",
                table: "ResponsibleBodies");

            migrationBuilder.DropColumn(
                name: "SoldTo",
                table: "ResponsibleBodies");

            migrationBuilder.DropColumn(
                name: "SupplierChange",
                table: "ResponsibleBodies");

            migrationBuilder.DropColumn(
                name: "Account",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "GoogleDomain",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "RecoveryAddress",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "OrdersForSocialCare",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "ResponsibleBodyId",
                table: "History");

            migrationBuilder.DropColumn(
                name: "Used",
                table: "Allocations");

            migrationBuilder.AlterColumn<int>(
                name: "SchoolId",
                table: "Orders",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_Allocations_NeverOversold",
                table: "Allocations",
                sql: "\"Ordered\" >= 0 AND \"Ordered\" <= \"Cap\"");
        }
    }
}
