using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GetHelp.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccountChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PreviousId = table.Column<long>(type: "bigint", nullable: true),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    TransactionId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Details_EmailAddress = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    Details_FirstName = table.Column<string>(type: "text", nullable: false),
                    Details_LastName = table.Column<string>(type: "text", nullable: false),
                    Details_ResponsibleBody = table.Column<string>(type: "text", nullable: false),
                    Details_ResponsibleBodyUrn = table.Column<string>(type: "text", nullable: false),
                    Details_School = table.Column<string>(type: "text", nullable: false),
                    Details_SchoolUrn = table.Column<string>(type: "text", nullable: false),
                    Details_ShipTo = table.Column<string>(type: "text", nullable: false),
                    Details_SoldTo = table.Column<string>(type: "text", nullable: false),
                    Details_Telephone = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountChanges_AccountChanges_PreviousId",
                        column: x => x.PreviousId,
                        principalTable: "AccountChanges",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "CapCalls",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PayloadId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Request = table.Column<string>(type: "text", nullable: false),
                    DurationMilliseconds = table.Column<int>(type: "integer", nullable: true),
                    Status = table.Column<int>(type: "integer", nullable: true),
                    Response = table.Column<string>(type: "text", nullable: true),
                    Outcome = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Said = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CapCalls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "History",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UserId = table.Column<int>(type: "integer", nullable: true),
                    Who = table.Column<string>(type: "text", nullable: false),
                    What = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: true),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: true),
                    OrderId = table.Column<int>(type: "integer", nullable: true),
                    Delivery = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    AllocationQueryId = table.Column<int>(type: "integer", nullable: true),
                    Detail = table.Column<string>(type: "text", nullable: true),
                    Why = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_History", x => x.Id);
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
                name: "Outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false),
                    IdempotencyKey = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    LastOutcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProductStock",
                columns: table => new
                {
                    Product = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    State = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProductStock", x => x.Product);
                });

            migrationBuilder.CreateTable(
                name: "RegisterImports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    StartedByUserId = table.Column<int>(type: "integer", nullable: true),
                    StartedBy = table.Column<string>(type: "text", nullable: false),
                    FileName = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    TrustsFileName = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    State = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Percent = table.Column<int>(type: "integer", nullable: false),
                    Report = table.Column<string>(type: "text", nullable: true),
                    Problem = table.Column<string>(type: "text", nullable: true),
                    AppliedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterImports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ResponsibleBodies",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    LocalAuthorityCode = table.Column<string>(type: "text", nullable: true),
                    GroupUid = table.Column<string>(type: "text", nullable: true),
                    CompaniesHouseNumber = table.Column<string>(type: "text", nullable: true),
                    TrustType = table.Column<string>(type: "text", nullable: true),
                    Status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    PoolsCaps = table.Column<bool>(type: "boolean", nullable: false),
                    SocialCareOrderState = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    SoldTo = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    SupplierChange = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Address_County = table.Column<string>(type: "text", nullable: true),
                    Address_Line1 = table.Column<string>(type: "text", nullable: true),
                    Address_Line2 = table.Column<string>(type: "text", nullable: true),
                    Address_Line3 = table.Column<string>(type: "text", nullable: true),
                    Address_Postcode = table.Column<string>(type: "text", nullable: true),
                    Address_Town = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResponsibleBodies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UsagePayloads",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PayloadId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Sender = table.Column<string>(type: "text", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Records = table.Column<int>(type: "integer", nullable: false),
                    Outdated = table.Column<int>(type: "integer", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    Replays = table.Column<int>(type: "integer", nullable: false),
                    FailedRecords = table.Column<string>(type: "text", nullable: true),
                    Said = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsagePayloads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FullName = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    EmailAddress = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    Telephone = table.Column<string>(type: "text", nullable: true),
                    Role = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    LastSignedInAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SignInCount = table.Column<int>(type: "integer", nullable: false),
                    PrivacyNoticeSeenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    TechSourceAccountConfirmedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DeletedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Users", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutboxAttempts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MessageId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Succeeded = table.Column<bool>(type: "boolean", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    DurationMilliseconds = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboxAttempts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutboxAttempts_Outbox_MessageId",
                        column: x => x.MessageId,
                        principalTable: "Outbox",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Schools",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Urn = table.Column<int>(type: "integer", nullable: false),
                    Ukprn = table.Column<int>(type: "integer", nullable: true),
                    Name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    Kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Phase = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    EstablishmentTypeCode = table.Column<int>(type: "integer", nullable: false),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: false),
                    LocalAuthorityId = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    OrderState = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Pupils = table.Column<int>(type: "integer", nullable: true),
                    DisadvantagedPupils = table.Column<int>(type: "integer", nullable: true),
                    WhoWillOrder = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    ShipTo = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    SupplierChange = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Address_County = table.Column<string>(type: "text", nullable: true),
                    Address_Line1 = table.Column<string>(type: "text", nullable: true),
                    Address_Line2 = table.Column<string>(type: "text", nullable: true),
                    Address_Line3 = table.Column<string>(type: "text", nullable: true),
                    Address_Postcode = table.Column<string>(type: "text", nullable: true),
                    Address_Town = table.Column<string>(type: "text", nullable: true),
                    Chromebooks_Answer = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    Chromebooks_Check = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Chromebooks_Domain = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: true),
                    Chromebooks_RecoveryAddress = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schools", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Schools_ResponsibleBodies_LocalAuthorityId",
                        column: x => x.LocalAuthorityId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Schools_ResponsibleBodies_ResponsibleBodyId",
                        column: x => x.ResponsibleBodyId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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

            migrationBuilder.CreateTable(
                name: "ApiTokens",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LastUsedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiTokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApiTokens_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MagicLinks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<int>(type: "integer", nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SecretHash = table.Column<byte[]>(type: "bytea", nullable: true),
                    ExpiresAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    UsedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MagicLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MagicLinks_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

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
                name: "Allocations",
                columns: table => new
                {
                    Category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: false),
                    Amount = table.Column<int>(type: "integer", nullable: false),
                    Cap = table.Column<int>(type: "integer", nullable: false),
                    GivenCap = table.Column<int>(type: "integer", nullable: true),
                    Ordered = table.Column<int>(type: "integer", nullable: false),
                    Used = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Allocations", x => new { x.SchoolId, x.Category });
                    table.CheckConstraint("CK_Allocations_Numbers", "\"Ordered\" >= 0 AND \"Used\" >= 0 AND \"Cap\" >= 0 AND \"Cap\" <= \"Amount\"");
                    table.ForeignKey(
                        name: "FK_Allocations_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CapCallRecords",
                columns: table => new
                {
                    CallId = table.Column<long>(type: "bigint", nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: false),
                    Category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    ShipTo = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Failure = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CapCallRecords", x => new { x.CallId, x.SchoolId, x.Category });
                    table.ForeignKey(
                        name: "FK_CapCallRecords_CapCalls_CallId",
                        column: x => x.CallId,
                        principalTable: "CapCalls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CapCallRecords_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CapUpdates",
                columns: table => new
                {
                    SchoolId = table.Column<int>(type: "integer", nullable: false),
                    Category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Told = table.Column<int>(type: "integer", nullable: true),
                    ToldAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PayloadId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ClaimedBy = table.Column<long>(type: "bigint", nullable: true),
                    ClaimedUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RefusedNumber = table.Column<int>(type: "integer", nullable: true),
                    RefusedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Refusal = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    RefusedMessageId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CapUpdates", x => new { x.SchoolId, x.Category });
                    table.ForeignKey(
                        name: "FK_CapUpdates_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DonatedDeviceRequests",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SchoolId = table.Column<int>(type: "integer", nullable: true),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: true),
                    DeviceTypes = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Boxes = table.Column<int>(type: "integer", nullable: false),
                    AskedByUserId = table.Column<int>(type: "integer", nullable: false),
                    AskedBy = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    CompletedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DonatedDeviceRequests", x => x.Id);
                    table.CheckConstraint("CK_DonatedDeviceRequests_Boxes", "\"Boxes\" BETWEEN 1 AND 4");
                    table.CheckConstraint("CK_DonatedDeviceRequests_OneOrganisation", "(\"SchoolId\" IS NULL) <> (\"ResponsibleBodyId\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_DonatedDeviceRequests_ResponsibleBodies_ResponsibleBodyId",
                        column: x => x.ResponsibleBodyId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DonatedDeviceRequests_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DonatedDeviceRequests_Users_AskedByUserId",
                        column: x => x.AskedByUserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Journeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    OwnerId = table.Column<int>(type: "integer", nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: true),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: true),
                    OpenKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Answers = table.Column<string>(type: "text", nullable: false),
                    Path = table.Column<string>(type: "text", nullable: false),
                    Typed = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    EndedBy = table.Column<string>(type: "text", nullable: true),
                    EndedById = table.Column<int>(type: "integer", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Journeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Journeys_ResponsibleBodies_ResponsibleBodyId",
                        column: x => x.ResponsibleBodyId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Journeys_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Journeys_Users_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<int>(type: "integer", nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: true),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: true),
                    InvitedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WelcomedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    OrdersDevices = table.Column<bool>(type: "boolean", nullable: false),
                    OrdersForSocialCare = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => x.Id);
                    table.CheckConstraint("CK_Memberships_OneOrganisation", "(\"SchoolId\" IS NULL) <> (\"ResponsibleBodyId\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_Memberships_ResponsibleBodies_ResponsibleBodyId",
                        column: x => x.ResponsibleBodyId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Memberships_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Memberships_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OpeningsTold",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<int>(type: "integer", nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: true),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: true),
                    Letter = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpeningsTold", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OpeningsTold_ResponsibleBodies_ResponsibleBodyId",
                        column: x => x.ResponsibleBodyId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_OpeningsTold_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_OpeningsTold_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Orders",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Key = table.Column<Guid>(type: "uuid", nullable: false),
                    Source = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Account = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    SchoolId = table.Column<int>(type: "integer", nullable: true),
                    ResponsibleBodyId = table.Column<int>(type: "integer", nullable: false),
                    PlacedByUserId = table.Column<int>(type: "integer", nullable: true),
                    PlacedBy = table.Column<string>(type: "text", nullable: false),
                    PlacedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    RejectionReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    OpenRequest = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    OpenReports = table.Column<int>(type: "integer", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    GoogleDomain = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: true),
                    RecoveryAddress = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    DeliverTo_ContactEmail = table.Column<string>(type: "text", nullable: false),
                    DeliverTo_ContactName = table.Column<string>(type: "text", nullable: false),
                    DeliverTo_ContactTelephone = table.Column<string>(type: "text", nullable: true),
                    DeliverTo_Name = table.Column<string>(type: "text", nullable: false),
                    DeliverTo_Address_County = table.Column<string>(type: "text", nullable: true),
                    DeliverTo_Address_Line1 = table.Column<string>(type: "text", nullable: true),
                    DeliverTo_Address_Line2 = table.Column<string>(type: "text", nullable: true),
                    DeliverTo_Address_Line3 = table.Column<string>(type: "text", nullable: true),
                    DeliverTo_Address_Postcode = table.Column<string>(type: "text", nullable: true),
                    DeliverTo_Address_Town = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Orders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Orders_ResponsibleBodies_ResponsibleBodyId",
                        column: x => x.ResponsibleBodyId,
                        principalTable: "ResponsibleBodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Orders_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UsageReports",
                columns: table => new
                {
                    SchoolId = table.Column<int>(type: "integer", nullable: false),
                    Category = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PayloadId = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    CapAmount = table.Column<int>(type: "integer", nullable: true),
                    DiffersSince = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageReports", x => new { x.SchoolId, x.Category });
                    table.ForeignKey(
                        name: "FK_UsageReports_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_UsageReports_UsagePayloads_PayloadId",
                        column: x => x.PayloadId,
                        principalTable: "UsagePayloads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
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
                name: "OptedInSchools",
                columns: table => new
                {
                    SchoolId = table.Column<int>(type: "integer", nullable: false),
                    RequestId = table.Column<int>(type: "integer", nullable: false),
                    OptedInByUserId = table.Column<int>(type: "integer", nullable: false),
                    OptedInAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OptedInSchools", x => x.SchoolId);
                    table.ForeignKey(
                        name: "FK_OptedInSchools_DonatedDeviceRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "DonatedDeviceRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_OptedInSchools_Schools_SchoolId",
                        column: x => x.SchoolId,
                        principalTable: "Schools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OptedInSchools_Users_OptedInByUserId",
                        column: x => x.OptedInByUserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Deliveries",
                columns: table => new
                {
                    OrderId = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DelayReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    AnnouncedFor = table.Column<DateOnly>(type: "date", nullable: true),
                    DispatchedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deliveries", x => new { x.OrderId, x.Kind });
                    table.ForeignKey(
                        name: "FK_Deliveries_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

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
                name: "OrderLines",
                columns: table => new
                {
                    OrderId = table.Column<int>(type: "integer", nullable: false),
                    Product = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Quantity = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderLines", x => new { x.OrderId, x.Product });
                    table.CheckConstraint("CK_OrderLines_Quantity", "\"Quantity\" > 0");
                    table.ForeignKey(
                        name: "FK_OrderLines_Orders_OrderId",
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
                name: "SupplierEvents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    OrderId = table.Column<int>(type: "integer", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupplierEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupplierEvents_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
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
                name: "IX_AccountChanges_PreviousId",
                table: "AccountChanges",
                column: "PreviousId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountChanges_SentAt",
                table: "AccountChanges",
                column: "SentAt");

            migrationBuilder.CreateIndex(
                name: "IX_AccountChanges_UserId_Id",
                table: "AccountChanges",
                columns: new[] { "UserId", "Id" });

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
                name: "IX_ApiTokens_Hash",
                table: "ApiTokens",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApiTokens_UserId_Name",
                table: "ApiTokens",
                columns: new[] { "UserId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CapCallRecords_SchoolId_CallId",
                table: "CapCallRecords",
                columns: new[] { "SchoolId", "CallId" });

            migrationBuilder.CreateIndex(
                name: "IX_CapCalls_PayloadId",
                table: "CapCalls",
                column: "PayloadId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CapUpdates_ClaimedBy",
                table: "CapUpdates",
                column: "ClaimedBy");

            migrationBuilder.CreateIndex(
                name: "IX_CapUpdates_RefusedAt",
                table: "CapUpdates",
                column: "RefusedAt");

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
                name: "IX_DonatedDeviceRequests_AskedByUserId",
                table: "DonatedDeviceRequests",
                column: "AskedByUserId");

            migrationBuilder.CreateIndex(
                name: "IX_DonatedDeviceRequests_ResponsibleBodyId",
                table: "DonatedDeviceRequests",
                column: "ResponsibleBodyId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DonatedDeviceRequests_SchoolId",
                table: "DonatedDeviceRequests",
                column: "SchoolId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceFiles_AllocationQueryId",
                table: "EvidenceFiles",
                column: "AllocationQueryId");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceFiles_DraftId",
                table: "EvidenceFiles",
                column: "DraftId");

            migrationBuilder.CreateIndex(
                name: "IX_History_AllocationQueryId",
                table: "History",
                column: "AllocationQueryId");

            migrationBuilder.CreateIndex(
                name: "IX_History_OrderId",
                table: "History",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_History_ResponsibleBodyId_Id",
                table: "History",
                columns: new[] { "ResponsibleBodyId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_History_SchoolId_Id",
                table: "History",
                columns: new[] { "SchoolId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_ChangedAt",
                table: "Journeys",
                column: "ChangedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_Kind_OwnerId_SchoolId",
                table: "Journeys",
                columns: new[] { "Kind", "OwnerId", "SchoolId" });

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_OpenKey",
                table: "Journeys",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_OwnerId",
                table: "Journeys",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_ResponsibleBodyId",
                table: "Journeys",
                column: "ResponsibleBodyId");

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_SchoolId",
                table: "Journeys",
                column: "SchoolId");

            migrationBuilder.CreateIndex(
                name: "IX_MagicLinks_SecretHash",
                table: "MagicLinks",
                column: "SecretHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MagicLinks_UserId",
                table: "MagicLinks",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_ResponsibleBodyId",
                table: "Memberships",
                column: "ResponsibleBodyId");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_SchoolId",
                table: "Memberships",
                column: "SchoolId");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_UserId_ResponsibleBodyId",
                table: "Memberships",
                columns: new[] { "UserId", "ResponsibleBodyId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_UserId_SchoolId",
                table: "Memberships",
                columns: new[] { "UserId", "SchoolId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpeningsTold_ResponsibleBodyId_UserId_Letter",
                table: "OpeningsTold",
                columns: new[] { "ResponsibleBodyId", "UserId", "Letter" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpeningsTold_SchoolId_UserId_Letter",
                table: "OpeningsTold",
                columns: new[] { "SchoolId", "UserId", "Letter" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpeningsTold_UserId",
                table: "OpeningsTold",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_OptedInSchools_OptedInAt_SchoolId",
                table: "OptedInSchools",
                columns: new[] { "OptedInAt", "SchoolId" });

            migrationBuilder.CreateIndex(
                name: "IX_OptedInSchools_OptedInByUserId",
                table: "OptedInSchools",
                column: "OptedInByUserId");

            migrationBuilder.CreateIndex(
                name: "IX_OptedInSchools_RequestId",
                table: "OptedInSchools",
                column: "RequestId");

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

            migrationBuilder.CreateIndex(
                name: "IX_Orders_DueOn",
                table: "Orders",
                column: "DueOn");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_GoogleDomain",
                table: "Orders",
                column: "GoogleDomain");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Key",
                table: "Orders",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ResponsibleBodyId_Id",
                table: "Orders",
                columns: new[] { "ResponsibleBodyId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_SchoolId",
                table: "Orders",
                column: "SchoolId");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Status_Id",
                table: "Orders",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_IdempotencyKey",
                table: "Outbox",
                column: "IdempotencyKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Kind_DueAt",
                table: "Outbox",
                columns: new[] { "Kind", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxAttempts_MessageId",
                table: "OutboxAttempts",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_ResponsibleBodies_GroupUid",
                table: "ResponsibleBodies",
                column: "GroupUid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResponsibleBodies_LocalAuthorityCode",
                table: "ResponsibleBodies",
                column: "LocalAuthorityCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResponsibleBodies_Name",
                table: "ResponsibleBodies",
                column: "Name");

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
                name: "IX_Schools_LocalAuthorityId",
                table: "Schools",
                column: "LocalAuthorityId");

            migrationBuilder.CreateIndex(
                name: "IX_Schools_Name",
                table: "Schools",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_Schools_ResponsibleBodyId_WhoWillOrder_Status",
                table: "Schools",
                columns: new[] { "ResponsibleBodyId", "WhoWillOrder", "Status" });

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
                name: "IX_Schools_Urn",
                table: "Schools",
                column: "Urn",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SupplierEvents_OrderId",
                table: "SupplierEvents",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_UsagePayloads_Outcome",
                table: "UsagePayloads",
                column: "Outcome");

            migrationBuilder.CreateIndex(
                name: "IX_UsagePayloads_PayloadId",
                table: "UsagePayloads",
                column: "PayloadId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UsageReports_PayloadId",
                table: "UsageReports",
                column: "PayloadId");

            migrationBuilder.CreateIndex(
                name: "IX_Users_EmailAddress",
                table: "Users",
                column: "EmailAddress",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountChanges");

            migrationBuilder.DropTable(
                name: "AllocationQueryLines");

            migrationBuilder.DropTable(
                name: "Allocations");

            migrationBuilder.DropTable(
                name: "ApiTokens");

            migrationBuilder.DropTable(
                name: "CapCallRecords");

            migrationBuilder.DropTable(
                name: "CapUpdates");

            migrationBuilder.DropTable(
                name: "Deliveries");

            migrationBuilder.DropTable(
                name: "EvidenceContents");

            migrationBuilder.DropTable(
                name: "History");

            migrationBuilder.DropTable(
                name: "Journeys");

            migrationBuilder.DropTable(
                name: "MagicLinks");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "MissingItems");

            migrationBuilder.DropTable(
                name: "NationalTotals");

            migrationBuilder.DropTable(
                name: "OpeningsTold");

            migrationBuilder.DropTable(
                name: "OptedInSchools");

            migrationBuilder.DropTable(
                name: "OrderLines");

            migrationBuilder.DropTable(
                name: "OrderRequestLines");

            migrationBuilder.DropTable(
                name: "OutboxAttempts");

            migrationBuilder.DropTable(
                name: "ProductStock");

            migrationBuilder.DropTable(
                name: "RegisterImports");

            migrationBuilder.DropTable(
                name: "SocialCareAllocations");

            migrationBuilder.DropTable(
                name: "SupplierEvents");

            migrationBuilder.DropTable(
                name: "UsageReports");

            migrationBuilder.DropTable(
                name: "CapCalls");

            migrationBuilder.DropTable(
                name: "EvidenceFiles");

            migrationBuilder.DropTable(
                name: "DeliveryReports");

            migrationBuilder.DropTable(
                name: "DonatedDeviceRequests");

            migrationBuilder.DropTable(
                name: "OrderRequests");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "UsagePayloads");

            migrationBuilder.DropTable(
                name: "AllocationQueries");

            migrationBuilder.DropTable(
                name: "AllocationQueryDrafts");

            migrationBuilder.DropTable(
                name: "Orders");

            migrationBuilder.DropTable(
                name: "Users");

            migrationBuilder.DropTable(
                name: "Schools");

            migrationBuilder.DropTable(
                name: "ResponsibleBodies");
        }
    }
}
