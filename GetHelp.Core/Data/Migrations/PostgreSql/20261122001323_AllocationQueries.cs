using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GetHelp.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class AllocationQueries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "DisadvantagedPupils",
                table: "Schools",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Pupils",
                table: "Schools",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AllocationQueryId",
                table: "History",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AllocationQueries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Key = table.Column<Guid>(type: "uuid", nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: false),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: true),
                    AskedByUserId = table.Column<int>(type: "integer", nullable: false),
                    AskedBy = table.Column<string>(type: "text", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Reasons = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    State = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    DecidedBy = table.Column<string>(type: "text", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AllocationQueries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AllocationQueries_ResponsibleBodies_ResponsibleBodyId",
                        column: x => x.ResponsibleBodyId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AllocationQueries_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AllocationQueries_Users_AskedByUserId",
                        column: x => x.AskedByUserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AllocationQueryDrafts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Key = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<int>(type: "integer", nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: false),
                    LaptopsAndTablets = table.Column<string>(type: "text", nullable: false),
                    Routers = table.Column<string>(type: "text", nullable: false),
                    Reasons = table.Column<string>(type: "text", nullable: false),
                    RefusedFiles = table.Column<string>(type: "text", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AllocationQueryDrafts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AllocationQueryDrafts_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AllocationQueryDrafts_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NationalTotals",
                columns: table => new
                {
                    Category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Devices = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NationalTotals", x => x.Category);
                });

            migrationBuilder.CreateTable(
                name: "AllocationQueryLines",
                columns: table => new
                {
                    AllocationQueryId = table.Column<int>(type: "integer", nullable: false),
                    Category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: false),
                    Asked = table.Column<int>(type: "integer", nullable: false),
                    Granted = table.Column<int>(type: "integer", nullable: false),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AllocationQueryLines", x => new { x.AllocationQueryId, x.Category });
                    table.CheckConstraint("CK_AllocationQueryLines_Granted", "\"Granted\" >= 0 AND \"Granted\" <= \"Asked\"");
                    table.ForeignKey(
                        name: "FK_AllocationQueryLines_AllocationQueries_AllocationQueryId",
                        column: x => x.AllocationQueryId,
                        principalTable: "AllocationQueries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EvidenceFiles",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    DraftId = table.Column<int>(type: "integer", nullable: true),
                    AllocationQueryId = table.Column<int>(type: "integer", nullable: true),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Type = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Length = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceFiles", x => x.Id);
                    table.CheckConstraint("CK_EvidenceFiles_OneOwner", "(\"DraftId\" IS NULL) <> (\"AllocationQueryId\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_EvidenceFiles_AllocationQueries_AllocationQueryId",
                        column: x => x.AllocationQueryId,
                        principalTable: "AllocationQueries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_EvidenceFiles_AllocationQueryDrafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "AllocationQueryDrafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EvidenceContents",
                columns: table => new
                {
                    EvidenceFileId = table.Column<int>(type: "integer", nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceContents", x => x.EvidenceFileId);
                    table.ForeignKey(
                        name: "FK_EvidenceContents_EvidenceFiles_EvidenceFileId",
                        column: x => x.EvidenceFileId,
                        principalTable: "EvidenceFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_History_AllocationQueryId",
                table: "History",
                column: "AllocationQueryId");

            migrationBuilder.CreateIndex(
                name: "IX_AllocationQueries_AskedByUserId",
                table: "AllocationQueries",
                column: "AskedByUserId");

            migrationBuilder.CreateIndex(
                name: "IX_AllocationQueries_Key",
                table: "AllocationQueries",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AllocationQueries_ResponsibleBodyId",
                table: "AllocationQueries",
                column: "ResponsibleBodyId");

            migrationBuilder.CreateIndex(
                name: "IX_AllocationQueries_SchoolId",
                table: "AllocationQueries",
                column: "SchoolId");

            migrationBuilder.CreateIndex(
                name: "IX_AllocationQueries_State_Id",
                table: "AllocationQueries",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AllocationQueryDrafts_SchoolId",
                table: "AllocationQueryDrafts",
                column: "SchoolId");

            migrationBuilder.CreateIndex(
                name: "IX_AllocationQueryDrafts_UserId_SchoolId",
                table: "AllocationQueryDrafts",
                columns: new[] { "UserId", "SchoolId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AllocationQueryLines_OneOpen",
                table: "AllocationQueryLines",
                columns: new[] { "SchoolId", "Category" },
                unique: true,
                filter: "\"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceFiles_AllocationQueryId",
                table: "EvidenceFiles",
                column: "AllocationQueryId");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceFiles_DraftId",
                table: "EvidenceFiles",
                column: "DraftId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AllocationQueryLines");

            migrationBuilder.DropTable(
                name: "EvidenceContents");

            migrationBuilder.DropTable(
                name: "NationalTotals");

            migrationBuilder.DropTable(
                name: "EvidenceFiles");

            migrationBuilder.DropTable(
                name: "AllocationQueries");

            migrationBuilder.DropTable(
                name: "AllocationQueryDrafts");

            migrationBuilder.DropIndex(
                name: "IX_History_AllocationQueryId",
                table: "History");

            migrationBuilder.DropColumn(
                name: "DisadvantagedPupils",
                table: "Schools");

            migrationBuilder.DropColumn(
                name: "Pupils",
                table: "Schools");

            migrationBuilder.DropColumn(
                name: "AllocationQueryId",
                table: "History");
        }
    }
}
