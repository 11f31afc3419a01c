using System.Data.Common;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.Changes;

/// <summary>Spec 02 §6.2 and §7, spec 04 §5 and §6. Which rows are good is in SchoolChangeRulesTests.</summary>
public sealed class SchoolChangesServiceTests
{
    private static readonly PersonDetails Ann = new() { Name = "Ann Bell", EmailAddress = "ann.bell@school.example.net", Telephone = "01632 960 001" };

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Good_rows_change_and_bad_ones_hold_up_nobody(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var (ash, elm, oak) = (await SchoolAsync(database, body), await SchoolAsync(database, body), await database.Given.SchoolAsync());
        SchoolChange[] asked =
        [
            new() { Urn = ash.Urn, WhoWillOrder = WhoWillOrder.ResponsibleBody, Contact = ContactAsked.Of(Ann), Domain = "ash.example.org", RecoveryAddress = "it@example.net" },
            new() { Urn = elm.Urn, WhoWillOrder = WhoWillOrder.ResponsibleBody, Domain = "not a domain" },
            new() { Urn = oak.Urn, WhoWillOrder = WhoWillOrder.ResponsibleBody },
        ];

        var previewed = (await Service(database).PreviewAsync(robin, body.Id, asked)).Value;
        var applied = (await Service(database).ApplyAsync(robin, body.Id, previewed.AsSeen)).Value;

        previewed.Rows.Select(row => row.State).ShouldBe([SchoolChangeState.Changes, SchoolChangeState.Refused, SchoolChangeState.Refused]);
        applied.Rows.Select(row => row.State).ShouldBe(previewed.Rows.Select(row => row.State));
        (await DetailsAsync(database, ash)).ShouldBe((WhoWillOrder.ResponsibleBody, "ash.example.org", "it@example.net", "Ann Bell"));
        (await DetailsAsync(database, elm)).ShouldBe((WhoWillOrder.School, null, null, null));
        (await DetailsAsync(database, oak)).ShouldBe((WhoWillOrder.School, "school.example.org", "recovery@example.net", null));
        (await database.ReadAsync(db => db.History.OrderBy(e => e.Id).Select(e => new { e.SchoolId, e.What, e.Detail }).ToListAsync()))
            .Select(e => (e.SchoolId, e.What, e.Detail)).ShouldBe(
            [
                (ash.Id, HistoryKind.WhoWillOrderChanged, "Its responsible body orders for it"),
                (ash.Id, HistoryKind.ChromebookDetailsChanged, "nothing said about Chromebooks to ash.example.org"),
                (ash.Id, HistoryKind.ContactChanged, "nobody to Ann Bell"),
            ]);
        var live = database.Get<LiveUpdates>();
        live.ChangeOf(Topic.School(ash.Id)).ShouldBeGreaterThan(0);
        live.ChangeOf(Topic.Pool(body.Id)).ShouldBeGreaterThan(0);
        live.ChangeOf(Topic.School(elm.Id)).ShouldBe(0);
        (await database.ReadAsync(db => db.Users.CountAsync(u => u.EmailAddress == Ann.EmailAddress))).ShouldBe(0, "nobody is invited unless that was asked");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Only_people_of_the_body_and_support_may(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await SchoolAsync(database, body);
        SchoolChange[] asked = [new() { Urn = school.Urn, WhoWillOrder = WhoWillOrder.ResponsibleBody }];
        Viewer[] mayNot = [await database.Given.SchoolUserAsync(school), await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync()), Viewer.Supplier];

        foreach (var stranger in mayNot)
        {
            (await Service(database).PreviewAsync(stranger, body.Id, asked)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotFound>();
            (await Service(database).ApplyAsync(stranger, body.Id, asked)).Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotFound>();
        }

        (await DetailsAsync(database, school)).Who.ShouldBe(WhoWillOrder.School);
        (await Service(database).ApplyAsync(await database.Given.SupportAsync(), body.Id, asked)).Value.Count(SchoolChangeState.Changes).ShouldBe(1);
    }

    /// <summary>Spec 02 §5 (spec 08 A6): what was drawn on the pool is settled when a school leaves it, and comes back when that is undone.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Devolving_settles_the_pool_and_undoing_joins_it_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var ash = await database.Given.SchoolAsync(laptops: 10, ordered: 15, body: body, who: WhoWillOrder.ResponsibleBody);
        var elm = await database.Given.SchoolAsync(laptops: 20, body: body, who: WhoWillOrder.ResponsibleBody);

        var devolved = (await Service(database).ApplyAsync(robin, body.Id, [new() { Urn = ash.Urn, WhoWillOrder = WhoWillOrder.School }])).Value;
        (await AmountsAsync(database, ash, elm)).ShouldBe([15, 15], "5 had been ordered out of Elm's part");
        var undone = (await Service(database).UndoAsync(robin, body.Id, devolved.MadeChangeId!.Value)).Value;

        undone.Rows.ShouldHaveSingleItem().State.ShouldBe(SchoolChangeState.Changes);
        (await database.ReadAsync(db => db.Schools.InPoolOf(body.Id).CountAsync())).ShouldBe(2);
        (await database.ReadAsync(db => VirtualCapPool.TotalsAsync(db, body.Id))).Of(DeviceCategory.LaptopsAndTablets).Left.ShouldBe(15);
        (await database.ReadAsync(db => db.Outbox.Select(m => m.Kind).Distinct().ToListAsync())).ShouldContain(CapsChanged.Kind);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Schools_can_go_either_way_in_one_go(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var (ash, elm) = (await SchoolAsync(database, body), await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody));

        await Service(database).ApplyAsync(robin, body.Id,
            [new() { Urn = ash.Urn, WhoWillOrder = WhoWillOrder.ResponsibleBody }, new() { Urn = elm.Urn, WhoWillOrder = WhoWillOrder.School }]);

        (await database.ReadAsync(db => db.Schools.InPoolOf(body.Id).Select(s => s.Id).ToListAsync())).ShouldBe([ash.Id]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_administrators_who_change_one_cell_both_see_what_the_other_wanted(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var (robin, kit) = (await database.Given.ResponsibleBodyUserAsync(body), await database.Given.ResponsibleBodyUserAsync(body));
        var school = await database.Given.SchoolAsync(body: body);
        FieldChange<string?> To(string domain, string seen) => new(domain, new(seen));

        await Service(database).ApplyAsync(robin, body.Id, [new() { Urn = school.Urn, Domain = To("robin.example.org", "school.example.org") }]);
        var late = (await Service(database).ApplyAsync(kit, body.Id, [new() { Urn = school.Urn, Domain = To("kit.example.org", "school.example.org") }])).Value.Rows.ShouldHaveSingleItem();

        late.State.ShouldBe(SchoolChangeState.Conflict);
        late.Problems.ShouldHaveSingleItem().Why.Message.ShouldBe("Somebody has changed this meanwhile. Google domain is now: robin.example.org. You asked for: kit.example.org.");
        (await DetailsAsync(database, school)).Domain.ShouldBe("robin.example.org");
        (await Service(database).ApplyAsync(kit, body.Id, [late.AsSeen])).Value.Count(SchoolChangeState.Changes).ShouldBe(1, "having seen it, Kit chooses");
        (await DetailsAsync(database, school)).Domain.ShouldBe("kit.example.org");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task At_the_same_moment_one_of_two_wins(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var school = await SchoolAsync(database, body);
        string[] names = ["Ann Bell", "Cy Dent", "Ed Fry", "Gil Hay"];

        var outcomes = await Task.WhenAll(names.Select(name => Service(database).ApplyAsync(robin, body.Id,
        [
            new() { Urn = school.Urn, WhoWillOrder = WhoWillOrder.ResponsibleBody, Contact = new(ContactAsked.Of(Person(name)), new(ContactAsked.Nobody)), Invite = true },
        ])));

        var states = outcomes.Select(outcome => outcome.Value.Rows[0].State).ToList();
        states.Count(state => state == SchoolChangeState.Changes).ShouldBe(1);
        states.Count(state => state == SchoolChangeState.Conflict).ShouldBe(3);
        (await database.ReadAsync(db => db.Memberships.CountAsync(m => m.SchoolId == school.Id))).ShouldBe(1);
        (await DetailsAsync(database, school)).Contact.ShouldBe(names[states.IndexOf(SchoolChangeState.Changes)]);
    }

    /// <summary>Spec 04 §5: who has the address, then the contact that there is, then somebody new.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Somebody_else_takes_the_place_of_the_contact_before_and_never_the_headteachers(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var school = await SchoolAsync(database, body);
        var head = await database.Given.ContactAsync(school, "Una Lathom");

        await ChangeAsync(ContactAsked.Headteacher);
        (await ContactsAsync()).ShouldBe([(SchoolContactRole.Headteacher, "Una Lathom", true)]);
        var ann = await ChangeAsync(ContactAsked.Of(Ann));
        (await ContactsAsync()).ShouldBe([(SchoolContactRole.Headteacher, "Una Lathom", false), (SchoolContactRole.Contact, "Ann Bell", true)]);
        var cy = await ChangeAsync(ContactAsked.Of(Person("Cy Dent")));
        (await ContactsAsync()).ShouldBe([(SchoolContactRole.Headteacher, "Una Lathom", false), (SchoolContactRole.Contact, "Cy Dent", true)]);
        await ChangeAsync(ContactAsked.Of(Person("Una Lathom-Moss") with { EmailAddress = head.EmailAddress.ToUpperInvariant() }));
        (await ContactsAsync()).ShouldBe([(SchoolContactRole.Headteacher, "Una Lathom-Moss", true), (SchoolContactRole.Contact, "Cy Dent", false)]);

        async Task<SchoolChangesOutcome> ChangeAsync(ContactAsked contact)
        {
            var outcome = (await Service(database).ApplyAsync(robin, body.Id, [new() { Urn = school.Urn, Contact = contact }])).Value;
            outcome.Rows[0].State.ShouldBe(SchoolChangeState.Changes);
            return outcome;
        }

        async Task<List<(SchoolContactRole, string, bool)>> ContactsAsync() =>
            (await database.ReadAsync(db => db.Schools.AsNoTracking().Include(s => s.Contacts).SingleAsync(s => s.Id == school.Id)) is var now ? now.Contacts : [])
            .OrderBy(c => c.Role).Select(c => (c.Role, c.Name, c.Id == now.ContactId)).ToList();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_contact_who_is_invited_orders_for_the_school_and_another_one_later_takes_nothing_away(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var school = await SchoolAsync(database, body);

        var ann = await InviteAsync(database, robin, body, school, ContactAsked.Of(Ann));
        var cy = await InviteAsync(database, robin, body, school, ContactAsked.Of(Person("Cy Dent")));
        var undone = (await Service(database).UndoAsync(robin, body.Id, cy.MadeChangeId!.Value)).Value;

        ann.Rows[0].Invitation.ShouldBe(new("Ann Bell", ContactInvitation.Invited));
        (undone.Count(SchoolChangeState.Changes), (await DetailsAsync(database, school)).Contact).ShouldBe((1, "Ann Bell"));
        var people = await database.ReadAsync(db => db.Memberships.AsNoTracking().Include(m => m.User).Where(m => m.SchoolId == school.Id).OrderBy(m => m.Id).ToListAsync());
        people.Select(m => (m.User!.FullName, m.User.Telephone, m.OrdersDevices)).ShouldBe([("Ann Bell", "01632 960 001", true), ("Cy Dent", "01632 960 009", true)]);
        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == InvitationMessage.Kind))).ShouldBe(2);
        (await database.ReadAsync(db => db.History.Where(e => e.What == HistoryKind.PersonInvited).Select(e => e.Who).ToListAsync())).ShouldBe([robin.Name, robin.Name]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Every_contact_is_told_what_became_of_inviting_them(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var support = await database.Given.SupportAsync();
        var (fresh, elsewhere, full, here, waiting, staff) = (
            await SchoolAsync(database, body), await SchoolAsync(database, body), await SchoolAsync(database, body),
            await SchoolAsync(database, body), await SchoolAsync(database, body), await SchoolAsync(database, body));
        var known = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        foreach (var _ in Enumerable.Range(0, WhoOrdersRules.PerSchool))
        {
            await database.Given.SchoolUserAsync(full);
        }

        var teacher = await database.Given.SchoolUserAsync(here);
        await database.ReadAsync(db => db.Users.Where(u => u.Id == teacher.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.LastSignedInAt, database.Clock.Now)));
        await InviteAsync(database, robin, body, waiting, ContactAsked.Of(Person("Wren Waits")));
        database.Clock.Advance(InvitationRules.BetweenInvitations + TimeSpan.FromMinutes(1));
        SchoolChange[] asked =
        [
            Inviting(fresh, Ann), Inviting(elsewhere, Person("Whoever") with { EmailAddress = known.EmailAddress }), Inviting(full, Ann),
            Inviting(here, Person("Whoever") with { EmailAddress = teacher.EmailAddress }), new() { Urn = waiting.Urn, Invite = true },
            Inviting(staff, Person("Whoever") with { EmailAddress = support.EmailAddress }),
        ];

        var foreseen = (await Service(database).PreviewAsync(robin, body.Id, asked)).Value;
        var applied = (await Service(database).ApplyAsync(robin, body.Id, asked)).Value;

        applied.Rows.Select(row => (row.Invitation!.Name, row.Invitation.What, row.Invitation.Why?.GetType())).ShouldBe(
        [
            ("Ann Bell", ContactInvitation.Invited, null),
            (known.Name, ContactInvitation.Added, null),
            ("Ann Bell", ContactInvitation.Added, typeof(NobodyElseCanOrder)),
            (teacher.Name, ContactInvitation.NotNeeded, typeof(HasSignedIn)),
            ("Wren Waits", ContactInvitation.InvitedAgain, null),
            ("Whoever", ContactInvitation.Failed, typeof(NotAMembersAddress)),
        ]);
        foreseen.Rows.Select(row => (row.Invitation!.Name, row.Invitation.What)).ShouldBe(applied.Rows.Select(row => (row.Invitation!.Name, row.Invitation.What)));
        applied.Invitations.ShouldBe(4);
        (await DetailsAsync(database, staff)).Contact.ShouldBe("Whoever", "the contact is kept although they cannot be invited");
        (await database.ReadAsync(db => db.Memberships.SingleAsync(m => m.SchoolId == full.Id && m.User!.EmailAddress == Ann.EmailAddress))).OrdersDevices.ShouldBeFalse();
        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == InvitationMessage.Kind))).ShouldBe(1 + 4);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_status_of_a_school_follows_its_contact_and_then_its_people(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var (robin, support) = (await database.Given.ResponsibleBodyUserAsync(body), await database.Given.SupportAsync());
        var school = await SchoolAsync(database, body);
        (await StatusAsync()).ShouldBe(SchoolStatus.NeedsContact);

        await Service(database).ApplyAsync(robin, body.Id, [new() { Urn = school.Urn, Contact = ContactAsked.Of(Ann) }]);
        (await StatusAsync()).ShouldBe(SchoolStatus.SchoolWillBeContacted);
        await Service(database).ApplyAsync(robin, body.Id, [new() { Urn = school.Urn, Invite = true }]);
        (await StatusAsync()).ShouldBe(SchoolStatus.SchoolContacted);

        async Task<SchoolStatus> StatusAsync()
        {
            var ofBody = (await database.Get<SchoolGridReader>().ReadAsync(robin, new() { ResponsibleBodyId = body.Id })).ShouldNotBeNull().Rows.ShouldHaveSingleItem().Status;
            (await database.Get<SupportSchools>().FindAsync(support, school.Urn))!.Status.ShouldBe(ofBody);
            return ofBody;
        }
    }

    /// <summary>An authority looks after up to 629 schools: what is read for all of them is read at once.</summary>
    [Fact]
    public async Task However_many_schools_there_are_they_are_read_in_the_same_few_statements()
    {
        var reading = new SelectCounter();
        await using var database = await StatementCounter.CreateDatabaseAsync(reading);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var robin = await database.Given.ResponsibleBodyUserAsync(body);
        var schools = new List<School>();
        for (var i = 0; i < 629; i++)
        {
            schools.Add(await SchoolAsync(database, body));
        }

        var few = await CountAsync(schools.Take(3));
        var all = await CountAsync(schools.Skip(3));

        all.ShouldBe(few);

        async Task<(int Previewed, int Applied)> CountAsync(IEnumerable<School> some)
        {
            SchoolChange[] asked =
            [
                .. some.Select(school => Inviting(school, Person($"Ann Bell {school.Urn}")) with
                {
                    WhoWillOrder = WhoWillOrder.ResponsibleBody, Domain = "schools.example.org", RecoveryAddress = "it@example.net",
                }),
            ];
            reading.StartAgain();
            var previewed = (await Service(database).PreviewAsync(robin, body.Id, asked)).Value;
            var count = reading.Count;
            reading.StartAgain();
            var applied = (await Service(database).ApplyAsync(robin, body.Id, previewed.AsSeen)).Value;
            (applied.Count(SchoolChangeState.Changes), applied.Invitations).ShouldBe((asked.Length, asked.Length));
            return (count, reading.Count);
        }
    }

    private static SchoolChangesService Service(TestDatabase database) => database.Get<SchoolChangesService>();

    private static Task<School> SchoolAsync(TestDatabase database, ResponsibleBody body) => database.Given.SchoolAsync(body: body, domain: null);

    private static PersonDetails Person(string name) =>
        new() { Name = name, EmailAddress = $"{name.ToLowerInvariant().Replace(' ', '.')}@school.example.net", Telephone = "01632 960 009" };

    private static SchoolChange Inviting(School school, PersonDetails person) => new() { Urn = school.Urn, Contact = ContactAsked.Of(person), Invite = true };

    private static async Task<SchoolChangesOutcome> InviteAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, School school, ContactAsked contact) =>
        (await Service(database).ApplyAsync(viewer, body.Id, [new() { Urn = school.Urn, Contact = contact, Invite = true }])).Value;

    private static async Task<(WhoWillOrder Who, string? Domain, string? Address, string? Contact)> DetailsAsync(TestDatabase database, School school)
    {
        var now = await database.ReadAsync(db => db.Schools.AsNoTracking().Include(s => s.Contact).SingleAsync(s => s.Id == school.Id));
        return (now.WhoWillOrder, now.Chromebooks.Domain, now.Chromebooks.RecoveryAddress, now.Contact?.Name);
    }

    private static async Task<IReadOnlyList<int>> AmountsAsync(TestDatabase database, params School[] schools)
    {
        var amounts = await database.ReadAsync(db => db.Allocations.AsNoTracking().Where(a => a.Category == DeviceCategory.LaptopsAndTablets).ToDictionaryAsync(a => a.SchoolId, a => a.Amount));
        return [.. schools.Select(school => amounts[school.Id])];
    }

    /// <summary>Counts what is read, and not what is written: each row that is written is a statement.</summary>
    private sealed class SelectCounter : DbCommandInterceptor
    {
        public int Count { get; private set; }

        public void StartAgain() => Count = 0;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count += command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) ? 1 : 0;
            return ValueTask.FromResult(result);
        }
    }
}
