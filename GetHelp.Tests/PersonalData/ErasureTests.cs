using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.People.Support;
using GetHelp.Core.PersonalData;
using GetHelp.Core.SignIn;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Tests.Supplier.Accounts;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.PersonalData;

/// <summary>After an erasure nothing in the whole database names the person, and what they did is there as it was.</summary>
public sealed class ErasureTests
{
    private const string Name = "Zuzanna O'Brien-Nowak";
    private const string FormerName = "Zuzanna O'Brien";
    private const string Telephone = "01632 960 777";

    private static readonly string[] Gathered = ["Users", "Memberships", "MagicLinks", "Orders", "OrderRequests", "History"];

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nothing_names_who_was_erased_and_orders_and_history_stay(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, school) = (await database.Given.ThirdLineAsync(), await database.Given.SchoolAsync("Rowan School"));
        var person = await BusyPersonAsync(database, school, agent);
        var before = await database.ReadAsync(db => db.Orders.AsNoTracking().Select(o => new { o.Id, o.PlacedByUserId, o.Status }).ToListAsync());
        (await database.SearchAsync(person.EmailAddress, Name, FormerName, Telephone)).Select(found => found.Table).Distinct().Count().ShouldBeGreaterThan(6, "there is something to find");

        (await EraseAsync(database, agent, person)).Value.ShouldBeTrue();
        await SupplierTakesAsync(database);

        (await database.SearchAsync(person.EmailAddress, Name, FormerName, Telephone)).ShouldBeEmpty();
        (await database.ReadAsync(db => db.Orders.AsNoTracking().Select(o => new { o.Id, o.PlacedByUserId, o.Status }).ToListAsync())).ShouldBe(before);
        (await database.ReadAsync(db => db.Orders.Select(o => o.PlacedBy).Distinct().ToListAsync())).ShouldBe([RemovedPerson.Name]);
        (await database.ReadAsync(db => db.History.OrderBy(e => e.Id).Select(e => e.What).LastAsync())).ShouldBe(HistoryKind.PersonErased);
        (await database.Get<SupportPersonReader>().FindAsync(agent, person.UserId!.Value)).ShouldNotBeNull().ErasedAt.ShouldBe(database.Clock.Now);
        (await EraseAsync(database, agent, person)).Refusals.ShouldBe([new ErasedAlready()]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task In_every_column_in_which_a_person_can_be_named_they_are_found_and_taken_out(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, school) = (await database.Given.ThirdLineAsync(), await database.Given.SchoolAsync("Rowan School"));
        var person = await BusyPersonAsync(database, school, agent);
        var planted = await PlantEverywhereAsync(database, school, person);
        var found = (await database.SearchAsync(person.EmailAddress, Telephone)).Select(text => $"{text.Table}.{text.Column}").ToHashSet();
        planted.Except(found).ShouldBeEmpty("the search finds what is there");

        (await EraseAsync(database, agent, person)).Value.ShouldBeTrue();
        await SupplierTakesAsync(database);

        (await database.SearchAsync(person.EmailAddress, Name, Telephone)).ShouldBeEmpty(); // what they were called before, the history cannot say any more
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Their_address_is_free_and_whoever_is_invited_by_it_is_somebody_new(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, school) = (await database.Given.ThirdLineAsync(), await database.Given.SchoolAsync());
        var person = await database.Given.SchoolUserAsync(school, name: Name);
        (await EraseAsync(database, agent, person)).Value.ShouldBeTrue();

        var invited = await database.Get<InvitationService>().InviteAsync(agent, OrganisationId.School(school.Id), new() { Person = new() { Name = "Ben Okoro", EmailAddress = person.EmailAddress } });

        invited.Value.UserId.ShouldNotBe(person.UserId!.Value);
        invited.Value.WasKnown.ShouldBeFalse();
        (await database.Get<SupportPeople>().SearchAsync(agent, new() { Text = RemovedPerson.Name })).Value.Total.ShouldBe(0, "nobody is called that");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_supplier_is_told_to_close_their_account_and_what_it_was_told_goes_once_it_has(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, school) = (await database.Given.ThirdLineAsync(), await database.Given.SchoolAsync());
        var person = await database.Given.SchoolUserAsync(school, name: Name, notice: false, account: false);
        await database.Get<PrivacyNoticeService>().SeenAsync(person);
        await SupplierTakesAsync(database);

        (await EraseAsync(database, agent, person)).Value.ShouldBeTrue();

        var told = await database.ReadAsync(db => db.AccountChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync());
        told.Select(change => change.Kind).ShouldBe([AccountChangeKind.New, AccountChangeKind.Remove]);
        told[1].Details.EmailAddress.ShouldBe(person.EmailAddress, "the supplier has to know whose account to close");
        (await database.SearchAsync(person.EmailAddress)).Select(found => found.Table).Distinct().ShouldBe(["AccountChanges"]);

        await SupplierTakesAsync(database);

        (await database.SearchAsync(person.EmailAddress, Name, Telephone, "Zuzanna")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_somebody_elses_too_stays_theirs(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, school) = (await database.Given.ThirdLineAsync(), await database.Given.SchoolAsync());
        var person = await database.Given.SchoolUserAsync(school, name: "Ann Hill");
        var namesake = await database.Given.SchoolUserAsync(school, name: "Ann Hill");
        var (hers, namesakes) = (await database.Given.OrderAsync(school, person), await database.Given.OrderAsync(school, namesake));

        (await EraseAsync(database, agent, person)).Value.ShouldBeTrue();

        (await database.ReadAsync(db => db.Orders.OrderBy(o => o.Id).Select(o => o.PlacedBy).ToListAsync())).ShouldBe([RemovedPerson.Name, "Ann Hill"]);
        var contacts = await database.ReadAsync(db => db.Orders.AsNoTracking().OrderBy(o => o.Id).Select(o => o.DeliverTo).ToListAsync());
        contacts.Select(to => (to.ContactName, to.ContactEmail)).ShouldBe([(RemovedPerson.Name, ""), ("Ann Hill", namesake.EmailAddress)]);
        contacts[1].ContactTelephone.ShouldBe(namesake.Telephone);
        (await database.Get<Viewers>().FindAsync(namesake.UserId!.Value)).ShouldNotBeNull().Telephone.ShouldBe(namesake.Telephone);
        (hers.Id, namesakes.Id).ShouldNotBe((0, 0));
    }

    [Fact]
    public async Task Letters_to_them_that_wait_are_not_sent_and_those_to_others_say_nothing_of_them()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (agent, school) = (await database.Given.ThirdLineAsync(), await database.Given.SchoolAsync());
        var person = await database.Given.SchoolUserAsync(school, name: Name);
        var letter = new Letter { To = new(Name, person.EmailAddress), Subject = "Theirs", Parts = ["Hello"] };
        await SendAsync(database, letter, letter with { To = new("Ben Okoro", "ben@example.org"), Subject = $"About {Name}" });

        (await EraseAsync(database, agent, person)).Value.ShouldBeTrue();

        var waiting = (await database.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.Kind == EmailSender.MessageKind).ToListAsync())).ShouldHaveSingleItem();
        waiting.Content<Letter>().Subject.ShouldBe($"About {RemovedPerson.Name}");
        waiting.Content<Letter>().Parts.ShouldBe(letter.Parts);
    }

    [Fact]
    public async Task Nobody_is_erased_while_an_order_that_names_them_has_not_reached_the_supplier()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (agent, school) = (await database.Given.ThirdLineAsync(), await database.Given.SchoolAsync());
        var person = await database.Given.SchoolUserAsync(school, name: Name);
        await database.Given.OrderAsync(school, person);

        (await database.Get<Erasure>().EraseAsync(agent, person.UserId!.Value)).Refusals.ShouldBe([new SupplierNotToldYet(1)]);
        (await database.Get<Viewers>().FindAsync(person.UserId!.Value)).ShouldNotBeNull("nothing was changed");
    }

    [Fact]
    public async Task A_school_whose_contact_they_were_has_none_any_more()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (agent, school) = (await database.Given.ThirdLineAsync(), await database.Given.SchoolAsync());
        var elsewhere = await database.Given.SchoolAsync();
        var person = await database.Given.SchoolUserAsync(school, name: Name);
        await database.Given.ContactAsync(elsewhere, "Z. O'Brien", chosen: true, emailAddress: person.EmailAddress.ToUpperInvariant());

        (await EraseAsync(database, agent, person)).Value.ShouldBeTrue();

        (await database.ReadAsync(db => db.SchoolContacts.AnyAsync())).ShouldBeFalse();
        (await database.ReadAsync(db => db.Schools.AnyAsync(s => s.ContactId != null))).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_third_line_erases_and_nobody_themselves()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var person = await database.Given.SchoolUserAsync(school);
        foreach (var viewer in new[] { person, await database.Given.SupportAsync(), await database.Given.SupplierUserAsync() })
        {
            (await database.Get<Erasure>().EraseAsync(viewer, person.UserId!.Value)).Refusals.ShouldBe([new NotAllowed("erase what is kept of people")]);
            (await database.Get<SubjectExport>().GatherAsync(viewer, person.UserId!.Value)).Refused.ShouldBeTrue();
        }

        var agent = await database.Given.ThirdLineAsync();
        (await database.Get<Erasure>().EraseAsync(agent, agent.UserId!.Value)).Refusals.ShouldBe([new CannotEraseYourself()]);
        (await database.Get<Erasure>().EraseAsync(agent, 999_999)).Refusals.ShouldBe([new NotFound()]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_export_holds_what_is_theirs_and_where_they_are_named_and_is_remembered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, school) = (await database.Given.ThirdLineAsync(), await database.Given.SchoolAsync());
        var person = await BusyPersonAsync(database, school, agent);

        var data = (await database.Get<SubjectExport>().GatherAsync(agent, person.UserId!.Value)).Value;

        Gathered.Except(data.Sections.Select(section => section.Table)).ShouldBeEmpty();
        var user = data.Sections.Single(section => section.Table == "Users").Rows.ShouldHaveSingleItem();
        user["FullName"].ShouldBe(Name);
        data.Sections.Single(section => section.Table == "Memberships").Rows[0]["OrdersDevices"].ShouldBe(true);
        data.Sections.Single(section => section.Table == "MagicLinks").Rows[0].Keys.ShouldNotContain("SecretHash");
        data.Mentions.ShouldContain(mention => mention.Table == "Outbox" && mention.Text.Contains(person.EmailAddress));
        (await database.ReadAsync(db => db.History.OrderBy(e => e.Id).LastAsync())).ShouldSatisfyAllConditions(
            entry => entry.What.ShouldBe(HistoryKind.PersonExported), entry => entry.PersonId.ShouldBe(person.UserId), entry => entry.Who.ShouldBe(agent.Name));
    }

    /// <summary>Somebody of whom as much is kept as of anybody: renamed, with orders, a request, a report, a query, a link, letters and a contact.</summary>
    private static async Task<Viewer> BusyPersonAsync(TestDatabase database, School school, Viewer agent)
    {
        var person = await database.Given.SchoolUserAsync(school, name: FormerName, notice: false);
        await database.Get<PrivacyNoticeService>().SeenAsync(person);
        var details = new PersonDetails { Name = FormerName, EmailAddress = person.EmailAddress, Telephone = person.Telephone! };
        (await database.Get<PersonService>().ChangeAsync(person, OrganisationId.School(school.Id), person.UserId!.Value, new() { Before = details, Details = details with { Name = Name, Telephone = Telephone } }))
            .Value.ShouldBeTrue();
        person = (await database.Get<Viewers>().FindAsync(person.UserId!.Value))!;
        await database.Get<SignInService>().RequestLinkAsync(new() { EmailAddress = person.EmailAddress });
        var number = await database.Given.OrderAsync(school, person);
        AskChange stop = new() { Number = number, Kind = OrderRequestKind.Stop, Why = $"Ask me, {Name}, on {Telephone}", Contact = new() { Name = Name, Telephone = Telephone } };
        (await database.Get<OrderRequestService>().AskAsync(person, stop)).Refusals.ShouldBeEmpty();
        await database.Get<InvitationService>().InviteAsync(person, OrganisationId.School(school.Id), new() { Person = new() { Name = "Ben Okoro", EmailAddress = $"{Guid.NewGuid():N}@example.org" } });
        await database.Get<InvitationService>().InviteAsync(agent, OrganisationId.School((await database.Given.SchoolAsync()).Id), new() { Person = new() { Name = Name, EmailAddress = person.EmailAddress } });
        await database.Given.ContactAsync(school, Name, chosen: true, emailAddress: person.EmailAddress, telephone: Telephone);
        var letter = new Letter { To = new("Ben", "ben@example.org"), Subject = "Somebody ordered", Parts = [new Bullets([$"{Name} <{person.EmailAddress}>", Telephone]), new Quotation($"It's {FormerName}")] };
        await SendAsync(database, letter, letter with { To = new(Name, person.EmailAddress) });
        return (await database.Get<Viewers>().FindAsync(person.UserId!.Value))!;
    }

    /// <summary>Puts them into every column in which our table says that somebody may be named, and a row where there is none yet.</summary>
    private static async Task<IReadOnlyList<string>> PlantEverywhereAsync(TestDatabase database, School school, Viewer person)
    {
        await using var db = database.Open();
        var order = (await db.Orders.Select(o => o.Id).FirstAsync(), school.Id, person.UserId!.Value);
        var planted = new List<string>();
        foreach (var column in PersonalDataMap.Columns.Where(IsPlanted))
        {
            var at = MappedColumn.Of(db.Model, column.Entity, column.Property);
            var sql = $"UPDATE \"{at.Table}\" SET \"{at.Column}\" = {{0}}";
            if (await db.Database.ExecuteSqlRawAsync(sql, Text(column, person)) == 0)
            {
                await AnyRow.AddAsync(db, at.Entity, order);
                (await db.Database.ExecuteSqlRawAsync(sql, Text(column, person))).ShouldBe(1, column.ToString());
            }

            planted.Add($"{at.Table}.{at.Column}");
        }

        return planted;
    }

    private static string Text(PersonalColumn column, Viewer person) => column.Content switch
    {
        PersonalContent.Document => PortalJson.Write(new[] { new { Said = $"{Name}, {person.EmailAddress}" } }),
        PersonalContent.Words => $"{Telephone}, {Name}",
        PersonalContent.Telephone => Telephone,
        _ => person.EmailAddress,
    };

    // Not where what is there has to be somebody's own, or a message that the program reads.
    private static bool IsPlanted(PersonalColumn column) =>
        column.Entity != typeof(User) && column.Entity != typeof(OutboxMessage) && column.Entity != typeof(AccountChange) && column.Content is not (PersonalContent.Upload or PersonalContent.Secret)
        && column.ToString() is not ("SchoolContact.EmailAddress" or "MagicLink.SentTo");

    /// <summary>With everything that was for the supplier at the supplier.</summary>
    private static async Task<Result<bool>> EraseAsync(TestDatabase database, Viewer agent, Viewer person)
    {
        await SupplierTakesAsync(database);
        return await database.Get<Erasure>().EraseAsync(agent, person.UserId!.Value);
    }

    private static async Task SupplierTakesAsync(TestDatabase database)
    {
        var now = database.Clock.Now;
        await database.ReadAsync(db => db.Outbox.Where(m => m.Kind.StartsWith("supplier.") && m.Kind != AccountChanged.Kind && m.SentAt == null)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.SentAt, now).SetProperty(x => x.DueAt, (DateTime?)null)));
        var sender = new AccountSender(new FakeAccountReceiver(), database.Get<IDbContextFactory<GetHelpDbContext>>(), database.Get<WriteTransactions>());
        while (await database.Get<OutboxQueue>().TakeAsync(AccountChanged.Kind) is { } message)
        {
            await sender.SendAsync(message, default);
            await database.Get<OutboxQueue>().SentAsync(new() { MessageId = message.Id, At = now, Succeeded = true, Outcome = "Sent", DurationMilliseconds = 1 });
        }
    }

    private static Task SendAsync(TestDatabase database, params IReadOnlyList<Letter> letters) => database.Get<WriteTransactions>().RunAsync<bool>(Viewer.Service, write =>
    {
        foreach (var letter in letters)
        {
            write.Send(EmailSender.MessageKind, letter, Guid.NewGuid().ToString("N"));
        }

        return Task.FromResult<Result<bool>>(true);
    });
}
