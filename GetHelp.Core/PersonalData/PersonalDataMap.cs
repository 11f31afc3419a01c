using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.History;
using GetHelp.Core.MobileData;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Announcements;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes.Recent;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Identities;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Core.SignIn.SecondCodes;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Tokens;
using GetHelp.Core.Supplier.Usage;
using static GetHelp.Core.PersonalData.PersonalContent;

namespace GetHelp.Core.PersonalData;

/// <summary>The one table of what is kept of people. The export reads by it, the erasure takes away by it, docs/privacy-model.md is written from it,
/// and a column of text that is in neither of its halves fails a test.</summary>
public static class PersonalDataMap
{
    private const string PublicTask = "Public task: getting devices to children who have none";
    private const string PublicMoney = "Public task, and the duty to account for public money";
    private const string Security = "Legitimate interest: keeping the service and its people safe";
    private const string Organisation = "Colleagues of the organisation, its responsible body, support";

    /// <summary>What is kept, by what it is for.</summary>
    public static IReadOnlyList<Holding> Holdings { get; } =
    [
        new()
        {
            Name = "People",
            Why = "To let people in, to write to them, and to say whom an organisation has to order",
            Purpose = PublicTask,
            HowLong = $"As long as they use the service, and {RetentionRules.RemovedPeople.InWords} after they are removed from it",
            WhoSees = "Colleagues of their organisations, support; the supplier, once they have read the privacy notice and can order",
            Columns = [new(typeof(User), "FullName", Name), new(typeof(User), "EmailAddress", Email), new(typeof(User), "Telephone", Telephone)],
        },
        new()
        {
            Name = "Signing in",
            Why = "To let in who was sent a link, once, and whom a provider knows",
            Purpose = Security,
            HowLong = $"Links {RetentionRules.SignInLinks.InWords}; what a provider calls somebody, as long as they are known",
            WhoSees = "Nobody",
            Columns =
            [
                new(typeof(MagicLink), "SecretHash", Secret) { Owner = "UserId" },
                new(typeof(MagicLink), "BrowserHash", Secret) { Owner = "UserId" },
                new(typeof(MagicLink), "SentTo", Email) { Owner = "UserId" },
                new(typeof(SecondCode), "BrowserHash", Secret) { Owner = "UserId" },
                new(typeof(SecondCode), "Salt", Secret) { Owner = "UserId" },
                new(typeof(SecondCode), "CodeHash", Secret) { Owner = "UserId" },
                new(typeof(ExternalIdentity), "Subject", Words) { Owner = "UserId" },
            ],
        },
        new()
        {
            Name = "How often somebody asks for a link",
            Why = "To stop who asks for links, or tries them, without end: hashes of e-mail addresses and of where requests come from, with a key",
            Purpose = Security,
            HowLong = $"It counts for an hour, and goes after {RetentionRules.SignInCounts.InWords}",
            WhoSees = "Nobody",
            Columns = [new(typeof(LimitCount), "Who", Secret)],
        },
        new()
        {
            Name = "Sessions",
            Why = "To know in which browsers somebody is signed in, until when, and to end it",
            Purpose = Security,
            HowLong = RetentionRules.Sessions.InWords,
            WhoSees = "The person themselves",
            Columns = [new(typeof(Session), "SecretHash", Secret) { Owner = "UserId" }],
        },
        new()
        {
            Name = "Contacts of schools",
            Why = "To know whom to ask at a school before anybody of it uses the service",
            Purpose = PublicTask,
            HowLong = "Until the register or the responsible body names somebody else",
            WhoSees = "The school's responsible body, support",
            Columns =
            [
                new(typeof(SchoolContact), "Name", Name) { OwnerAddress = "EmailAddress" },
                new(typeof(SchoolContact), "Title", Words) { OwnerAddress = "EmailAddress" },
                new(typeof(SchoolContact), "EmailAddress", Email),
                new(typeof(SchoolContact), "TelephoneNumber", Telephone) { OwnerAddress = "EmailAddress" },
            ],
        },
        new()
        {
            Name = "What undoes a change of schools",
            Why = "So that whoever changed schools by mistake can have them as they were, with their contacts of before",
            Purpose = PublicTask,
            HowLong = RetentionRules.MadeChanges.InWords,
            WhoSees = "Nobody: people of the responsible body, and support, see what was changed and by whom",
            Columns = [new(typeof(MadeChange), "Reverse", Document)],
        },
        new()
        {
            Name = "Orders",
            Why = "To know who ordered, whom the supplier meets at the door, and where Chromebooks are recovered",
            Purpose = PublicMoney,
            HowLong = "As long as the order: the programme's records are the Department's to close",
            WhoSees = $"{Organisation}, the supplier",
            Columns =
            [
                new(typeof(Order), "PlacedBy", Name) { Owner = "PlacedByUserId" },
                new(typeof(Order), "DeliverTo.ContactName", Name) { OwnerAddress = "DeliverTo.ContactEmail" },
                new(typeof(Order), "DeliverTo.ContactTelephone", Telephone) { OwnerAddress = "DeliverTo.ContactEmail" },
                new(typeof(Order), "DeliverTo.ContactEmail", Email),
                new(typeof(Order), "RecoveryAddress", Email),
                new(typeof(Order), "RejectionReason", Words),
                new(typeof(Delivery), "DelayReason", Words),
                new(typeof(School), "Chromebooks.RecoveryAddress", Email),
                new(typeof(SupplierEvent), "Body", Document),
            ],
        },
        new()
        {
            Name = "Requests and reports about orders",
            Why = "To stop, correct and find what was ordered, and to answer who asked",
            Purpose = PublicMoney,
            HowLong = "As long as the order",
            WhoSees = $"{Organisation}, the supplier",
            Columns =
            [
                new(typeof(OrderRequest), "AskedBy", Name) { Owner = "AskedByUserId" },
                new(typeof(OrderRequest), "AskedByEmail", Email) { Owner = "AskedByUserId" },
                new(typeof(OrderRequest), "Contact.Name", Name),
                new(typeof(OrderRequest), "Contact.Telephone", Telephone),
                new(typeof(OrderRequest), "Why", Words),
                new(typeof(OrderRequest), "DecidedBy", Name),
                new(typeof(OrderRequest), "Answer", Words),
                new(typeof(DeliveryReport), "ReportedBy", Name) { Owner = "ReportedByUserId" },
                new(typeof(DeliveryReport), "ReportedByEmail", Email) { Owner = "ReportedByUserId" },
                new(typeof(DeliveryReport), "Contact.Name", Name),
                new(typeof(DeliveryReport), "Contact.Telephone", Telephone),
                new(typeof(DeliveryReport), "Said", Words),
                new(typeof(DeliveryReport), "AnsweredBy", Name),
                new(typeof(DeliveryReport), "Answer", Words),
            ],
        },
        new()
        {
            Name = "Requests for more devices",
            Why = "To decide what is set aside, and to show later why it was",
            Purpose = PublicMoney,
            HowLong = $"As long as the allocation; files of evidence {RetentionRules.Evidence.InWords}, what was never sent {RetentionRules.Drafts.InWords}",
            WhoSees = Organisation,
            Columns =
            [
                new(typeof(AllocationQuery), "AskedBy", Name) { Owner = "AskedByUserId" },
                new(typeof(AllocationQuery), "Reasons", Words),
                new(typeof(AllocationQuery), "DecidedBy", Name),
                new(typeof(AllocationQuery), "Answer", Words),
                new(typeof(AllocationQueryDraft), "Reasons", Words) { Owner = "UserId" },
                new(typeof(AllocationQueryDraft), "RefusedFiles", Words) { Owner = "UserId" },
                new(typeof(EvidenceFile), "Name", Words),
                new(typeof(EvidenceContent), "Bytes", Upload),
            ],
        },
        new()
        {
            Name = "Donated devices",
            Why = "To know who opted in",
            Purpose = PublicTask,
            HowLong = "As long as the queue",
            WhoSees = $"{Organisation}, the supplier",
            Columns = [new(typeof(DonatedDeviceRequest), "AskedBy", Name) { Owner = "AskedByUserId" }],
        },
        new()
        {
            Name = "History",
            Why = "To know who changed what, when and why",
            Purpose = PublicMoney,
            HowLong = $"As long as what it is about; of signing in {RetentionRules.SigningIn.InWords}",
            WhoSees = Organisation,
            Columns =
            [
                new(typeof(HistoryEntry), "Who", Name) { Owner = "UserId" },
                new(typeof(HistoryEntry), "Detail", Words) { Owner = "PersonId" },
                new(typeof(HistoryEntry), "Why", Words),
            ],
        },
        new()
        {
            Name = "Letters and messages",
            Why = "To send them, and to find out why one did not arrive",
            Purpose = PublicTask,
            HowLong = RetentionRules.Letters.InWords,
            WhoSees = "Nobody; of messages to the supplier support sees what came of them",
            Columns = [new(typeof(OutboxMessage), "Payload", Document), new(typeof(OutboxMessage), "LastOutcome", Words), new(typeof(OutboxAttempt), "Outcome", Words)],
        },
        new()
        {
            Name = "Answers on the way through a form",
            Why = "So that a lost connection loses nothing",
            Purpose = PublicTask,
            HowLong = $"Until they are sent in; {RetentionRules.Journeys.InWords}, if they never are",
            WhoSees = "Whoever gave them, and colleagues of the organisation",
            Columns =
            [
                new(typeof(Journey), "Answers", Document), new(typeof(Journey), "Path", Document), new(typeof(Journey), "Typed", Document),
                new(typeof(Journey), "EndedBy", Name) { Owner = "EndedById" },
            ],
        },
        new()
        {
            Name = "Accounts with the supplier",
            Why = "To have the supplier make, change and close people's accounts in its shop",
            Purpose = PublicTask,
            HowLong = "As long as the person is known; after an erasure until the supplier has closed the account",
            WhoSees = "The supplier, support",
            Columns =
            [
                new(typeof(AccountChange), "Details.FirstName", FirstName) { Owner = "UserId" },
                new(typeof(AccountChange), "Details.LastName", LastName) { Owner = "UserId" },
                new(typeof(AccountChange), "Details.EmailAddress", Email) { Owner = "UserId" },
                new(typeof(AccountChange), "Details.Telephone", Telephone) { Owner = "UserId" },
            ],
        },
        new()
        {
            Name = "The supplier's systems, and imports",
            Why = "To know whose token a system shows, and who brought the register in",
            Purpose = Security,
            HowLong = "As long as the person is known",
            WhoSees = "Support; the supplier's people see their own tokens",
            Columns =
            [
                new(typeof(ApiToken), "Name", Words) { Owner = "UserId" },
                new(typeof(ApiToken), "Hash", Secret) { Owner = "UserId" },
                new(typeof(UsagePayload), "Sender", Name),
                new(typeof(RegisterImport), "StartedBy", Name) { Owner = "StartedByUserId" },
                new(typeof(RegisterImport), "FileName", Words),
                new(typeof(RegisterImport), "TrustsFileName", Words),
            ],
        },
    ];

    /// <summary>Every column in which something personal is.</summary>
    public static IReadOnlyList<PersonalColumn> Columns { get; } = [.. Holdings.SelectMany(holding => holding.Columns)];

    /// <summary>Rows that are a person's alone: an erasure takes them away whole. The property holds the person's number.</summary>
    public static IReadOnlyList<(Type Entity, string Owner)> TheirsAlone { get; } =
    [
        (typeof(MagicLink), "UserId"), (typeof(SecondCode), "UserId"), (typeof(ExternalIdentity), "UserId"), (typeof(Session), "UserId"), (typeof(ApiToken), "UserId"), (typeof(AllocationQueryDraft), "UserId"), (typeof(SchoolGridChoice), "UserId"), (typeof(Membership), "UserId"),
        (typeof(OpeningTold), "UserId"),
    ];

    /// <summary>Where rows say by its number that a person did something, or that something was done to them: what an export gathers.</summary>
    public static IReadOnlyList<(Type Entity, string Property)> Numbers { get; } =
    [
        (typeof(User), "Id"), .. TheirsAlone,
        (typeof(Order), "PlacedByUserId"), (typeof(OrderRequest), "AskedByUserId"), (typeof(DeliveryReport), "ReportedByUserId"), (typeof(AllocationQuery), "AskedByUserId"),
        (typeof(DonatedDeviceRequest), "AskedByUserId"), (typeof(OptedInSchool), "OptedInByUserId"), (typeof(HistoryEntry), "UserId"), (typeof(HistoryEntry), "PersonId"), (typeof(Session), "LooksAsUserId"),
        (typeof(MadeChange), "UserId"), (typeof(MadeChange), "UndoneByUserId"), (typeof(Journey), "OwnerId"), (typeof(Journey), "EndedById"), (typeof(AccountChange), "UserId"), (typeof(RegisterImport), "StartedByUserId"),
    ];

    /// <summary>Columns of text and of bytes in which nothing of a person is.</summary>
    public static IReadOnlyList<(Type Entity, string[] Properties)> Impersonal { get; } =
    [
        (typeof(ResponsibleBody), ["Name", "LocalAuthorityCode", "CompaniesHouseNumber", "GroupUid", "TrustType", "SoldTo", .. AddressOf("Address")]),
        (typeof(School), ["Name", "ShipTo", "Chromebooks.Domain", .. AddressOf("Address")]),
        (typeof(Order), ["GoogleDomain", "DeliverTo.Name", .. AddressOf("DeliverTo.Address")]),
        (typeof(AllocationQueryDraft), ["LaptopsAndTablets", "Routers"]),
        (typeof(SchoolGridChoice), ["Columns"]),
        (typeof(MadeChange), ["What"]),
        (typeof(MobileNetwork), ["Brand"]),
        (typeof(ExternalIdentity), ["Issuer"]),
        (typeof(ProtectionKey), ["Name", "Xml"]),
        (typeof(SupplierEvent), ["Id"]),
        (typeof(RegisterImport), ["Report", "Problem"]),
        (typeof(OutboxMessage), ["Kind", "IdempotencyKey", "Trace"]),
        (typeof(Journey), ["OpenKey"]),
        (typeof(AccountChange), ["TransactionId", "Details.ResponsibleBody", "Details.ResponsibleBodyUrn", "Details.SoldTo", "Details.School", "Details.SchoolUrn", "Details.ShipTo"]),
        (typeof(CapUpdate), ["PayloadId", "Refusal"]),
        (typeof(CapCall), ["PayloadId", "Request", "Response", "Said"]),
        (typeof(CapCallRecord), ["ShipTo", "Failure"]),
        (typeof(UsagePayload), ["PayloadId", "Document", "FailedRecords", "Said"]),
        (typeof(RetentionRun), ["Report"]),
    ];

    private static string[] AddressOf(string property) =>
        [$"{property}.Line1", $"{property}.Line2", $"{property}.Line3", $"{property}.Town", $"{property}.County", $"{property}.Postcode"];
}
